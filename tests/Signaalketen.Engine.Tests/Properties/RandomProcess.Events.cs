namespace Signaalketen.Engine.Tests.Properties;

/// <summary>Events that are waited for. Each can be met by the clock, a message or a value, so that waiting never lasts for ever.</summary>
internal sealed partial class RandomProcess
{
    private (string First, string Last) Catch(Drawing scope)
    {
        var id = Name("c");
        var (attribute, definitions) = random.Next(6) switch
        {
            0 or 1 => ("", Timer("PT1H")),
            2 => ("", """<messageEventDefinition messageRef="m"/>"""),
            3 => ("", """<signalEventDefinition signalRef="sig"/>""" + Timer("PT2H")),
            4 => (" parallelMultiple=\"true\"", (main ? Conditional : """<messageEventDefinition messageRef="m"/>""") + Timer("PT1H")),
            _ => ("", main ? Conditional : Timer("PT30M")),
        };
        scope.Node($"""<intermediateCatchEvent id="{id}"{attribute}>{definitions}</intermediateCatchEvent>""");
        return (id, id);
    }

    /// <summary>An instantiating gateway: the first of its messages begins the process, or all of them together do. Answers where the flow goes on.</summary>
    private string FirstMessage(Drawing scope, string gateway)
    {
        var (one, other, join) = (Name("c"), Name("c"), Name("m"));
        var (all, receives) = (random.Next(2) == 0, random.Next(2) == 0);
        scope.Node($"""<eventBasedGateway id="{gateway}" instantiate="true"{(all ? " eventGatewayType=\"Parallel\"" : "")}/>""")
            .Node(Waits(one, "m1")).Node(Waits(other, "m2"))
            .Node($"""<{(all ? "parallelGateway" : "exclusiveGateway")} id="{join}"/>""")
            .Flow($"{gateway} > {one} > {join}").Flow($"{gateway} > {other} > {join}");
        return join;

        string Waits(string id, string message) => receives
            ? $"""<receiveTask id="{id}" messageRef="{message}"/>"""
            : $"""<intermediateCatchEvent id="{id}"><messageEventDefinition messageRef="{message}"/></intermediateCatchEvent>""";
    }

    private (string First, string Last) FirstEvent(Drawing scope, int depth)
    {
        var (gateway, merge, one, timer) = (Name("g"), Name("m"), Name("c"), Name("c"));
        var definition = random.Next(3) switch
        {
            0 => """<signalEventDefinition signalRef="sig"/>""",
            1 when main => Conditional,
            _ => """<messageEventDefinition messageRef="m"/>""",
        };
        scope.Node($"""<eventBasedGateway id="{gateway}"/>""").Node($"""<exclusiveGateway id="{merge}"/>""")
            .Node($"""<intermediateCatchEvent id="{one}">{definition}</intermediateCatchEvent>""")
            .Node($"""<intermediateCatchEvent id="{timer}">{Timer("PT2H")}</intermediateCatchEvent>""");
        var (first, last) = Block(scope, depth - 1);
        scope.Flow($"{gateway} > {one} > {first}").Flow($"{last} > {merge}").Flow($"{gateway} > {timer} > {merge}");
        return (gateway, merge);
    }

    private void EventSubProcess(Drawing scope, int depth)
    {
        var (id, start, end) = (Name("esp"), Name("es"), Name("ee"));
        var inside = new Drawing();
        var (interrupts, attribute, trigger) = random.Next(8) switch
        {
            0 => (random.Next(2) == 0, "", """<signalEventDefinition signalRef="sig"/>"""),
            1 => (random.Next(2) == 0, "", Timer("PT3H")),
            2 => (true, "", """<errorEventDefinition errorRef="er"/>"""),
            3 => (true, " parallelMultiple=\"true\"", """<signalEventDefinition signalRef="sig"/>""" + Timer("PT3H")),
            4 => (random.Next(2) == 0, "", """<signalEventDefinition signalRef="sig"/><escalationEventDefinition/>"""),
            5 when main => (random.Next(2) == 0, "", Conditional),
            _ => (random.Next(2) == 0, "", "<escalationEventDefinition/>"),
        };
        var (first, last) = Inner(inside, Math.Min(depth, 2));
        inside.Node($"""<startEvent id="{start}" isInterrupting="{(interrupts ? "true" : "false")}"{attribute}>{trigger}</startEvent>""")
            .Node($"""<endEvent id="{end}">{(random.Next(5) == 0 ? "<compensateEventDefinition/>" : "")}</endEvent>""").Flow($"{start} > {first}").Flow($"{last} > {end}");
        scope.Node($"""<subProcess id="{id}" triggeredByEvent="true">{inside}</subProcess>""");
    }

    private void Boundaries(Drawing scope, string id, string merge)
    {
        Boundary(scope, id, merge, """<errorEventDefinition errorRef="er"/>""", interrupting: true);
        if (random.Next(3) == 0)
            Boundary(scope, id, merge, Timer("PT90M"), interrupting: true);
        if (random.Next(3) == 0)
            Boundary(scope, id, merge, """<signalEventDefinition signalRef="sig"/>""", interrupting: false);
        if (random.Next(4) == 0)
            Boundary(scope, id, merge, """<timerEventDefinition><timeCycle>R2/PT1H</timeCycle></timerEventDefinition>""", interrupting: false);
        if (random.Next(4) == 0)
            Boundary(scope, id, merge, """<signalEventDefinition signalRef="out"/>""", interrupting: false);
        if (main && random.Next(4) == 0)
            Boundary(scope, id, merge, Conditional, interrupting: random.Next(2) == 0);
        if (random.Next(5) == 0)
            Boundary(scope, id, merge, """<signalEventDefinition signalRef="sig"/>""" + Timer("PT1H"), interrupting: random.Next(2) == 0, " parallelMultiple=\"true\"");
        if (random.Next(5) == 0)
            Boundary(scope, id, merge, """<signalEventDefinition signalRef="sig"/><escalationEventDefinition/>""", interrupting: random.Next(2) == 0);
    }

    private void Boundary(Drawing scope, string host, string merge, string trigger, bool interrupting, string attribute = "")
    {
        var id = Name("b");
        scope.Node($"""<boundaryEvent id="{id}" attachedToRef="{host}" cancelActivity="{(interrupting ? "true" : "false")}"{attribute}>{trigger}</boundaryEvent>""");
        if (interrupting)
        {
            scope.Flow($"{id} > {merge}");
            return;
        }

        var (task, end) = (Name("t"), Name("e"));
        scope.Node($"""<userTask id="{task}"/>""").Node($"""<endEvent id="{end}"/>""").Flow($"{id} > {task} > {end}");
    }

    private const string Conditional = "<conditionalEventDefinition><condition>v = 1</condition></conditionalEventDefinition>";

    private static string Timer(string duration) => $"<timerEventDefinition><timeDuration>{duration}</timeDuration></timerEventDefinition>";
}
