using Microsoft.EntityFrameworkCore;
using Signaalketen.Casework.Forms;
using Signaalketen.Engine.State;
using Signaalketen.Persistence.Dialects;
using Signaalketen.Runtime.Cases;
using Signaalketen.Runtime.Dispatch;

namespace Signaalketen.Runtime.Intake;

/// <summary>Takes in a signal: when this returns, it is on disk with its own case, key and first task. No signal gets lost.</summary>
public sealed class SignalIntake(CaseOpening opening, DefinitionCache definitions, Dialect dialect, TimeProvider clock)
{
    /// <summary>The process that a report starts.</summary>
    public const string ProcessId = "signal";

    /// <param name="submissionKey">Chosen by the page that shows the form: sending the same form twice is one signal. Null when the sender has none.</param>
    /// <exception cref="NotPublishedException">The process has not been published yet.</exception>
    public async Task<ReceivedSignal> Receive(IReadOnlyList<CaseFieldValue> fields, Variables variables, CancellationToken ct, string? submissionKey = null)
    {
        if (submissionKey is not null && await Known(submissionKey, ct) is { } before)
            return before;
        var process = (await definitions.Newest(ct)).Set.Latest(ProcessId) ?? throw new NotPublishedException(ProcessId);
        var start = new CaseStart(process.Key, null, variables, new(fields, null), Actor.Reporter) { SubmissionKey = submissionKey };
        var opened = await opening.Open(start, clock.GetUtcNow(), ct);
        return opened.Result switch
        {
            DispatchResult.Accepted => new(opened.CaseId, opened.Reference),
            // The same form arrived twice at the same moment, and the other one was first.
            DispatchResult.Duplicate when submissionKey is not null && await Known(submissionKey, ct) is { } other => other,
            DispatchResult.Rejected rejected => throw new NotReceivedException(rejected.Rejection.Code.ToString()),
            var result => throw new NotReceivedException(result.GetType().Name),
        };
    }

    private async Task<ReceivedSignal?> Known(string submissionKey, CancellationToken ct)
    {
        await using var db = dialect.CreateDb();
        return await db.Cases.Where(row => row.SubmissionKey == submissionKey).Select(row => new ReceivedSignal(row.Id, row.Reference)).SingleOrDefaultAsync(ct);
    }
}

/// <summary>A signal that is on disk.</summary>
/// <param name="Reference">What the reporter gets to see.</param>
public sealed record ReceivedSignal(string CaseId, string Reference);

/// <summary>Nothing was stored: the sender must be told so.</summary>
public sealed class NotReceivedException(string reason) : Exception($"The signal was not stored: {reason}.");

/// <summary>A process is needed that nobody has published.</summary>
public sealed class NotPublishedException(string processId) : Exception($"Process '{processId}' has not been published yet. Publish it first.");
