using System.Globalization;
using System.Text.Json;

namespace Signaalketen.Benchmarks.Throughput;

/// <summary>One line per measurement: for people, or as JSON for programs.</summary>
internal static class Printed
{
    public static void Line(bool json, IReadOnlyList<(string Name, object Value)> figures) => Console.WriteLine(json
        ? JsonSerializer.Serialize(figures.ToDictionary(figure => figure.Name, figure => figure.Value))
        : string.Join("  ", figures.Select(figure => string.Create(CultureInfo.InvariantCulture, $"{figure.Name}={figure.Value}"))));

    public static double Round(double value, int digits) => Math.Round(value, digits);
}
