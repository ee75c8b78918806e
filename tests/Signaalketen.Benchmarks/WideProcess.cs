using System.Globalization;
using System.Text;
using Signaalketen.Engine;
using Signaalketen.Engine.Commands;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.State;
using Signaalketen.Engine.Time;

namespace Signaalketen.Benchmarks;

/// <summary>A process of about 500 elements: branches side by side, each a row of user tasks with a gateway, and an inclusive join at the end.</summary>
internal static class WideProcess
{
    public const int Branches = 50;
    private const int TasksPerBranch = 9;

    public static readonly DateTimeOffset Now = new(2027, 1, 4, 9, 0, 0, TimeSpan.FromHours(1));

    public static EngineOptions Options { get; } = new() { Calendar = WorkingCalendar.Netherlands };

    public static DefinitionSet Definitions()
    {
        var body = new StringBuilder("<startEvent id='s'/><inclusiveGateway id='f'/><inclusiveGateway id='j'/><endEvent id='e'/>");
        Flow(body, "s", "f");
        Flow(body, "j", "e");
        for (var branch = 0; branch < Branches; branch++)
        {
            var before = "f";
            for (var place = 0; place < TasksPerBranch; place++)
            {
                var id = string.Create(CultureInfo.InvariantCulture, $"t{branch}-{place}");
                body.Append(CultureInfo.InvariantCulture, $"<userTask id='{id}'/>");
                Flow(body, before, id);
                before = id;
            }

            var gateway = string.Create(CultureInfo.InvariantCulture, $"g{branch}");
            body.Append(CultureInfo.InvariantCulture, $"<exclusiveGateway id='{gateway}'/>");
            Flow(body, before, gateway);
            Flow(body, gateway, "j");
        }

        return Deploy(body.ToString());
    }

    public static DefinitionSet Deploy(string body)
    {
        var read = BpmnReader.Read(
            $"<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' targetNamespace='urn:signaalketen:benchmarks'><process id='p' isExecutable='true'>{body}</process></definitions>");
        return DefinitionSet.Of((read.Model ?? throw new InvalidOperationException(read.Problems[0].Message)).ProcessDefinitions(1));
    }

    public static InstanceState Started(Engine.Engine engine, DefinitionSet definitions) => Step(engine, definitions, null, new StartInstance("i", "p:1", Variables.Empty));

    public static InstanceState Step(Engine.Engine engine, DefinitionSet definitions, InstanceState? state, Command command) =>
        engine.Step(definitions, state, command, Now) is StepResult.Accepted accepted ? accepted.State : throw new InvalidOperationException($"{command} was refused.");

    private static void Flow(StringBuilder body, string from, string to) =>
        body.Append(CultureInfo.InvariantCulture, $"<sequenceFlow id='{from}.{to}' sourceRef='{from}' targetRef='{to}'/>");
}
