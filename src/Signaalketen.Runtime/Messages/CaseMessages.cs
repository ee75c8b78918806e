using System.Text.Json;
using Signaalketen.Casework;
using Signaalketen.Engine.Commands;
using Signaalketen.Engine.State;
using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.Jobs;

namespace Signaalketen.Runtime.Messages;

/// <summary>A message that comes in from a partner through the site, for a process that waits for it.</summary>
public sealed class CaseMessages(CommandDispatcher dispatcher, AcceptedRequests requests, Addressee addressee, TimeProvider clock)
{
    /// <param name="messageNumber">The sender's own: the same message posted twice is delivered once.</param>
    /// <returns>Null when it was delivered, now or before.</returns>
    public async Task<Refusal?> Send(string caseId, string name, Variables variables, Person person, CancellationToken ct, string? messageNumber = null)
    {
        var number = requests.Number(messageNumber, Actor.Of(person), JsonSerializer.Serialize(new { caseId, name, variables = variables.Select(one => one.Key + "=" + one.Value) }));
        if (await addressee.Find(caseId, new MessageInput(name, null), ct) is not Receiver.Waiting waiting)
            return await requests.Find(number, ct) is { } earlier ? RefusalOf(earlier) : Refusal.NobodyWaits;
        var request = new StepRequest(waiting.InstanceId, new CorrelateMessage(name, null, variables, waiting.ElementId), Actor.Of(person)) { Number = number };
        return RefusalOf(await dispatcher.Run(request, clock.GetUtcNow(), ct));
    }

    private static Refusal? RefusalOf(DispatchResult result) => result switch
    {
        DispatchResult.Accepted or DispatchResult.Repeated => null,
        DispatchResult.OtherRequest => Refusal.ChangedAfterwards,
        DispatchResult.Rejected rejected => Refusal.Of(rejected.Rejection),
        _ => Refusal.Busy,
    };
}
