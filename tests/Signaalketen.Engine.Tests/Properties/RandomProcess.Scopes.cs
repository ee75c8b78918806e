namespace Signaalketen.Engine.Tests.Properties;

/// <summary>Sub-processes of every kind, and compensation.</summary>
internal sealed partial class RandomProcess
{
    private (string First, string Last) SubProcess(Drawing scope, int depth)
    {
        var (id, merge) = (Name("sub"), Name("m"));
        var inside = new Drawing();
        var (start, end) = (Name("s"), Name("e"));
        var (first, last) = Inner(inside, depth);
        var ending = random.Next(7) switch
        {
            0 => "<errorEventDefinition errorRef=\"er\"/>",
            1 => "<terminateEventDefinition/>",
            2 => "<escalationEventDefinition escalationRef=\"es\"/>",
            3 => Compensate(inside),
            4 => "<signalEventDefinition signalRef=\"out\"/><escalationEventDefinition escalationRef=\"es\"/>",
            _ => "",
        };
        inside.Node($"""<startEvent id="{start}"/>""").Node($"""<endEvent id="{end}">{ending}</endEvent>""").Flow($"{start} > {first}").Flow($"{last} > {end}");
        if (random.Next(3) == 0)
            EventSubProcess(inside, depth - 1);
        var undoesItself = random.Next(5) == 0;
        if (undoesItself)
            UndoingSubProcess(inside);
        var repeat = random.Next(6) switch
        {
            0 => """<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>""",
            1 => """<multiInstanceLoopCharacteristics isSequential="true"><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>""",
            2 => """<standardLoopCharacteristics loopMaximum="2"/>""",
            _ => "",
        };
        scope.Node($"""<subProcess id="{id}">{inside}{repeat}</subProcess>""").Node($"""<exclusiveGateway id="{merge}"/>""").Flow($"{id} > {merge}");
        Boundaries(scope, id, merge);
        if (undoesItself)
            scope.Undoable.Add(id);
        else if (random.Next(4) == 0)
            Undoable(scope, id);
        return (id, merge);
    }

    private (string First, string Last) Transaction(Drawing scope, int depth)
    {
        var (id, merge, start, end, cancel) = (Name("tx"), Name("m"), Name("s"), Name("e"), Name("e"));
        var inside = new Drawing();
        var (first, last) = Inner(inside, depth);
        inside.Node($"""<startEvent id="{start}"/>""").Node($"""<endEvent id="{end}"/>""").Node($"""<endEvent id="{cancel}"><cancelEventDefinition/></endEvent>""").Flow($"{start} > {first}");
        if (random.Next(2) == 0)
        {
            var choice = Name("x");
            inside.Node($"""<exclusiveGateway id="{choice}"/>""").Flow($"{last} > {choice}").Flow($"{choice} > {cancel} if {(random.Next(3) > 0 ? "true" : "1 > 2")}").Flow($"{choice} > {end} else");
        }
        else
        {
            // What still runs when the transaction is cancelled is stopped, not undone.
            var (fork, task) = (Name("f"), Name("t"));
            inside.Node($"""<parallelGateway id="{fork}"/>""").Node($"""<userTask id="{task}"/>""").Flow($"{last} > {fork} > {task} > {cancel}");
            var (beside, after) = Inner(inside, depth - 1);
            inside.Flow($"{fork} > {beside}").Flow($"{after} > {end}");
        }

        if (random.Next(4) == 0)
            EventSubProcess(inside, depth - 1);
        var repeat = random.Next(6) == 0 ? """<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>""" : "";
        scope.Node($"""<transaction id="{id}">{inside}{repeat}</transaction>""").Node($"""<exclusiveGateway id="{merge}"/>""").Flow($"{id} > {merge}");
        Boundary(scope, id, merge, "<cancelEventDefinition/>", interrupting: true);
        Boundaries(scope, id, merge);
        if (random.Next(4) == 0)
            Undoable(scope, id);
        return (id, merge);
    }

    private (string First, string Last) AdHoc(Drawing scope)
    {
        var id = Name("ah");
        var inside = new Drawing();
        var (one, other, next) = (Name("t"), Name("t"), Name("t"));
        inside.Node(Task(one)).Node(Task(other)).Node(Task(next)).Flow($"{other} > {next}");
        if (random.Next(3) == 0)
            Undoable(inside, one);
        var done = random.Next(4) switch
        {
            0 => "<completionCondition>true</completionCondition>",
            1 when main => "<completionCondition>v = 1</completionCondition>",
            _ => "",
        };
        var order = random.Next(2) == 0 ? "Parallel" : "Sequential";
        var repeat = random.Next(5) == 0 ? """<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>""" : "";
        scope.Node($"""<adHocSubProcess id="{id}" ordering="{order}" cancelRemainingInstances="{(random.Next(2) == 0 ? "true" : "false")}">{inside}{repeat}{done}</adHocSubProcess>""");
        return (id, id);
    }

    private (string First, string Last) Inner(Drawing inside, int depth)
    {
        var outer = looping;
        looping = false;
        var block = Block(inside, depth - 1);
        looping = outer;
        return block;
    }

    /// <summary>Something to undo, a block, and an event that undoes one thing or all.</summary>
    private (string First, string Last) Undo(Drawing scope, int depth)
    {
        var (task, thrower) = (Name("t"), Name("u"));
        scope.Node(Task(task));
        Undoable(scope, task);
        var (first, last) = Block(scope, depth - 1);
        scope.Node($"""<intermediateThrowEvent id="{thrower}">{Compensate(scope)}</intermediateThrowEvent>""").Flow($"{task} > {first}").Flow($"{last} > {thrower}");
        return (task, thrower);
    }

    private string Compensate(Drawing scope)
    {
        var one = scope.Undoable.Count > 0 && random.Next(2) == 0 ? $" activityRef=\"{scope.Undoable[random.Next(scope.Undoable.Count)]}\"" : "";
        return $"""<compensateEventDefinition{one}{(random.Next(5) == 0 ? " waitForCompletion=\"false\"" : "")}/>""";
    }

    private void Undoable(Drawing scope, string activity)
    {
        var (boundary, handler) = (Name("cb"), Name("h"));
        const string Mark = " isForCompensation=\"true\"";
        if (random.Next(4) == 0)
        {
            var inside = new Drawing();
            var (start, end, task) = (Name("s"), Name("e"), Name("t"));
            inside.Node($"""<startEvent id="{start}"/>""").Node($"""<endEvent id="{end}"/>""").Node(Task(task)).Flow($"{start} > {task} > {end}");
            scope.Node($"""<subProcess id="{handler}"{Mark}>{inside}</subProcess>""");
        }
        else
        {
            scope.Node(Task(handler, Mark));
        }

        scope.Node($"""<boundaryEvent id="{boundary}" attachedToRef="{activity}"><compensateEventDefinition/></boundaryEvent>""")
            .Node($"""<association id="{Name("as")}" sourceRef="{boundary}" targetRef="{handler}" associationDirection="One"/>""");
        scope.Undoable.Add(activity);
    }

    /// <summary>An event sub-process that undoes the sub-process around it: in its own way, or by undoing what completed inside.</summary>
    private void UndoingSubProcess(Drawing scope)
    {
        var (id, start, end, task) = (Name("esp"), Name("s"), Name("e"), Name("t"));
        var inside = new Drawing();
        var last = random.Next(2) == 0 ? "<compensateEventDefinition/>" : "";
        inside.Node($"""<startEvent id="{start}"><compensateEventDefinition/></startEvent>""").Node(Task(task)).Node($"""<endEvent id="{end}">{last}</endEvent>""").Flow($"{start} > {task} > {end}");
        scope.Node($"""<subProcess id="{id}" triggeredByEvent="true">{inside}</subProcess>""");
    }
}
