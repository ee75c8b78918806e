using System.Globalization;

namespace Signaalketen.Benchmarks.Throughput;

/// <summary>What other processes use, from <c>/proc</c>: the runtime knows the time of a process, but not whose child it is.</summary>
internal static class ProcessorTime
{
    // USER_HZ, which is 100 on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    public static int ParentOf(int process) => int.Parse(Fields(process)[1], CultureInfo.InvariantCulture);

    public static IEnumerable<int> ChildrenOf(int process) =>
        File.ReadAllText($"/proc/{process}/task/{process}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(child => int.Parse(child, CultureInfo.InvariantCulture));

    /// <returns>Seconds; 0 when it is gone.</returns>
    /// <param name="withEnded">With the time of its children that ended.</param>
    public static double Of(int process, bool withEnded)
    {
        try
        {
            // Fields 14 to 17 of proc(5): in user and in system mode, then the same of ended children.
            return Fields(process).Skip(11).Take(withEnded ? 4 : 2).Sum(ticks => double.Parse(ticks, CultureInfo.InvariantCulture)) / TicksPerSecond;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    // After the name, which may hold blanks and brackets itself.
    private static string[] Fields(int process) => File.ReadAllText($"/proc/{process}/stat") is var text ? text[(text.LastIndexOf(')') + 2)..].Split(' ') : [];
}
