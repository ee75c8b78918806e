using Signaalketen.Engine.Elements;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.EventDefinitions;

/// <summary>What an event is about (BPMN 2.0.2, 10.5.5). Events and definitions combine; each knows only its own half.</summary>
public abstract class EventDefinition
{
    /// <summary>Local name of the BPMN element, such as <c>timerEventDefinition</c>.</summary>
    public abstract string Tag { get; }

    /// <summary>The id of the definition itself; null when it has none.</summary>
    public string? Id { get; internal set; }

    /// <summary>Where BPMN 2.0.2 allows it (table 10.93).</summary>
    internal abstract EventPlace Places { get; }

    /// <summary>Opens the wait of a catching event on behalf of <paramref name="waiter"/>. Errors and escalations need none. False after an incident.</summary>
    internal virtual bool Arm(StepContext step, ElementInstance waiter, ICatching node, int index) => true;

    /// <summary>Reports what is wrong with this definition on <paramref name="node"/>, beside the rules of <see cref="EventRules"/> for all.</summary>
    internal virtual void Check(FlowNode node, EventPlace place, ProblemList problems)
    {
    }

    /// <summary>Throws it. False when the thrower must not go on (it stopped with an incident, or its scope is ending).</summary>
    internal virtual bool Throw(StepContext step, ElementInstance self) => true;
}

/// <summary>Where an event can stand.</summary>
[Flags]
internal enum EventPlace
{
    None = 0,
    Start = 1,
    EventSubProcessStart = 2,
    IntermediateCatch = 4,
    IntermediateThrow = 8,
    Boundary = 16,
    End = 32,
}
