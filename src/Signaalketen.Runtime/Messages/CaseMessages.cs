using Signaalketen.Casework;
using Signaalketen.Engine.Commands;
using Signaalketen.Engine.State;
using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.Jobs;

namespace Signaalketen.Runtime.Messages;

/// <summary>A message that comes in from a partner through the site, for a process that waits for it.</summary>
public sealed class CaseMessages(CommandDispatcher dispatcher, Addressee addressee)
{
    /// <returns>Null when it was delivered.</returns>
    public async Task<Refusal?> Send(string caseId, string name, Variables variables, Person person, CancellationToken ct)
    {
        if (await addressee.Find(caseId, new MessageInput(name, null), ct) is not Receiver.Waiting waiting)
            return Refusal.NobodyWaits;
        return await dispatcher.Execute(waiting.InstanceId, new CorrelateMessage(name, null, variables, waiting.ElementId), null, Actor.Of(person), ct) switch
        {
            DispatchResult.Accepted => null,
            DispatchResult.Rejected rejected => Refusal.Of(rejected.Rejection),
            _ => Refusal.Busy,
        };
    }
}
