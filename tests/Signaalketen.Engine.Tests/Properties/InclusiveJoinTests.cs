using System.Text;
using Signaalketen.Engine.Commands;
using Signaalketen.Engine.Elements;
using Signaalketen.Engine.Events;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.State;
using Signaalketen.Engine.Tests.Execution;
using Signaalketen.Engine.Time;
using Xunit.Abstractions;

namespace Signaalketen.Engine.Tests.Properties;

/// <summary>
/// The definition of BPMN 2.0.2, 13.4.3, applied as it reads, on random graphs with loops and boundary events: every time an inclusive join
/// fires it was enabled, and when a step is over none is.
/// </summary>
public class InclusiveJoinTests(ITestOutputHelper output)
{
    private static readonly System.Globalization.CultureInfo Plain = System.Globalization.CultureInfo.InvariantCulture;

    [Fact]
    public void Inclusive_join_fires_exactly_when_the_definition_says_so()
    {
        var (fired, waited, cases) = (0, 0, Cases.Share(50));
        Cases.Each(
            output, cases,
            seed =>
            {
                var (firings, waits) = Play(seed);
                Interlocked.Add(ref fired, firings);
                Interlocked.Add(ref waited, waits);
            },
            seed => Bpmn.Process(Graph(new Random(seed))));
        Assert.True(fired > cases / 2 && waited > cases / 4, $"{fired} fired, {waited} waited: too few to mean anything.");
    }

    private static (int Fired, int Waited) Play(int seed)
    {
        var (fired, waited) = (0, 0);
        var random = new Random(seed);
        var definitions = Bpmn.Deploy(Bpmn.Process(Graph(random)));
        var scope = definitions.All.First().Scope;
        var engine = new Engine(new() { Calendar = WorkingCalendar.Netherlands, Budget = 150 });
        InstanceState? state = null;
        Command command = new StartInstance("i", "p:1", Variables.Empty);
        for (var step = 0; step < 12; step++)
        {
            var accepted = Assert.IsType<StepResult.Accepted>(engine.Step(definitions, state, command, DateTimeOffset.UnixEpoch));
            foreach (var happened in accepted.Events)
            {
                if (happened is ElementActivated { Element: var id } && scope.Nodes.FirstOrDefault(node => node.Id == id) is InclusiveGateway { Incoming.Count: > 1 } join)
                {
                    fired++;
                    Assert.True(Enabled(state!, scope, join), $"'{id}' fired too early.");
                }

                state = Evolve.Apply(state, happened);
            }

            if (state!.Incidents.Count > 0 || state.Status != InstanceStatus.Active)
                break;
            foreach (var join in scope.Nodes.OfType<InclusiveGateway>().Where(node => node.Incoming.Count > 1))
            {
                waited += state.Tokens.Any(token => token.Value.TargetId == join.Id) ? 1 : 0;
                Assert.False(Enabled(state, scope, join), $"'{join.Id}' should have fired.");
            }

            ElementInstance[] open = [.. state.Elements.Select(entry => entry.Value).Where(element => element.Pending == Pending.UserTask)];
            if (open.Length == 0)
                break;
            var one = open[random.Next(open.Length)];
            command = one.Waits.Count > 0 && random.Next(2) == 0
                ? new CorrelateMessage(state.Waits[one.Waits.First()].Name!, null, Variables.Empty, state.Waits[one.Waits.First()].ElementId)
                : new CompleteUserTask(one.Key, Variables.Empty);
            if (command is CorrelateMessage message && state.Waits.Count(wait => wait.Value.ElementId == message.ElementId) > 1)
                command = new CompleteUserTask(one.Key, Variables.Empty);
        }

        return (fired, waited);
    }

    /// <summary>Some flow is filled, and whatever can still reach an empty flow without passing the join can reach a filled one as well.</summary>
    private static bool Enabled(InstanceState state, FlowScope scope, FlowNode join)
    {
        var filled = state.Tokens.Where(token => token.Value.TargetId == join.Id).Select(token => token.Value.FlowId!).ToHashSet(StringComparer.Ordinal);
        if (filled.Count == 0)
            return false;
        var elsewhere = state.Tokens.Where(token => token.Value.TargetId != join.Id).Select(token => Paths(scope, join, [token.Value.FlowId!]))
            .Concat(state.Elements.Where(element => element.Value.ScopeKey != 0).Select(element => Paths(scope, join, Leaving(scope, element.Value.ElementId))));
        return elsewhere.All(reached => reached.All(filled.Contains) || reached.Any(filled.Contains));
    }

    /// <summary>The flows by which a token that is in an element may go on: its own, and those of its boundary events.</summary>
    private static IEnumerable<string> Leaving(FlowScope scope, string element) => scope.Flows
        .Where(flow => flow.Source.Id == element || (flow.Source is BoundaryEvent boundary && boundary.AttachedTo == element)).Select(flow => flow.Id);

    /// <summary>The incoming flows of the join at the end of any path that begins with these flows and does not visit the join.</summary>
    private static HashSet<string> Paths(FlowScope scope, FlowNode join, IEnumerable<string> begin)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(begin);
        while (open.TryPop(out var id))
        {
            if (!seen.Add(id))
                continue;
            var target = scope.Flows.First(flow => flow.Id == id).Target;
            if (target == join)
                continue;
            foreach (var next in Leaving(scope, target.Id))
                open.Push(next);
        }

        return [.. seen.Where(id => scope.Flows.First(flow => flow.Id == id).Target == join)];
    }

    private static string Graph(Random random)
    {
        var count = random.Next(5, 11);
        var tags = Enumerable.Range(0, count).Select(_ => random.Next(9) switch { < 4 => "inclusiveGateway", < 7 => "userTask", 7 => "exclusiveGateway", _ => "parallelGateway" }).ToArray();
        var edges = new List<(string From, int To)>();
        var hosts = new List<int>();
        for (var node = 0; node < count; node++)
        {
            edges.Add((node == 0 ? "s" : $"n{random.Next(node)}", node));
            if (random.Next(2) == 0)
                edges.Add(($"n{random.Next(count)}", random.Next(1, count)));
            if (tags[node] == "userTask" && random.Next(4) == 0)
            {
                hosts.Add(node);
                edges.Add(($"b{node}", random.Next(1, count)));
            }
        }

        var xml = new StringBuilder("""<startEvent id="s"/>""");
        for (var node = 0; node < count; node++)
            xml.Append(Plain, $"""<{tags[node]} id="n{node}"/>""");
        foreach (var host in hosts)
            xml.Append(Plain, $"""<boundaryEvent id="b{host}" attachedToRef="n{host}"><messageEventDefinition/></boundaryEvent>""");
        xml.Append("<flows>");
        foreach (var group in edges.GroupBy(edge => edge.From))
        {
            var left = group.Count();
            var choice = group.Key[0] == 'n' && tags[int.Parse(group.Key[1..], Plain)] is "inclusiveGateway" or "exclusiveGateway";
            foreach (var (from, to) in group)
                xml.Append(Plain, $"{from} > n{to}{(!choice || group.Count() == 1 ? "" : --left == 0 ? " else" : random.Next(2) == 0 ? " if true" : " if false")}; ");
        }

        return xml.Append("</flows>").ToString();
    }
}
