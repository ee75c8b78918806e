namespace Signaalketen.Engine;

/// <summary>Who gets a message (BPMN 2.0.2, 8.4.2). The one rule for waits in a state and for rows in a database.</summary>
public static class Correlation
{
    /// <summary>Whether a wait with one key may get a message with another. A side without a key does not mind.</summary>
    public static bool Matches(string? waiting, string? sent) => waiting is null || sent is null || waiting == sent;

    /// <summary>Those of the waits for a message of this name that may get it: the ones with its key go before the ones without any key.</summary>
    /// <param name="sent">The key the message carries, or null.</param>
    /// <returns>None: nobody waits. More than one: ambiguous, and nobody may guess.</returns>
    public static IReadOnlyList<T> Select<T>(IEnumerable<T> waits, string? sent, Func<T, string?> keyOf)
    {
        T[] fitting = [.. waits.Where(wait => Matches(keyOf(wait), sent))];
        return sent is not null && fitting.Any(wait => keyOf(wait) is not null) ? [.. fitting.Where(wait => keyOf(wait) is not null)] : fitting;
    }
}
