using Signaalketen.Engine.EventDefinitions;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Elements;

/// <summary>Where a process or sub-process begins (BPMN 2.0.2, 13.5.1).</summary>
public sealed class StartEvent : FlowNode, ICatching
{
    /// <summary>Its own variable while it waits for the rest of its events: which of them has happened, counted from 0. The space keeps it apart from what a model names.</summary>
    private const string FirstEvent = "first event";

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

    internal override void Enter(StepContext step, ElementInstance self)
    {
        if (self.Variables.TryGet(FirstEvent, out var happened) && happened is FeelNumber number && number.TryToInt64(out var index))
            step.Arm(self, this, (int)index);
        else
            step.Leave(self);
    }

    /// <summary>Which of its definitions a trigger is; -1 for none.</summary>
    internal int Happened(string? trigger)
    {
        for (var index = 0; index < Definitions.Count; index++)
        {
            var name = Definitions[index] switch { MessageEventDefinition message => message.Name, SignalEventDefinition signal => signal.Name, _ => null };
            if (name == trigger && (name is not null || Definitions[index] is TimerEventDefinition))
                return index;
        }

        return -1;
    }

    /// <summary>Begins the process with one of its events happened; its token leaves when the others have happened too (BPMN 2.0.2, 10.5.2, parallel multiple).</summary>
    internal void Await(StepContext step, long scopeKey, int happened)
    {
        var key = step.Birth(step.Get(scopeKey), this, []);
        step.Set(key, Variables.Of(FirstEvent, FeelNumber.From(happened)));
        Enter(step, step.Get(key));
    }

    internal override void Check(ProblemList problems)
    {
        var place = Scope.Owner is { TriggeredByEvent: true } ? EventPlace.EventSubProcessStart : EventPlace.Start;
        EventRules.Check(this, Definitions, place, Interrupting, problems);
        if (ParallelMultiple && place == EventPlace.Start && Definitions.Count(definition => definition is TimerEventDefinition) > 1)
            problems.Error(
                "bpmn.start-timers", Id,
                "A start event that waits for all of its events has one timer at most: put the later time in a timer event after it.",
                "Een startgebeurtenis die op al haar gebeurtenissen wacht heeft hoogstens één timer: zet het latere moment in een timergebeurtenis erna.");
        if (Incoming.Count > 0)
            problems.Error(
                "bpmn.start-with-incoming", Id,
                "A start event has no incoming flow: let the flow go to an element after it.",
                "Een startgebeurtenis heeft geen inkomende pijl: laat de pijl naar een element erna gaan.");
    }
}
