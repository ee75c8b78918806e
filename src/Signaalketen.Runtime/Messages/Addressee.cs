using Microsoft.EntityFrameworkCore;
using Signaalketen.Engine;
using Signaalketen.Engine.Elements;
using Signaalketen.Engine.EventDefinitions;
using Signaalketen.Engine.State;
using Signaalketen.Persistence.Dialects;
using Signaalketen.Persistence.Model;
using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.Jobs;

namespace Signaalketen.Runtime.Messages;

/// <summary>Who gets a message. A waiting instance comes before a start event; with two that fit, nobody guesses (engine, rule 7).</summary>
public sealed class Addressee(Dialect dialect, DefinitionCache definitions)
{
    internal async Task<Receiver> Find(string caseId, MessageInput message, CancellationToken ct)
    {
        await using var db = dialect.CreateDb();
        var waiting = await db.Subscriptions.AsNoTracking()
            .Where(row => row.SubscriptionKind == SubscriptionRowKind.Message && row.Name == message.Name)
            .ToListAsync(ct);
        // A message without a key is about the case it comes from: whoever waits in that case is meant before anybody else.
        if (message.CorrelationKey is null && waiting.Any(row => row.CaseId == caseId))
            waiting.RemoveAll(row => row.CaseId != caseId);
        var fitting = Correlation.Select(waiting, message.CorrelationKey, row => row.CorrelationKey);
        if (fitting.Count > 0)
            return fitting.Count == 1 ? new Receiver.Waiting(fitting[0].InstanceId, fitting[0].ElementId) : new Receiver.Several(fitting.Count);

        var starts = await db.StartTriggers.AsNoTracking()
            .Where(row => row.TriggerKind == StartTriggerKind.Message && row.Name == message.Name).ToListAsync(ct);
        if (starts.Count > 0)
            return starts.Count == 1 ? new Receiver.Starts(starts[0].DefinitionKey, starts[0].ElementId) : new Receiver.Several(starts.Count);
        return Catches(await definitions.Newest(ct), message.Name) ? new Receiver.NotYet() : new Receiver.Nobody();
    }

    /// <summary>The message with the key that what it carries gives it, where a process says how to read one.</summary>
    internal async Task<MessageInput> WithKey(Engine.Engine engine, MessageInput message, Variables payload, DateTimeOffset now, CancellationToken ct) =>
        message.CorrelationKey is null ? message with { CorrelationKey = engine.KeyOf((await definitions.Newest(ct)).Set, message.Name, payload, now) } : message;

    private static bool Catches(DefinitionSnapshot known, string name) =>
        known.Set.All.SelectMany(definition => definition.Nodes).Any(node => node switch
        {
            ReceiveTask receive => receive.MessageName == name,
            IntermediateCatchEvent caught => Names(caught.Definitions, name),
            BoundaryEvent boundary => Names(boundary.Definitions, name),
            StartEvent start => Names(start.Definitions, name),
            _ => false,
        });

    private static bool Names(IReadOnlyList<EventDefinition> caught, string name) =>
        caught.OfType<MessageEventDefinition>().Any(definition => definition.Name == name);
}

internal abstract record Receiver
{
    public sealed record Waiting(string InstanceId, string ElementId) : Receiver;

    public sealed record Starts(string DefinitionKey, string ElementId) : Receiver;

    public sealed record Several(int Count) : Receiver;

    /// <summary>A model can wait for it, but no instance does now.</summary>
    public sealed record NotYet : Receiver;

    /// <summary>No model knows it: it is for somebody outside.</summary>
    public sealed record Nobody : Receiver;
}
