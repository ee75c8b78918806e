using Signaalketen.Engine.EventDefinitions;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Elements;

/// <summary>An embedded sub-process or an event sub-process (BPMN 2.0.2, 13.3.4 and 13.5.4).</summary>
public class SubProcess : Activity
{
    public required FlowScope Inside { get; init; }

    /// <summary>True for an event sub-process: its start event, not a token, begins it.</summary>
    public required bool TriggeredByEvent { get; init; }

    /// <summary>The start event of an event sub-process.</summary>
    internal StartEvent Start => Inside.StartEvents[0];

    internal override string? NoTokenBecause => TriggeredByEvent ? "an event sub-process begins when its event happens; start before an element inside it" : base.NoTokenBecause;

    /// <summary>True for an event sub-process that undoes the sub-process it stands in.</summary>
    internal bool Compensates => TriggeredByEvent && Start.Definitions.Any(definition => definition is CompensateEventDefinition);

    internal static SubProcess Read(ElementReader xml)
    {
        var inside = xml.ReadInside();
        var read = new SubProcess
        {
            Id = xml.Id, Name = xml.Name, Tag = xml.Tag, Scope = xml.Scope, Inputs = xml.Inputs, Outputs = xml.Outputs, Loop = xml.Loop,
            IsForCompensation = xml.IsForCompensation,
            Inside = inside,
            TriggeredByEvent = xml.Flag("triggeredByEvent", false),
        };
        inside.Owner = read;
        return read;
    }

    internal override void Emptied(StepContext step, ElementInstance self)
    {
        if (self.Role != InstanceRole.Body)
            step.Leave(self);
    }

    internal override void Check(ProblemList problems)
    {
        base.Check(problems);
        if (!TriggeredByEvent)
        {
            foreach (var start in Inside.StartEvents.Where(start => start.Definitions.Count > 0))
                problems.Error(
                    "bpmn.sub-process-start", start.Id,
                    "A sub-process begins with a none start event; an event that may start it belongs in an event sub-process.",
                    "Een deelproces begint met een gewone startgebeurtenis; een gebeurtenis die het mag starten hoort in een gebeurtenis-deelproces.");
            return;
        }

        if (Loop is not null)
            problems.Error(
                "bpmn.event-sub-process-loop", Id,
                "An event sub-process does not repeat: its start event says how often it runs. Remove the loop marker.",
                "Een gebeurtenis-deelproces herhaalt niet: de startgebeurtenis bepaalt hoe vaak het loopt. Haal de lusmarkering weg.");
        if (Inside.StartEvents.Count != 1 || Inside.StartEvents[0].Definitions.Count == 0)
            problems.Error(
                "bpmn.event-sub-process-start", Id,
                "An event sub-process has exactly one start event, with a trigger such as a timer, message or error.",
                "Een gebeurtenis-deelproces heeft precies één startgebeurtenis, met een aanleiding zoals een timer, bericht of fout.");
        if (Incoming.Count + Outgoing.Count > 0)
            problems.Error(
                "bpmn.event-sub-process-flow", Id,
                "An event sub-process has no incoming or outgoing sequence flow: remove them.",
                "Een gebeurtenis-deelproces heeft geen inkomende of uitgaande pijlen: haal ze weg.");
    }

    /// <summary>Opens without its start event: somebody sets a token inside.</summary>
    internal virtual void OpenEmpty(StepContext step, ElementInstance self) => step.Open(self.Key, Inside, []);

    private protected override void Begin(StepContext step, ElementInstance self) => step.Open(self.Key, Inside, Inside.Entries);
}
