using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Elements;

/// <summary>What tasks, sub-processes and call activities share (BPMN 2.0.2, 10.3): repetition, boundary events, values in and out.</summary>
public abstract class Activity : FlowNode
{
    /// <summary>How it repeats, or null when it runs once.</summary>
    public Loop? Loop { get; init; }

    /// <summary>True for a compensation activity: no flow leads to it, only undoing does.</summary>
    public bool IsForCompensation { get; init; }

    /// <summary>In ordinal order of id.</summary>
    public IReadOnlyList<BoundaryEvent> Boundaries { get; internal set; } = [];

    internal override string? NoTokenBecause => IsForCompensation ? "it only begins to undo another activity" : null;

    internal sealed override void Enter(StepContext step, ElementInstance self)
    {
        if (self.Role != InstanceRole.Inner)
        {
            foreach (var boundary in Boundaries)
            {
                if (!step.Arm(self, boundary))
                    return;
            }
        }

        self = step.Get(self.Key);
        if (self.Role == InstanceRole.Inner)
            Loop!.Equip(step, self);
        Work(step, step.Get(self.Key));
    }

    internal sealed override void Exit(StepContext step, ElementInstance self)
    {
        if (self.Role == InstanceRole.Inner)
        {
            Return(step, self);
            step.Remember(step.Get(self.Key), this);
            Loop!.InnerLeaves(step, step.Get(self.Key));
            return;
        }

        if (self.Role == InstanceRole.Body)
            Loop!.Deliver(step, self, this);
        else
            Return(step, self);
        self = step.Get(self.Key);
        if (self.Compensator != 0)
        {
            step.Undone(self);
            return;
        }

        if (ConditionalFlows.Select(step, self, this) is { } flows)
        {
            step.Remember(self, this);
            step.Complete(self, flows);
        }
    }

    /// <summary>What undoes this activity once it completed: a compensating event sub-process inside it, else the activity at its compensation boundary event.</summary>
    /// <param name="repetition">True for the frame around repetitions: each repetition is undone, not the frame.</param>
    internal string? CompensationHandler(bool repetition)
    {
        if (repetition)
            return null;
        if (this is SubProcess { Inside.EventSubProcesses: var inside } && inside.FirstOrDefault(inner => inner.Compensates) is { } own)
            return own.Id;
        return Boundaries.FirstOrDefault(boundary => boundary.Handler is not null)?.Handler!.Id;
    }

    /// <summary>Takes in what the work produced, to stay or to go straight out.</summary>
    internal void Produced(StepContext step, ElementInstance self, Variables produced)
    {
        if (Outputs is not null)
            step.Set(self.Key, produced);
        else
            HandOver(step, self, produced);
    }

    internal override void Check(ProblemList problems)
    {
        Loop?.Check(this, problems);
        if (!IsForCompensation)
            return;
        if (Incoming.Count + Outgoing.Count > 0)
            problems.Error(
                "bpmn.compensation-flow", Id,
                "An activity that undoes has no sequence flow in or out: remove the flow, or the mark isForCompensation.",
                "Een activiteit die terugdraait heeft geen pijl erin of eruit: haal de pijl weg, of het kenmerk isForCompensation.");
        if (!Scope.Nodes.OfType<BoundaryEvent>().Any(boundary => boundary.Handler == this))
            problems.Error(
                "bpmn.compensation-unused", Id,
                "No compensation event leads to this activity, so it never undoes anything: draw an association from a compensation boundary event.",
                "Geen compensatiegebeurtenis leidt naar deze activiteit, dus zij draait nooit iets terug: teken een associatie vanaf een compensatiegebeurtenis op een rand.");
    }

    /// <summary>Does, or asks for, the work itself.</summary>
    private protected abstract void Begin(StepContext step, ElementInstance self);

    /// <summary>Does the work, and does it again after an incident: what listens at the boundary goes on listening.</summary>
    internal void Work(StepContext step, ElementInstance self)
    {
        if (self.Role == InstanceRole.Body)
        {
            Loop!.Begin(step, self, this);
            return;
        }

        step.TakeInputs(self, self.Role == InstanceRole.Inner ? [.. Inputs.Where(input => !Loop!.TakesIn(input))] : Inputs);
        Begin(step, step.Get(self.Key));
    }

    private void Return(StepContext step, ElementInstance self)
    {
        if (Outputs is { Count: > 0 } outputs)
            HandOver(step, self, step.Map(self.Role == InstanceRole.Inner ? outputs.Where(output => !Loop!.HandsOut(output)) : outputs, self));
    }

    /// <summary>Out to the scope around it; only the output item of a repetition stays, until its loop collects it.</summary>
    private void HandOver(StepContext step, ElementInstance self, Variables values)
    {
        if (self.Role == InstanceRole.Inner && Loop!.OutputItem is { } item)
        {
            step.Set(self.Key, values.Without(name => name != item));
            values = values.Without(name => name == item);
        }

        step.Assign(self, values, fromScope: true);
    }
}
