namespace Signaalketen.Benchmarks.Throughput;

/// <summary>What one run of clients side by side did.</summary>
/// <param name="Seconds">How long it really took.</param>
/// <param name="Steps">Durable steps.</param>
/// <param name="PausedMs">How long all threads stood still to collect garbage.</param>
/// <param name="Ticks">How long each completion took, in ticks of the stopwatch.</param>
internal sealed record Figures(double Seconds, long Instances, long Steps, IReadOnlyList<long> Ticks, double CpuMs, double AllocatedKb, double PausedMs)
{
    public double InstancesPerSecond => Instances / Seconds;

    public double StepsPerSecond => Steps / Seconds;

    public static Figures Sum(IReadOnlyList<Figures> parts) => new(
        parts.Sum(part => part.Seconds), parts.Sum(part => part.Instances), parts.Sum(part => part.Steps), [.. parts.SelectMany(part => part.Ticks)], parts.Sum(part => part.CpuMs),
        parts.Sum(part => part.AllocatedKb), parts.Sum(part => part.PausedMs));

    /// <summary>The time within which this part of all completions was done, in milliseconds.</summary>
    public double Percentile(double part)
    {
        if (Ticks.Count == 0)
            return 0;
        var sorted = Ticks.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)(part * sorted.Count))] * 1000.0 / System.Diagnostics.Stopwatch.Frequency;
    }
}
