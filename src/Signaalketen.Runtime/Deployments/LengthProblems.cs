using Signaalketen.Engine.Elements;
using Signaalketen.Engine.EventDefinitions;
using Signaalketen.Engine.Model;

namespace Signaalketen.Runtime.Deployments;

/// <summary>What is longer than the columns that will hold it: said before publishing, because a running instance could only stop on it.</summary>
internal static class LengthProblems
{
    private const int Id = 200;

    // Of messages and signals; an index of SQL Server holds no more.
    private const int Name = 400;

    // The key of a version is the id, a colon and a number.
    private const int ProcessId = Id - 20;

    public static IEnumerable<Problem> Of(BpmnModel model)
    {
        foreach (var definition in model.ProcessDefinitions(1))
        {
            if (TooLong(definition.Id, ProcessId, "id of the process", "id van het proces", null) is { } process)
                yield return process;
            foreach (var problem in definition.Nodes.SelectMany(Of))
                yield return problem;
        }
    }

    private static IEnumerable<Problem> Of(FlowNode node)
    {
        List<Problem?> found =
        [
            TooLong(node.Id, Id, "id of the element", "id van het element", node.Id),
            node is UserTask { FormKey: { } form } ? TooLong(form, Id, "name of the form", "naam van het formulier", node.Id) : null,
            node is ServiceTask service ? TooLong(service.JobType, Id, "type of the job", "soort van de automatische stap", node.Id) : null,
            node is ReceiveTask receive ? TooLong(receive.MessageName, Name, "name of the message", "naam van het bericht", node.Id) : null,
        ];
        IReadOnlyList<EventDefinition> caught = node switch
        {
            StartEvent start => start.Definitions,
            IntermediateCatchEvent between => between.Definitions,
            BoundaryEvent boundary => boundary.Definitions,
            _ => [],
        };
        found.AddRange(caught.Select(definition => definition switch
        {
            MessageEventDefinition message => TooLong(message.Name, Name, "name of the message", "naam van het bericht", node.Id),
            SignalEventDefinition signal => TooLong(signal.Name, Name, "name of the signal", "naam van het signaal", node.Id),
            _ => null,
        }));
        return found.OfType<Problem>();
    }

    private static Problem? TooLong(string text, int most, string english, string dutch, string? element) => text.Length <= most
        ? null
        : new(ProblemSeverity.Error, "model.too-long", element, $"The {english} '{Begin(text)}…' has {text.Length} characters and may have {most}: shorten it.",
            $"De {dutch} '{Begin(text)}…' heeft {text.Length} tekens en mag er {most} hebben: maak die korter.");

    private static string Begin(string text) => text[..40];
}
