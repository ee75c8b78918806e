using System.Text;
using Signaalketen.Runtime.Options;

namespace Signaalketen.Runtime.Jobs;

/// <summary>
/// How long to wait after a failure: doubling, with a spread so that many failures of one cause do not all return at once.
/// The spread follows from the row id: the same row waits equally long in every run of a simulation.
/// </summary>
public sealed class BackOff(PumpOptions options)
{
    private const int WidestDoubling = 20;

    /// <param name="attempt">1 after the first failure.</param>
    public TimeSpan After(string rowId, int attempt)
    {
        var doubled = options.BackOffSeconds * Math.Pow(2, Math.Clamp(attempt - 1, 0, WidestDoubling));
        var seconds = Math.Min(doubled, options.LongestBackOffSeconds);
        return TimeSpan.FromSeconds(seconds * (1 + (Spread(rowId, attempt) / 4)));
    }

    // Between 0 and 1. FNV-1a: short, well spread for short texts, and the same on every machine.
    private static double Spread(string rowId, int attempt)
    {
        var hash = 2166136261u;
        foreach (var part in Encoding.UTF8.GetBytes(rowId + attempt.ToString(System.Globalization.CultureInfo.InvariantCulture)))
            hash = (hash ^ part) * 16777619u;
        return hash / (double)uint.MaxValue;
    }
}
