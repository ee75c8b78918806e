using Signaalketen.Casework;
using Signaalketen.Engine.Elements;
using Signaalketen.Engine.Events;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.State;
using Signaalketen.Web.Words;

namespace Signaalketen.Web.Pages.Cases;

/// <summary>One thing that happened, as a sentence.</summary>
/// <param name="Late">Something was late or went wrong here.</param>
public sealed record StoryLine(DateTimeOffset At, string Sentence, bool Late = false);

/// <summary>An event of a process with when it happened and who caused it (null: the system).</summary>
public sealed record Happening(DateTimeOffset At, Event Event, string? ActorName);

/// <summary>Tells the history of a case in plain Dutch. Events that only the engine cares about are left out.</summary>
public sealed class StoryTeller(Func<string, FlowNode?> node, DutchTime local)
{
    public IReadOnlyList<StoryLine> Tell(IEnumerable<Happening> history)
    {
        var lines = new List<StoryLine>();
        foreach (var happening in history)
        {
            if (Sentence(happening) is { } told)
                lines.Add(new StoryLine(happening.At, told.Words, told.Late));
        }

        return lines;
    }

    private (string Words, bool Late)? Sentence(Happening happening) => happening.Event switch
    {
        InstanceStarted => ("De melding kwam binnen. Het proces is gestart.", false),
        UserTaskCreated task => (Opened(task), false),
        ElementCompleted done => Completed(done, happening.ActorName),
        ElementTerminated { Role: InstanceRole.Node or InstanceRole.Inner } cut when node(cut.Element) is UserTask => ($"De taak {Name(cut.Element)} was niet meer nodig en is vervallen.", false),
        UserTaskEscalated rung => Escalated(rung),
        TokenPlaced placed => Chosen(placed),
        MessageThrown message => ($"Er is een bericht gestuurd: {message.Name}.", false),
        ErrorThrown thrown => ($"Bij {Name(thrown.Element)} bleek iets bijzonders. Het proces ging een andere weg.", false),
        IncidentRaised raised => ($"Bij {Name(raised.Incident.ElementId)} ging iets mis. De proceseigenaar kijkt ernaar.", true),
        IncidentCleared cleared => ($"Wat misging bij {Name(cleared.Element)} is opgelost.", false),
        InstanceEnded ended => (ended.Cancelled ? "Het proces is gestopt." : "Alle stappen zijn gedaan. Het proces is klaar.", false),
        _ => null,
    };

    private string Opened(UserTaskCreated task)
    {
        var whom = Roles.Find(task.CandidateRole)?.DutchName is { } role ? $" voor: {role}" : "";
        var term = task.DueAt is { } due ? $". Uiterlijk {local.Date(due)}" : "";
        return $"De taak {Name(task.Element)} staat klaar{whom}{term}.";
    }

    private (string Words, bool Late)? Completed(ElementCompleted done, string? actor) => node(done.Element) switch
    {
        UserTask when done.Role is InstanceRole.Body => ($"Iedereen is klaar met {Name(done.Element)}.", false),
        UserTask => ($"{actor ?? "Het systeem"} rondde {Name(done.Element)} af.", false),
        ServiceTask { Name: not null } or BusinessRuleTask { Name: not null } => ($"Het systeem deed: {Name(done.Element)}.", false),
        EndEvent { Name: not null } => ($"Uitkomst: {Name(done.Element)}.", false),
        SubProcess { Name: not null } => ($"Het onderdeel {Name(done.Element)} is klaar.", false),
        IntermediateCatchEvent { Name: not null } => ($"Dit gebeurde: {Name(done.Element)}.", false),
        BoundaryEvent { Name: not null } => ($"Dit kwam tussendoor: {Name(done.Element)}.", false),
        _ => null,
    };

    private (string Words, bool Late)? Escalated(UserTaskEscalated rung)
    {
        var whom = rung.To switch
        {
            "assignee" => "Wie de taak doet",
            "deputy" => "De achtervang",
            _ => Roles.Find(rung.To)?.DutchName ?? "Een collega",
        };
        return rung.Action switch
        {
            RungAction.Remind => ($"{whom} kreeg {(rung.To == "assignee" ? "een herinnering" : "bericht")} over {Name(rung.Element)}.", false),
            RungAction.Escalate => ($"{Name(rung.Element)} wacht te lang. {whom} is erbij gevraagd.", true),
            _ => ($"De wettelijke termijn van {Name(rung.Element)} is voorbij. Het dossier is bevroren tot iemand besluit.", true),
        };
    }

    // Why the process went this way: the question at the gateway and the answer on the flow.
    private (string Words, bool Late)? Chosen(TokenPlaced placed)
    {
        if (placed.Token.FlowId is not { } id || node(placed.Token.TargetId) is not { } target)
            return null;
        var flow = target.Incoming.FirstOrDefault(incoming => incoming.Id == id);
        return flow is { Name: { Length: > 0 } answer, Source: ExclusiveGateway { Name: { Length: > 0 } question } }
            ? ($"{question.TrimEnd('?')}? {char.ToUpperInvariant(answer[0])}{answer[1..]}.", false)
            : null;
    }

    private string Name(string elementId) => node(elementId)?.Name is { Length: > 0 } name ? $"‘{name}’" : "een stap";
}
