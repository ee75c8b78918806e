using Signaalketen.Casework;
using Signaalketen.Engine.Commands;
using Signaalketen.Engine.State;
using Signaalketen.Persistence.Model;
using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.Options;

namespace Signaalketen.Runtime.Cases;

/// <summary>Opens a case with its key and starts a process on it, in one transaction.</summary>
public sealed class CaseOpening(StepParts parts, CommandDispatcher dispatcher, WallClock local)
{
    // With 24 million references a year, a third collision in a row means that the source of randomness is broken.
    private const int Draws = 3;

    public async Task<CaseOpened> Open(CaseStart start, DateTimeOffset now, CancellationToken ct)
    {
        for (var draw = 1; ; draw++)
        {
            var row = new CaseRow
            {
                Id = parts.Identities.NewId(now),
                Reference = CaseReference.From(parts.Identities.Bytes(CaseReference.BytesNeeded), local.Of(now).Year),
                ReceivedAt = now,
                SubmissionKey = start.SubmissionKey,
            };
            var (keyRow, key) = parts.Vault.NewKey(row.Id, now);
            using (key)
            {
                var instanceId = parts.Identities.NewId(now);
                var request = new StepRequest(instanceId, new StartInstance(instanceId, start.DefinitionKey, CaseVariables.For(row, start.Variables), start.StartElement), start.Actor)
                {
                    CaseWrite = start.CaseWrite,
                    Guards = [.. start.Guards, parts.Inserts.Of(row), parts.Inserts.Of(keyRow)],
                    NewCase = new(row, key),
                };
                var result = await dispatcher.Run(request, now, ct);
                if (result is not DispatchResult.Duplicate || draw == Draws)
                    return new(row.Id, row.Reference, instanceId, result);
            }
        }
    }
}

/// <summary>What to start, and with which case data.</summary>
public sealed record CaseStart(string DefinitionKey, string? StartElement, Variables Variables, CaseWrite? CaseWrite, Actor Actor)
{
    /// <summary>The sender's own number of the submission, so that the same submission twice is one case.</summary>
    public string? SubmissionKey { get; init; }

    /// <summary>Written first: the right to this start.</summary>
    public IReadOnlyList<Persistence.Steps.RowWrite> Guards { get; init; } = [];
}

/// <summary>The case that was opened, when <paramref name="Result"/> is accepted.</summary>
public sealed record CaseOpened(string CaseId, string Reference, string InstanceId, DispatchResult Result);
