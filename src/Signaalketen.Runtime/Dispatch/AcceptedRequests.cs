using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Signaalketen.Persistence.Model;
using Signaalketen.Persistence.Steps;

namespace Signaalketen.Runtime.Dispatch;

/// <summary>
/// Requests that people may send twice: a double click, a browser that sends again after a lost answer. The number stands in the
/// transaction of its step; repeating the request gives the same answer and does nothing (rule R12).
/// </summary>
public sealed class AcceptedRequests(StepParts parts)
{
    // A form stays open on a screen for a weekend at most.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <param name="number">Chosen by the sender; null when it cannot repeat itself.</param>
    /// <param name="content">All that was asked. Kept as a keyed digest only.</param>
    public RequestNumber? Number(string? number, Actor actor, string content) =>
        number is null ? null : new($"{actor.Id} {number}", parts.Vault.Fingerprint(content));

    /// <summary>The answer of the first time; null when there was none.</summary>
    public async Task<DispatchResult?> Find(RequestNumber? request, CancellationToken ct)
    {
        if (request is null)
            return null;
        await using var db = parts.Dialect.CreateDb();
        if (await db.AcceptedRequests.AsNoTracking().SingleOrDefaultAsync(row => row.Id == request.Id, ct) is not { } row)
            return null;
        if (row.Fingerprint != request.Fingerprint)
            return new DispatchResult.OtherRequest();
        var answer = JsonSerializer.Deserialize<Answer>(row.Answer)!;
        return new DispatchResult.Repeated(answer.Opened, answer.Ended);
    }

    /// <summary>Forgets old ones, at most so many at a time.</summary>
    /// <returns>How many went.</returns>
    public async Task<int> Sweep(DateTimeOffset now, int most, CancellationToken ct)
    {
        var before = now - Kept;
        await using var db = parts.Dialect.CreateDb();
        var ids = await db.AcceptedRequests.Where(row => row.AcceptedAt < before).OrderBy(row => row.AcceptedAt).Select(row => row.Id).Take(most).ToListAsync(ct);
        return ids.Count == 0 ? 0 : await db.AcceptedRequests.Where(row => ids.Contains(row.Id)).ExecuteDeleteAsync(ct);
    }

    internal static AcceptedRequestRow Row(RequestNumber request, IReadOnlyList<OpenedTask> opened, bool ended, DateTimeOffset now) => new()
    {
        Id = request.Id,
        Fingerprint = request.Fingerprint,
        Answer = JsonSerializer.Serialize(new Answer(opened, ended)),
        AcceptedAt = now,
    };

    private sealed record Answer(IReadOnlyList<OpenedTask> Opened, bool Ended);
}

/// <summary>By which a request is known when it comes again.</summary>
public sealed record RequestNumber(string Id, string Fingerprint);
