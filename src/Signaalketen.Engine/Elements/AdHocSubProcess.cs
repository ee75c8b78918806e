using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Elements;

/// <summary>Activities that people start as they see fit, until enough is done (BPMN 2.0.2, 13.3.5).</summary>
public sealed class AdHocSubProcess : SubProcess
{
    /// <summary>True: one activity at a time.</summary>
    public required bool Sequential { get; init; }

    /// <summary>When true after an activity completed, the sub-process is done; null means that a person says so.</summary>
    public FeelExpression? CompletionCondition { get; init; }

    /// <summary>Whether being done ends the activities that still run, or waits for them.</summary>
    public required bool CancelRemaining { get; init; }

    internal static new AdHocSubProcess Read(ElementReader xml)
    {
        var inside = xml.ReadInside();
        var read = new AdHocSubProcess
        {
            Id = xml.Id, Name = xml.Name, Tag = xml.Tag, Scope = xml.Scope, Inputs = xml.Inputs, Outputs = xml.Outputs, Loop = xml.Loop,
            IsForCompensation = xml.IsForCompensation, Inside = inside, TriggeredByEvent = false,
            Sequential = xml.Attribute("ordering") == "Sequential",
            CompletionCondition = xml.Expression(xml.Child("completionCondition")),
            CancelRemaining = xml.Flag("cancelRemainingInstances", true),
        };
        inside.Owner = read;
        return read;
    }

    /// <summary>Starts one of the activities inside, or says why not.</summary>
    internal Rejection? StartActivity(StepContext step, ElementInstance self, FlowNode activity)
    {
        if (activity is not Activity { IsForCompensation: false } or SubProcess { TriggeredByEvent: true })
            return new(RejectionCode.NotActive, $"'{activity.Id}' is not an activity that people start.", activity.Id);
        if (self.Pending == Pending.Nothing)
            return new(RejectionCode.NotActive, $"'{Id}' is finishing: nothing new can be started in it.", activity.Id);
        if (Sequential && (self.Children.Count > 0 || self.Tokens.Count > 0))
            return new(RejectionCode.NotActive, $"'{Id}' does one activity at a time, and one is active.", activity.Id);
        step.Place(self.Key, activity);
        return null;
    }

    /// <summary>A person says that enough is done.</summary>
    internal void Finish(StepContext step, ElementInstance self)
    {
        if (CancelRemaining)
            step.TerminateContents(self.Key);
        // Whatever could not be told about enough, it is enough now.
        step.ClearIncidents(self.Key);
        step.Emit(new Events.AdHocFinishing(self.Key));
        step.LookAt(self.Key);
    }

    internal override void Check(ProblemList problems)
    {
        base.Check(problems);
        foreach (var node in Inside.Nodes.Where(node => node is StartEvent or EndEvent))
            problems.Error(
                "bpmn.ad-hoc-start-end", node.Id,
                "An ad-hoc sub-process has no start or end event: people start its activities, and its condition or a person ends it. Remove the event.",
                "Een ad-hoc deelproces heeft geen start- of eindgebeurtenis: mensen starten de activiteiten en de voorwaarde of een mens beëindigt het. Haal de gebeurtenis weg.");
        if (!Inside.Nodes.Any(node => node is Activity))
            problems.Error(
                "bpmn.ad-hoc-empty", Id,
                "An ad-hoc sub-process has at least one activity: add one.",
                "Een ad-hoc deelproces heeft minstens één activiteit: voeg er een toe.");
    }

    internal override void Emptied(StepContext step, ElementInstance self)
    {
        if (self.Role != InstanceRole.Body && self.Pending == Pending.Nothing)
            step.Leave(self);
    }

    internal override void ChildCompleted(StepContext step, ElementInstance self)
    {
        if (self.Role == InstanceRole.Body || self.Pending == Pending.Nothing || CompletionCondition is null || step.HasIncident(self.Key))
            return;
        if (step.Test(CompletionCondition, self, IncidentStage.Looping) is true)
            Finish(step, step.Get(self.Key));
    }

    internal override void OpenEmpty(StepContext step, ElementInstance self) => Begin(step, self);

    private protected override void Begin(StepContext step, ElementInstance self)
    {
        step.Emit(new Events.AdHocOpened(self.Key, Id));
        step.Open(self.Key, Inside, []);
    }
}
