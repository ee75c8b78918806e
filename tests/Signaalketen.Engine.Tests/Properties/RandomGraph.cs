using System.Globalization;

namespace Signaalketen.Engine.Tests.Properties;

/// <summary>
/// Draws a random graph of elements with no care for soundness: joins that never fire, loops without end, incidents, ends that throw. It may
/// get stuck; it may not break a promise.
/// </summary>
internal sealed class RandomGraph(Random random)
{
    private static readonly string[] Gateways = ["exclusiveGateway", "parallelGateway", "inclusiveGateway", "complexGateway"];

    private int names;

    public static string Draw(int seed) => new RandomGraph(new Random(seed)).Scope(2, transaction: false);

    private string Scope(int depth, bool transaction)
    {
        var scope = new Drawing();
        var start = Name("s");
        scope.Node($"""<startEvent id="{start}"/>""");
        // A place may have flows in, out, or both; chosen ones may carry conditions.
        var (sources, targets, choosing) = (new List<string>(), new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        var count = random.Next(3, depth == 2 ? 9 : 5);
        for (var node = 0; node < count; node++)
            Node(scope, depth, sources, targets, choosing);
        for (var end = random.Next(3); end > 0; end--)
            targets.Add(End(scope, transaction));
        var flows = new List<(string From, string To)> { (start, targets[random.Next(targets.Count)]) };
        foreach (var target in targets)
            flows.Add((random.Next(6) == 0 ? start : sources[random.Next(sources.Count)], target));
        foreach (var source in sources.Where(source => flows.All(flow => flow.From != source) || random.Next(3) == 0).ToArray())
            flows.Add((source, targets[random.Next(targets.Count)]));
        foreach (var group in flows.GroupBy(flow => flow.From))
        {
            var left = group.Count();
            foreach (var (from, to) in group)
            {
                var condition = random.Next(4) switch { 0 => " if v = 1", 1 => " if w", 2 => " if false", _ => " if true" };
                scope.Flow($"{from} > {to}{(!choosing.Contains(from) || group.Count() == 1 ? "" : --left == 0 && random.Next(5) > 0 ? " else" : condition)}");
            }
        }

        if (depth > 0 && random.Next(3) == 0)
            EventSubProcess(scope, depth - 1, transaction);
        return scope.ToString();
    }

    private void Node(Drawing scope, int depth, List<string> sources, List<string> targets, HashSet<string> choosing)
    {
        var id = Name("n");
        switch (random.Next(depth > 0 ? 14 : 10))
        {
            case 0 or 1:
                var tag = Gateways[random.Next(Gateways.Length)];
                var condition = tag == "complexGateway" ? $"<activationCondition>{(random.Next(5) == 0 ? "activationCount > w" : "activationCount >= 2")}</activationCondition>" : "";
                scope.Node($"""<{tag} id="{id}">{condition}</{tag}>""");
                if (tag != "parallelGateway")
                    choosing.Add(id);
                break;
            case 2:
                scope.Node($"""<intermediateCatchEvent id="{id}"{(random.Next(2) == 0 ? " parallelMultiple=\"true\"" : "")}>{Trigger(2)}{(random.Next(2) == 0 ? Trigger(2) : "")}</intermediateCatchEvent>""");
                break;
            case 3:
                scope.Node($"""<intermediateThrowEvent id="{id}">{Thrown(scope)}</intermediateThrowEvent>""");
                break;
            case 4:
                var link = Name("n");
                scope.Node($"""<intermediateThrowEvent id="{id}"><linkEventDefinition name="{id}"/></intermediateThrowEvent>""")
                    .Node($"""<intermediateCatchEvent id="{link}"><linkEventDefinition name="{id}"/></intermediateCatchEvent>""");
                targets.Add(id);
                sources.Add(link);
                return;
            case 5:
                var (one, other) = (Name("n"), Name("n"));
                scope.Node($"""<eventBasedGateway id="{id}"/>""").Node($"""<intermediateCatchEvent id="{one}">{Trigger(2)}</intermediateCatchEvent>""")
                    .Node($"""<intermediateCatchEvent id="{other}">{Trigger(2)}</intermediateCatchEvent>""").Flow($"{id} > {one}").Flow($"{id} > {other}");
                targets.Add(id);
                sources.AddRange([one, other]);
                return;
            case < 10:
                scope.Node(Task(id));
                Attach(scope, id, sources);
                break;
            case 10 or 11:
                scope.Node($"""<subProcess id="{id}">{Scope(depth - 1, transaction: false)}{Repeat()}</subProcess>""");
                Attach(scope, id, sources);
                break;
            case 12:
                scope.Node($"""<transaction id="{id}">{Scope(depth - 1, transaction: true)}{Repeat()}</transaction>""");
                sources.Add(Boundary(scope, id, "<cancelEventDefinition/>", ""));
                Attach(scope, id, sources);
                break;
            default:
                var (first, second) = (Name("n"), Name("n"));
                scope.Node($"""<adHocSubProcess id="{id}" ordering="{(random.Next(2) == 0 ? "Parallel" : "Sequential")}">{Task(first)}{Task(second)}{Repeat()}<completionCondition>{(random.Next(2) == 0 ? "v = 1" : "w")}</completionCondition></adHocSubProcess>""");
                Attach(scope, id, sources);
                break;
        }

        sources.Add(id);
        targets.Add(id);
    }

    private string Task(string id, string attributes = "") => random.Next(5) switch
    {
        0 => $"""<task id="{id}"{attributes}>{Repeat()}</task>""",
        1 => $"""<serviceTask id="{id}"{attributes}>{Repeat()}</serviceTask>""",
        2 => $"""<receiveTask id="{id}"{attributes} messageRef="m">{Repeat()}</receiveTask>""",
        _ => $"""<userTask id="{id}"{attributes}>{Repeat()}</userTask>""",
    };

    private string Repeat() => random.Next(12) switch
    {
        0 => """<multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality><completionCondition>numberOfCompletedInstances = 2</completionCondition></multiInstanceLoopCharacteristics>""",
        1 => """<multiInstanceLoopCharacteristics isSequential="true"><loopCardinality>v</loopCardinality></multiInstanceLoopCharacteristics>""",
        2 => """<standardLoopCharacteristics><loopCondition>w</loopCondition></standardLoopCharacteristics>""",
        3 => """<standardLoopCharacteristics testBefore="true" loopMaximum="3"><loopCondition>v = 1</loopCondition></standardLoopCharacteristics>""",
        _ => "",
    };

    private void Attach(Drawing scope, string host, List<string> sources)
    {
        for (var more = random.Next(3); more > 0; more--)
        {
            var interrupts = random.Next(2) == 0;
            var attributes = (interrupts ? "" : " cancelActivity=\"false\"") + (random.Next(4) == 0 ? " parallelMultiple=\"true\"" : "");
            sources.Add(Boundary(scope, host, Trigger(interrupts ? 4 : 3) + (random.Next(3) == 0 ? Trigger(2) : ""), attributes));
        }

        if (random.Next(3) > 0)
            return;
        var handler = Name("h");
        scope.Node(Task(handler, " isForCompensation=\"true\""));
        scope.Node($"""<association id="{Name("as")}" sourceRef="{Boundary(scope, host, "<compensateEventDefinition/>", "")}" targetRef="{handler}"/>""");
        scope.Undoable.Add(host);
    }

    private string Boundary(Drawing scope, string host, string trigger, string attributes)
    {
        var id = Name("b");
        scope.Node($"""<boundaryEvent id="{id}" attachedToRef="{host}"{attributes}>{trigger}</boundaryEvent>""");
        return id;
    }

    private void EventSubProcess(Drawing scope, int depth, bool transaction)
    {
        var (id, start, end, task) = (Name("esp"), Name("s"), Name("e"), Name("n"));
        var interrupts = random.Next(2) == 0;
        var inside = new Drawing().Node($"""<startEvent id="{start}"{(interrupts ? "" : " isInterrupting=\"false\"")}{(random.Next(4) == 0 ? " parallelMultiple=\"true\"" : "")}>{Trigger(interrupts ? 4 : 3)}{(random.Next(3) == 0 ? Trigger(2) : "")}</startEvent>""")
            .Node(Task(task)).Flow($"{start} > {task}");
        if (depth > 0)
        {
            var sub = Name("n");
            inside.Node($"""<subProcess id="{sub}">{Scope(depth - 1, transaction)}</subProcess>""").Flow($"{task} > {sub}");
            task = sub;
        }

        inside.Node($"""<endEvent id="{end}">{Thrown(inside)}</endEvent>""").Flow($"{task} > {end}");
        scope.Node($"""<subProcess id="{id}" triggeredByEvent="true">{inside}</subProcess>""");
    }

    private string End(Drawing scope, bool transaction)
    {
        var id = Name("e");
        var definition = random.Next(6) switch
        {
            0 => "<terminateEventDefinition/>",
            1 => """<errorEventDefinition errorRef="er"/>""",
            2 when transaction => "<cancelEventDefinition/>",
            2 or 3 => Thrown(scope),
            _ => "",
        };
        scope.Node($"""<endEvent id="{id}">{definition}</endEvent>""");
        return id;
    }

    private string Thrown(Drawing scope) => random.Next(4) switch
    {
        0 => """<signalEventDefinition signalRef="out"/>""",
        1 => """<escalationEventDefinition escalationRef="es"/>""",
        2 when scope.Undoable.Count > 0 => $"""<compensateEventDefinition activityRef="{scope.Undoable[random.Next(scope.Undoable.Count)]}"/>""",
        _ => """<compensateEventDefinition/><signalEventDefinition signalRef="out"/>""",
    };

    /// <param name="kinds">2: what any catch may wait for; 3: escalations too; 4: errors too.</param>
    private string Trigger(int kinds) => random.Next(kinds + 2) switch
    {
        0 => """<signalEventDefinition signalRef="sig"/>""",
        1 => "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>",
        2 => "<conditionalEventDefinition><condition>v = 1</condition></conditionalEventDefinition>",
        3 => """<messageEventDefinition messageRef="m"/>""",
        4 => "<escalationEventDefinition/>",
        _ => """<errorEventDefinition errorRef="er"/>""",
    };

    private string Name(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}{++names}");
}
