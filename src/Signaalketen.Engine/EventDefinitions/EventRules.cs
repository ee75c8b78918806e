using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;

namespace Signaalketen.Engine.EventDefinitions;

/// <summary>Which definition may stand where, and which must interrupt (BPMN 2.0.2, table 10.93).</summary>
internal static class EventRules
{
    private static readonly (EventPlace Place, string English, string Dutch)[] Words =
    [
        (EventPlace.Start, "start a process", "een proces starten"),
        (EventPlace.EventSubProcessStart, "start an event sub-process", "een gebeurtenis-deelproces starten"),
        (EventPlace.IntermediateCatch, "be caught halfway", "halverwege worden opgevangen"),
        (EventPlace.IntermediateThrow, "be thrown halfway", "halverwege worden verstuurd"),
        (EventPlace.Boundary, "stand on the boundary of an activity", "op de rand van een activiteit staan"),
        (EventPlace.End, "end a path", "een pad beëindigen"),
    ];

    public static void Check(FlowNode node, IReadOnlyList<EventDefinition> definitions, EventPlace place, bool interrupting, ProblemList problems)
    {
        if (definitions.Count == 0 && place is EventPlace.IntermediateCatch or EventPlace.Boundary && definitions.Count == 0)
            problems.Error(
                "bpmn.event-without-definition", node.Id,
                "This event waits for nothing: give it a timer, message, signal or other definition.",
                "Deze gebeurtenis wacht nergens op: geef haar een timer, bericht, signaal of andere definitie.");
        foreach (var definition in definitions)
        {
            definition.Check(node, place, problems);
            if (definition is ConditionalEventDefinition && place == EventPlace.Start)
                ConditionalStart(node.Id, problems);
            else if ((definition.Places & place) == 0)
            {
                var words = Words.First(entry => entry.Place == place);
                problems.Error(
                    "bpmn.event-place", node.Id,
                    $"A {definition.Tag} cannot {words.English}: choose another kind of event.",
                    $"Een {definition.Tag} kan niet {words.Dutch}: kies een ander soort gebeurtenis.");
            }

            if (definition is ErrorEventDefinition && !interrupting)
                problems.Error(
                    "bpmn.error-not-interrupting", node.Id,
                    "An error always interrupts: make this event interrupting, or use an escalation.",
                    "Een fout onderbreekt altijd: maak deze gebeurtenis onderbrekend of gebruik een escalatie.");
        }
    }

    /// <summary>BPMN 2.0.2, 10.5.2: such a condition may not use the data of the process, which does not exist yet, and what else it may use is left open.</summary>
    public static void ConditionalStart(string id, ProblemList problems) => problems.Error(
        "bpmn.conditional-start", id,
        "A condition cannot start a process: before the start there is no data to look at. Start with a message, signal or timer, and let a conditional catch event right after it wait for the condition.",
        "Een voorwaarde kan geen proces starten: voor de start zijn er nog geen gegevens. Start met een bericht, signaal of timer en laat een voorwaardelijke gebeurtenis direct erna op de voorwaarde wachten.");
}
