using System.Globalization;
using System.Text;
using Signaalketen.Engine.Tests.Execution;

namespace Signaalketen.Engine.Tests.Properties;

/// <summary>
/// Draws a random block-structured process that is sound by construction: whatever is answered, in whatever order, it can end.
/// Flows stand in a fixed order; the nodes may be shuffled.
/// </summary>
internal sealed class RandomProcess(Random random)
{
    private int names;
    private int budget = 4;
    private bool mayCall;

    public const string Roots = """
        <message id="m" name="msg"/><signal id="sig" name="sig"/><signal id="out" name="out"/><error id="er" errorCode="E"/><escalation id="es" escalationCode="X"/>
        """;

    /// <summary>The called process, and a random one that may call it.</summary>
    public static (string Main, string Called) Draw(int seed)
    {
        var drawing = new RandomProcess(new Random(seed));
        var called = drawing.Scope(1, drawing.Name("qs"));
        (drawing.mayCall, drawing.budget) = (true, 14);
        return (drawing.Scope(3, drawing.Name("s")), Bpmn.Definitions($"""{Roots}<process id="q">{called}</process>"""));
    }

    /// <summary>The same process with its nodes in another order.</summary>
    public static string Shuffle(string body, int seed)
    {
        var random = new Random(seed);
        var root = System.Xml.Linq.XElement.Parse($"<x xmlns:sk=\"{Parsing.BpmnNames.Extension}\">{body}</x>");
        foreach (var scope in root.DescendantsAndSelf().Where(element => element.Elements("flows").Any()).ToArray())
        {
            var flows = scope.Elements("flows").ToArray();
            var nodes = scope.Elements().Except(flows).OrderBy(_ => random.Next()).ToArray();
            scope.RemoveNodes();
            scope.Add(nodes, flows);
        }

        return string.Concat(root.Nodes().Select(node => node.ToString(System.Xml.Linq.SaveOptions.DisableFormatting)));
    }

    private string Scope(int depth, string start)
    {
        var scope = new Drawing();
        var end = Name("e");
        scope.Node($"""<startEvent id="{start}"/>""").Node($"""<endEvent id="{end}"/>""");
        var (first, last) = Block(scope, depth);
        scope.Flow($"{start} > {first}").Flow($"{last} > {end}");
        if (random.Next(4) == 0)
            EventSubProcess(scope, depth - 1);
        return scope.ToString();
    }

    private void EventSubProcess(Drawing scope, int depth)
    {
        var (id, start, end) = (Name("esp"), Name("es"), Name("ee"));
        var inside = new Drawing();
        var interrupting = random.Next(2) == 0 ? "true" : "false";
        var trigger = random.Next(3) switch
        {
            0 => """<signalEventDefinition signalRef="sig"/>""",
            1 => """<timerEventDefinition><timeDuration>PT3H</timeDuration></timerEventDefinition>""",
            _ => """<escalationEventDefinition/>""",
        };
        inside.Node($"""<startEvent id="{start}" isInterrupting="{interrupting}">{trigger}</startEvent>""").Node($"""<endEvent id="{end}"/>""");
        var (first, last) = Block(inside, Math.Min(depth, 1));
        inside.Flow($"{start} > {first}").Flow($"{last} > {end}");
        scope.Node($"""<subProcess id="{id}" triggeredByEvent="true">{inside}</subProcess>""");
    }

    private (string First, string Last) Block(Drawing scope, int depth)
    {
        budget--;
        if (depth <= 0 || budget <= 0)
            return Leaf(scope);
        switch (random.Next(10))
        {
            case 0 or 1:
                var (first, middle) = Block(scope, depth - 1);
                var (next, last) = Block(scope, depth - 1);
                scope.Flow($"{middle} > {next}");
                return (first, last);
            case 2:
                return Split(scope, depth, "parallelGateway");
            case 3:
                return Split(scope, depth, "inclusiveGateway");
            case 4:
                return Split(scope, depth, "exclusiveGateway");
            case 5:
                return FirstEvent(scope, depth);
            case 6:
                return Again(scope, depth);
            case 7 or 8:
                return SubProcess(scope, depth);
            default:
                return Leaf(scope);
        }
    }

    private (string First, string Last) Leaf(Drawing scope)
    {
        var id = Name("t");
        var repeat = random.Next(8) switch
        {
            0 => """<multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality><completionCondition>numberOfCompletedInstances = 2</completionCondition></multiInstanceLoopCharacteristics>""",
            1 => """<multiInstanceLoopCharacteristics isSequential="true"><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>""",
            2 => """<standardLoopCharacteristics testBefore="true"><loopCondition>loopCounter &lt; 2</loopCondition></standardLoopCharacteristics>""",
            _ => "",
        };
        scope.Node(random.Next(9) switch
        {
            0 or 1 or 2 => $"""<userTask id="{id}">{repeat}</userTask>""",
            3 => $"""<serviceTask id="{id}">{repeat}</serviceTask>""",
            4 => $"""<receiveTask id="{id}" messageRef="m">{repeat}</receiveTask>""",
            5 => $"""<task id="{id}">{repeat}</task>""",
            6 => $"""<intermediateThrowEvent id="{id}"><signalEventDefinition signalRef="out"/></intermediateThrowEvent>""",
            7 when mayCall => $"""<callActivity id="{id}" calledElement="q">{repeat}</callActivity>""",
            _ => $"""<intermediateCatchEvent id="{id}"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>""",
        });
        return (id, id);
    }

    private (string First, string Last) Split(Drawing scope, int depth, string tag)
    {
        var (fork, join) = (Name("f"), Name("j"));
        scope.Node($"""<{tag} id="{fork}"/>""").Node($"""<{tag} id="{join}"/>""");
        var branches = random.Next(2, 4);
        for (var branch = 0; branch < branches; branch++)
        {
            var (first, last) = Block(scope, depth - 1);
            var condition = tag == "parallelGateway" ? "" : branch == branches - 1 ? " else" : random.Next(2) == 0 ? " if true" : " if 1 > 2";
            scope.Flow($"{fork} > {first}{condition}").Flow($"{last} > {join}");
        }

        return (fork, join);
    }

    private (string First, string Last) FirstEvent(Drawing scope, int depth)
    {
        var (gateway, merge, message, timer) = (Name("g"), Name("m"), Name("c"), Name("c"));
        scope.Node($"""<eventBasedGateway id="{gateway}"/>""").Node($"""<exclusiveGateway id="{merge}"/>""")
            .Node($"""<intermediateCatchEvent id="{message}"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>""")
            .Node($"""<intermediateCatchEvent id="{timer}"><timerEventDefinition><timeDuration>PT2H</timeDuration></timerEventDefinition></intermediateCatchEvent>""");
        var (first, last) = Block(scope, depth - 1);
        scope.Flow($"{gateway} > {message} > {first}").Flow($"{last} > {merge}").Flow($"{gateway} > {timer} > {merge}");
        return (gateway, merge);
    }

    private (string First, string Last) Again(Drawing scope, int depth)
    {
        var (merge, choice, count) = (Name("m"), Name("x"), Name("n"));
        scope.Node($"""<exclusiveGateway id="{merge}"/>""").Node($"""<exclusiveGateway id="{choice}"/>""")
            .Node($$"""<scriptTask id="{{count}}"><script>{ {{count}}: if {{count}} = null then 1 else {{count}} + 1 }</script></scriptTask>""");
        var (first, last) = Block(scope, depth - 1);
        scope.Flow($"{merge} > {first}").Flow($"{last} > {count} > {choice}").Flow($"{choice} > {merge} if {count} = 1");
        var after = Name("t");
        scope.Node($"""<task id="{after}"/>""").Flow($"{choice} > {after} else");
        return (merge, after);
    }

    private (string First, string Last) SubProcess(Drawing scope, int depth)
    {
        var (id, merge) = (Name("sub"), Name("m"));
        var inside = new Drawing();
        var (start, end) = (Name("s"), Name("e"));
        var ending = random.Next(5) switch
        {
            0 => "<errorEventDefinition errorRef=\"er\"/>",
            1 => "<terminateEventDefinition/>",
            2 => "<escalationEventDefinition escalationRef=\"es\"/>",
            _ => "",
        };
        inside.Node($"""<startEvent id="{start}"/>""").Node($"""<endEvent id="{end}">{ending}</endEvent>""");
        var (first, last) = Block(inside, depth - 1);
        inside.Flow($"{start} > {first}").Flow($"{last} > {end}");
        if (random.Next(3) == 0)
            EventSubProcess(inside, depth - 1);
        var repeat = random.Next(4) == 0 ? """<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>""" : "";
        scope.Node($"""<subProcess id="{id}">{inside}{repeat}</subProcess>""").Node($"""<exclusiveGateway id="{merge}"/>""").Flow($"{id} > {merge}");
        Boundary(scope, id, merge, """<errorEventDefinition errorRef="er"/>""", interrupting: true);
        if (random.Next(3) == 0)
            Boundary(scope, id, merge, """<timerEventDefinition><timeDuration>PT90M</timeDuration></timerEventDefinition>""", interrupting: true);
        if (random.Next(3) == 0)
            Boundary(scope, id, merge, """<signalEventDefinition signalRef="sig"/>""", interrupting: false);
        if (random.Next(3) == 0)
            Boundary(scope, id, merge, """<timerEventDefinition><timeCycle>R2/PT1H</timeCycle></timerEventDefinition>""", interrupting: false);
        return (id, merge);
    }

    private void Boundary(Drawing scope, string host, string merge, string trigger, bool interrupting)
    {
        var id = Name("b");
        scope.Node($"""<boundaryEvent id="{id}" attachedToRef="{host}" cancelActivity="{(interrupting ? "true" : "false")}">{trigger}</boundaryEvent>""");
        if (interrupting)
        {
            scope.Flow($"{id} > {merge}");
            return;
        }

        var (task, end) = (Name("t"), Name("e"));
        scope.Node($"""<userTask id="{task}"/>""").Node($"""<endEvent id="{end}"/>""").Flow($"{id} > {task} > {end}");
    }

    private string Name(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}{++names}");

    private sealed class Drawing
    {
        private readonly StringBuilder nodes = new();
        private readonly StringBuilder flows = new();

        public Drawing Node(string xml)
        {
            nodes.Append(xml);
            return this;
        }

        public Drawing Flow(string chain)
        {
            flows.Append(chain.Replace("<", "&lt;", StringComparison.Ordinal)).Append("; ");
            return this;
        }

        public override string ToString() => $"{nodes}<flows>{flows}</flows>";
    }
}
