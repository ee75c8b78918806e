using System.Collections.Concurrent;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Xunit.Abstractions;

namespace Signaalketen.Engine.Tests.Properties;

/// <summary>
/// How many random cases, beginning at which seed, and how they run: beside each other, each by its own seed, so that one seed repeats one case.
/// <c>SIGNAALKETEN_RANDOM_CASES</c> sets the total over all generators (a nightly run takes a million), <c>SIGNAALKETEN_RANDOM_SEED</c> the first seed.
/// </summary>
internal static class Cases
{
    private const int Total = 20_000;

    // Far from small, so that neighbouring seeds give nothing in common.
    private const ulong Gamma = 0x9E37_79B9_7F4A_7C15;

    public static int First { get; } = Setting("SIGNAALKETEN_RANDOM_SEED", 4_000_000);

    /// <param name="percent">The generator's part of all cases.</param>
    public static int Share(int percent) => (int)(Setting("SIGNAALKETEN_RANDOM_CASES", Total) * (long)percent / 100);

    /// <param name="tell">What to print of a failing case besides its seed, such as its model.</param>
    public static void Each(ITestOutputHelper output, int count, Action<int> play, Func<int, string> tell)
    {
        output.WriteLine($"{count} cases, first seed {First}.");
        var failures = new ConcurrentQueue<(int Seed, Exception Failure)>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
        var before = Environment.CpuUsage.TotalTime;
        Parallel.For(First, First + count, options, (seed, loop) =>
        {
            try
            {
                play(seed);
            }
            catch (Exception failure)
            {
                failures.Enqueue((seed, failure));
                loop.Stop();
            }
        });
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(Environment.CpuUsage.TotalTime - before).TotalSeconds:F1} s of processor time, other tests beside it included."));
        if (failures.TryDequeue(out var first))
            Assert.Fail($"Seed {first.Seed} (of {count} from {First}; set SIGNAALKETEN_RANDOM_SEED={first.Seed} to begin there): {first.Failure}\n{tell(first.Seed)}");
    }

    /// <summary>Asks a property of so many values (more when more random cases are asked for), the same ones at every run with the same first seed.</summary>
    public static void Hold(this Property property, int count = 100, int largest = 100) => property.Check(
        Config.QuickThrowOnFailure.WithMaxTest((int)((long)Share(100) * count / Total)).WithEndSize(largest).WithReplay((ulong)First, Gamma));

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
