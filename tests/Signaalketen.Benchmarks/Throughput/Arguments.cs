using System.Globalization;

namespace Signaalketen.Benchmarks.Throughput;

/// <summary>Options as <c>--name value</c>, or <c>--name</c> alone for a switch.</summary>
internal sealed class Arguments(string[] given)
{
    public string Text(string name, string orElse) => Array.IndexOf(given, "--" + name) is var at and >= 0 && at + 1 < given.Length ? given[at + 1] : orElse;

    public int Number(string name, int orElse) => int.Parse(Text(name, orElse.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);

    public IReadOnlyList<int> Numbers(string name, string orElse) => [.. Text(name, orElse).Split(',').Select(one => int.Parse(one, CultureInfo.InvariantCulture))];

    public bool Has(string name) => given.Contains("--" + name);
}
