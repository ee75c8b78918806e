using System.Globalization;
using System.Text.Json;
using Signaalketen.Engine.Events;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.State;
using Signaalketen.Verification.Play;

namespace Signaalketen.Verification.Scenarios;

/// <summary>What happened, in sentences for a person: what a step asked, and what the engine's events say that came of it.</summary>
public static class Trace
{
    private static readonly string[] Subjects = ["task", "element", "process", "name", "by", "to"];

    /// <summary>The step as it was asked, such as <c>complete `a`</c>.</summary>
    public static string Asked(JsonElement step)
    {
        if (step.ValueKind != JsonValueKind.Object || !step.TryGetProperty("do", out var verb))
            return "a step without \"do\"";
        var subjects = Subjects.Where(name => step.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String).Select(name => $"`{step.GetProperty(name).GetString()}`");
        var variables = step.TryGetProperty("variables", out var given) && given.ValueKind == JsonValueKind.Object && given.EnumerateObject().Any() ? $" with {given.GetRawText()}" : "";
        return $"{string.Join(' ', subjects.Prepend(verb.ToString()))}{variables}";
    }

    /// <summary>The events of one step of one instance in sentences, and what still waits for a token after it.</summary>
    /// <param name="events">What happened, in order.</param>
    /// <param name="after">The state when all of it had happened.</param>
    /// <param name="definitions">Where joins find their incoming flows.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<Event> events, InstanceState after, DefinitionSet definitions)
    {
        // What comes and goes in the same step is told once, by how it went; what waits is told by what it waits for.
        var gone = events.Select(happened => happened switch { ElementCompleted e => e.Key, ElementTerminated e => e.Key, _ => 0 })
            .Concat(events.Select(happened => happened switch { UserTaskCreated e => e.Key, TaskAwaited e => e.Key, JobCreated e => e.Key, _ => 0 }))
            .Concat(after.Waits.Select(entry => entry.Value).Where(wait => after.Elements[wait.OwnerKey].ElementId == wait.ElementId).Select(wait => wait.OwnerKey))
            .ToHashSet();
        var told = events.Select(happened => happened is ElementActivated begun && gone.Contains(begun.Key) ? null : Sentence(happened)).OfType<string>().ToList();
        var placed = events.OfType<TokenPlaced>().Where(one => after.Tokens.ContainsKey(one.Token.Key)).Select(one => one.Token).ToArray();
        told.AddRange(placed.Select(token => $"token to `{token.TargetId}`"));
        foreach (var waiting in placed.GroupBy(token => (token.ScopeKey, token.TargetId)))
        {
            if (definitions.Find(after.Elements[waiting.Key.ScopeKey].DefinitionKey)?.Node(waiting.Key.TargetId) is not { } join)
                continue;
            var filled = after.Tokens.Select(entry => entry.Value).Where(token => token.ScopeKey == waiting.Key.ScopeKey && token.TargetId == join.Id).Select(token => token.FlowId).ToHashSet();
            string[] empty = [.. join.Incoming.Select(flow => flow.Id).Where(flow => !filled.Contains(flow))];
            told.Add(empty.Length > 0 ? $"`{join.Id}` waits for {string.Join(", ", empty.Select(flow => $"`{flow}`"))}" : $"`{join.Id}` waits");
        }

        return told;
    }

    /// <summary>One event in one sentence; null when another event of the same step says more.</summary>
    public static string? Sentence(Event happened) => happened switch
    {
        InstanceStarted e => $"an instance of `{e.DefinitionKey}` starts",
        ElementActivated { Compensator: not 0 } e => $"`{e.Element}` begins to undo",
        ElementActivated { Role: InstanceRole.Inner } e => $"`{e.Element}` begins its repetition {e.LoopCounter}",
        ElementActivated { Role: InstanceRole.Process, ScopeKey: 0 } => null,
        ElementActivated e => $"`{e.Element}` begins",
        ElementCompleted { Role: InstanceRole.Process } => null,
        ElementCompleted e => $"`{e.Element}` completed",
        ElementTerminated e => $"`{e.Element}` was cut off",
        UserTaskCreated e => $"`{e.Element}` is an open task{(e.CandidateRole is { } role ? $" for {role}" : "")}{(e.DueAt is { } due ? $", due {PlayAnswer.Moment(due)}" : "")}",
        TaskAwaited e => $"`{e.Element}` is an open task",
        AdHocOpened e => $"`{e.Element}` is open for people to choose from",
        JobCreated e => $"`{e.Element}` asks for the job {e.JobType}",
        WorkReturned e => $"the work of `{e.Element}` came back",
        LoopStarted { Planned: >= 0 } e => $"it repeats {e.Planned.ToString(CultureInfo.InvariantCulture)} times",
        WaitOpened e => Awaited(e.Wait),
        VariablesSet e when e.Changes.Names.Any() => $"set {string.Join(", ", e.Changes.Names)}",
        CompensablesTaken e => $"{e.Keys.Count.ToString(CultureInfo.InvariantCulture)} completed to undo",
        UserTaskEscalated e => $"`{e.Element}` climbs to {e.At}: {e.Action} to {e.To}",
        MessageThrown e => $"`{e.Element}` sends the message '{e.Name}'",
        SignalThrown e => $"`{e.Element}` broadcasts the signal '{e.Name}'",
        ErrorThrown e => $"`{e.Element}` throws the error '{e.Code}', {Caught(e.CaughtBy)}",
        EscalationThrown e => $"`{e.Element}` escalates '{e.Code}', {Caught(e.CaughtBy)}",
        IncidentRaised e => $"incident at `{e.Incident.ElementId}` ({e.Incident.Code}): {e.Incident.Message}",
        IncidentCleared e => $"the incident at `{e.Element}` is over",
        InstanceEnded e => e.Cancelled ? "the instance is cancelled" : "the instance ended",
        _ => null,
    };

    private static string Caught(string? by) => by is null ? "which nobody catches" : $"caught by `{by}`";

    private static string Awaited(Wait wait) => wait.Kind switch
    {
        WaitKind.Timer => $"`{wait.ElementId}` waits until {PlayAnswer.Moment(wait.DueAt!.Value)}",
        WaitKind.Rung => $"`{wait.ElementId}` climbs to {wait.Name} at {PlayAnswer.Moment(wait.DueAt!.Value)}",
        WaitKind.Message => $"`{wait.ElementId}` waits for the message '{wait.Name}'{(wait.CorrelationKey is { } key ? $" about {key}" : "")}",
        WaitKind.Signal => $"`{wait.ElementId}` waits for the signal '{wait.Name}'",
        _ => $"`{wait.ElementId}` waits until its condition is true",
    };
}
