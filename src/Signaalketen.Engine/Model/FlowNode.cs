using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Model;

/// <summary>Anything that sequence flows connect: activity, gateway, event (BPMN 2.0.2, 10.1). Immutable once its process is read.</summary>
public abstract class FlowNode
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    /// <summary>Local name of the BPMN element, such as <c>userTask</c>.</summary>
    public required string Tag { get; init; }

    /// <summary>The process or sub-process it stands in.</summary>
    public required FlowScope Scope { get; init; }

    /// <summary>The lane it is drawn in, or null.</summary>
    public Lane? Lane { get; internal set; }

    /// <summary>In ordinal order of id, so that the order of the XML never matters.</summary>
    public IReadOnlyList<SequenceFlow> Incoming { get; internal set; } = [];

    /// <summary>In ordinal order of id.</summary>
    public IReadOnlyList<SequenceFlow> Outgoing { get; internal set; } = [];

    /// <summary>The default flow, of the elements that may have one.</summary>
    public SequenceFlow? Default { get; internal set; }

    /// <summary>Values that go in before it begins.</summary>
    public IReadOnlyList<Mapping> Inputs { get; init; } = [];

    /// <summary>Values that come out when it ends; null means that all it produced comes out.</summary>
    public IReadOnlyList<Mapping>? Outputs { get; init; }

    /// <summary>Why no token can be set before this node; null when one can.</summary>
    internal virtual string? NoTokenBecause => null;

    /// <summary>Which tokens this arrival uses up, or null when the token must wait here.</summary>
    internal virtual IReadOnlyList<long>? Consume(StepContext step, Token arriving) => [arriving.Key];

    /// <summary>Begins, after activation, and again when an incident is resolved.</summary>
    internal abstract void Enter(StepContext step, ElementInstance self);

    /// <summary>Leaves, after the work is done, and again when an incident on leaving is resolved.</summary>
    internal virtual void Exit(StepContext step, ElementInstance self)
    {
        if (ConditionalFlows.Select(step, self, this) is { } flows)
            step.Complete(self, flows);
    }

    /// <summary>Called when the last child and token in this scope are gone.</summary>
    internal virtual void Emptied(StepContext step, ElementInstance self)
    {
    }

    /// <summary>Called when an activity directly in this scope has completed.</summary>
    internal virtual void ChildCompleted(StepContext step, ElementInstance self)
    {
    }

    /// <summary>All that this element wanted undone is undone.</summary>
    internal virtual void Undone(StepContext step, ElementInstance self) => step.Leave(self);

    /// <summary>A wait that this element itself opened has been met.</summary>
    internal virtual void Met(StepContext step, ElementInstance self, Wait wait, Variables payload)
    {
        step.TakeIn(self, this, payload);
        step.Leave(step.Get(self.Key));
    }

    /// <summary>What is wrong with the element where it stands; called once all is linked.</summary>
    internal virtual void Check(Parsing.ProblemList problems)
    {
    }
}
