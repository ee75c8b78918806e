using System.Globalization;
using Signaalketen.Engine.Tests.Execution;

namespace Signaalketen.Engine.Tests.Properties;

/// <summary>
/// Draws a random block-structured process over all elements that is sound by construction: whatever is answered, in whatever order, it can
/// end. Flows stand in a fixed order; the nodes may be shuffled.
/// </summary>
internal sealed partial class RandomProcess(Random random)
{
    private int names;
    private int budget = 4;
    private bool main;
    private bool looping;

    public const string Roots = """
        <message id="m" name="msg"/><message id="m1" name="first"/><message id="m2" name="second"/><signal id="sig" name="sig"/><signal id="out" name="out"/><error id="er" errorCode="E"/><escalation id="es" escalationCode="X"/>
        """;

    private const string GlobalTasks = """
        <globalUserTask id="gu"/><globalTask id="gt"/><globalScriptTask id="gs"><script>{ gs: 1 }</script></globalScriptTask><globalBusinessRuleTask id="gb"/>
        """;

    private static readonly string[] Callable = ["q", "q", "gu", "gt", "gs", "gb"];

    /// <summary>A random process, and the process and global tasks that it may call.</summary>
    public static (string Main, string Called) Draw(int seed)
    {
        var drawing = new RandomProcess(new Random(seed));
        var called = drawing.Scope(1, drawing.Name("qs"));
        (drawing.main, drawing.budget) = (true, 14);
        return (drawing.Scope(3, drawing.Name("s"), whole: true), Bpmn.Definitions($"""{Roots}{GlobalTasks}<process id="q">{called}</process>"""));
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

    /// <param name="whole">The process itself, which one of several messages may start.</param>
    private string Scope(int depth, string start, bool whole = false)
    {
        var scope = new Drawing();
        var end = Name("e");
        var began = start;
        if (whole && random.Next(4) == 0)
            began = FirstMessage(scope, start);
        else
            scope.Node($"""<startEvent id="{start}"/>""");
        scope.Node($"""<endEvent id="{end}">{(random.Next(5) == 0 ? Compensate(scope) : "")}</endEvent>""");
        var (first, last) = Block(scope, depth);
        scope.Flow($"{began} > {first}").Flow($"{last} > {end}");
        if (random.Next(4) == 0)
            EventSubProcess(scope, depth - 1);
        return scope.ToString();
    }

    private (string First, string Last) Block(Drawing scope, int depth)
    {
        budget--;
        if (depth <= 0 || budget <= 0)
            return Leaf(scope);
        return random.Next(18) switch
        {
            0 or 1 => Sequence(scope, depth),
            2 => Split(scope, depth, "parallelGateway"),
            3 => Split(scope, depth, "inclusiveGateway"),
            4 => Split(scope, depth, "exclusiveGateway"),
            5 => Split(scope, depth, "complexGateway"),
            6 => FirstEvent(scope, depth),
            7 => Again(scope, depth),
            8 or 9 => SubProcess(scope, depth),
            10 or 11 => Transaction(scope, depth),
            12 => AdHoc(scope),
            13 => Link(scope, depth),
            14 or 15 => Undo(scope, depth),
            _ => Leaf(scope),
        };
    }

    private (string First, string Last) Sequence(Drawing scope, int depth)
    {
        var (first, middle) = Block(scope, depth - 1);
        var (next, last) = Block(scope, depth - 1);
        scope.Flow($"{middle} > {next}");
        return (first, last);
    }

    private (string First, string Last) Leaf(Drawing scope)
    {
        if (random.Next(3) == 0)
            return Catch(scope);
        var id = Name("t");
        if (random.Next(9) == 0)
        {
            var thrown = random.Next(3) switch { 0 => "", 1 => """<escalationEventDefinition escalationRef="es"/>""", _ => """<signalEventDefinition signalRef="out"/>""" };
            scope.Node($"""<intermediateThrowEvent id="{id}"><signalEventDefinition signalRef="out"/>{thrown}</intermediateThrowEvent>""");
            return (id, id);
        }

        scope.Node(Task(id));
        if (random.Next(3) == 0)
            Undoable(scope, id);
        return (id, id);
    }

    private string Task(string id, string attributes = "")
    {
        var repeat = random.Next(9) switch
        {
            0 => """<multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality><completionCondition>numberOfCompletedInstances = 2</completionCondition></multiInstanceLoopCharacteristics>""",
            1 => """<multiInstanceLoopCharacteristics isSequential="true"><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>""",
            2 => """<standardLoopCharacteristics testBefore="true"><loopCondition>loopCounter &lt; 2</loopCondition></standardLoopCharacteristics>""",
            3 => """<standardLoopCharacteristics loopMaximum="2"/>""",
            _ => "",
        };
        return random.Next(8) switch
        {
            0 or 1 or 2 => $"""<userTask id="{id}"{attributes}>{repeat}</userTask>""",
            3 => $"""<serviceTask id="{id}"{attributes}>{repeat}</serviceTask>""",
            4 => $"""<receiveTask id="{id}"{attributes} messageRef="m">{repeat}</receiveTask>""",
            5 => $$"""<scriptTask id="{{id}}"{{attributes}}><script>{ {{id}}: 1 }</script>{{repeat}}</scriptTask>""",
            6 when main => $"""<callActivity id="{id}"{attributes} calledElement="{Callable[random.Next(Callable.Length)]}">{repeat}</callActivity>""",
            _ => $"""<task id="{id}"{attributes}>{repeat}</task>""",
        };
    }

    private (string First, string Last) Split(Drawing scope, int depth, string tag)
    {
        var (fork, join) = (Name("f"), Name("j"));
        var branches = random.Next(2, 4);
        var parallel = tag is "parallelGateway" or "complexGateway";
        // In a loop a straggler of one round could be taken for the token of the next, so there the join waits for all.
        var condition = tag == "complexGateway" ? $"<activationCondition>activationCount >= {(looping ? branches : random.Next(1, branches + 1))}</activationCondition>" : "";
        scope.Node($"""<{(parallel ? "parallelGateway" : tag)} id="{fork}"/>""").Node($"""<{tag} id="{join}">{condition}</{tag}>""");
        for (var branch = 0; branch < branches; branch++)
        {
            var (first, last) = Block(scope, depth - 1);
            scope.Flow($"{fork} > {first}{(parallel ? "" : branch == branches - 1 ? " else" : random.Next(2) == 0 ? " if true" : " if 1 > 2")}").Flow($"{last} > {join}");
        }

        if (tag != "complexGateway")
            return (fork, join);
        var (after, late, end) = (Name("t"), Name("t"), Name("e"));
        scope.Node($"""<task id="{after}"/>""").Flow($"{join} > {after}");
        if (random.Next(2) == 0)
            scope.Node($"""<userTask id="{late}"/>""").Node($"""<endEvent id="{end}"/>""").Flow($"{join} > {late} if not(waitingForStart)").Flow($"{late} > {end}");
        return (fork, after);
    }

    private (string First, string Last) Again(Drawing scope, int depth)
    {
        var (merge, choice, count) = (Name("m"), Name("x"), Name("n"));
        scope.Node($"""<exclusiveGateway id="{merge}"/>""").Node($"""<exclusiveGateway id="{choice}"/>""")
            .Node($$"""<scriptTask id="{{count}}"><script>{ {{count}}: if {{count}} = null then 1 else {{count}} + 1 }</script></scriptTask>""");
        var outer = looping;
        looping = true;
        var (first, last) = Block(scope, depth - 1);
        looping = outer;
        scope.Flow($"{merge} > {first}").Flow($"{last} > {count} > {choice}").Flow($"{choice} > {merge} if {count} = 1");
        var after = Name("t");
        scope.Node($"""<task id="{after}"/>""").Flow($"{choice} > {after} else");
        return (merge, after);
    }

    private (string First, string Last) Link(Drawing scope, int depth)
    {
        var (from, to) = (Name("l"), Name("l"));
        var (first, before) = Block(scope, depth - 1);
        var (after, last) = Block(scope, depth - 1);
        scope.Node($"""<intermediateThrowEvent id="{from}"><linkEventDefinition name="{from}"/></intermediateThrowEvent>""")
            .Node($"""<intermediateCatchEvent id="{to}"><linkEventDefinition name="{from}"/></intermediateCatchEvent>""")
            .Flow($"{before} > {from}").Flow($"{to} > {after}");
        return (first, last);
    }

    private string Name(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}{++names}");
}
