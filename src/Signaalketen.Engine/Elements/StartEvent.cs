using Signaalketen.Engine.EventDefinitions;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Elements;

/// <summary>Where a process or sub-process begins (BPMN 2.0.2, 13.5.1).</summary>
public sealed class StartEvent : FlowNode, ICatching
{
    public required IReadOnlyList<EventDefinition> Definitions { get; init; }

    public required bool ParallelMultiple { get; init; }

    /// <summary>In an event sub-process: whether it ends all else in the scope.</summary>
    public required bool Interrupting { get; init; }

    internal override string? NoTokenBecause => Scope.Owner is { TriggeredByEvent: true } ? "an event sub-process begins when its event happens; start before an element inside it" : null;

    internal static StartEvent Read(ElementReader xml) => new()
    {
        Id = xml.Id, Name = xml.Name, Tag = xml.Tag, Scope = xml.Scope, Outputs = xml.Outputs,
        Definitions = xml.Definitions(), ParallelMultiple = xml.Flag("parallelMultiple", false),
        Interrupting = xml.Flag("isInterrupting", true),
    };

    internal override void Enter(StepContext step, ElementInstance self) => step.Leave(self);

    internal override void Check(ProblemList problems)
    {
        var place = Scope.Owner is { TriggeredByEvent: true } ? EventPlace.EventSubProcessStart : EventPlace.Start;
        EventRules.Check(this, Definitions, place, Interrupting, problems);
        if (Incoming.Count > 0)
            problems.Error(
                "bpmn.start-with-incoming", Id,
                "A start event has no incoming flow: let the flow go to an element after it.",
                "Een startgebeurtenis heeft geen inkomende pijl: laat de pijl naar een element erna gaan.");
    }
}
