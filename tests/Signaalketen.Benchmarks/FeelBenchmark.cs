using BenchmarkDotNet.Attributes;
using Signaalketen.Engine.Expressions;

namespace Signaalketen.Benchmarks;

/// <summary>What the conditions of a process cost, parsed once and evaluated often.</summary>
[MemoryDiagnoser]
public class FeelBenchmark
{
    private readonly DictionaryFeelScope scope = new([
        new("outcome", new FeelString("akkoord")),
        new("urgency", new FeelString("acuut")),
        new("days", FeelNumber.From(12)),
        new("items", new FeelList([.. Enumerable.Range(1, 100).Select(n => FeelNumber.From(n))])),
    ]);

    private readonly FeelEnvironment environment = new(new(2027, 1, 4, 8, 0, 0, TimeSpan.Zero), "Europe/Amsterdam", FeelLimits.Default);
    private readonly FeelExpression condition = Parsed("outcome = \"akkoord\" and urgency in [\"hoog\", \"acuut\"]");
    private readonly FeelExpression arithmetic = Parsed("if days * 2 + 1 > 20 then days / 4 else 0");
    private readonly FeelExpression filter = Parsed("count(items[item > 50])");

    [Benchmark]
    public FeelResult Condition() => condition.Evaluate(scope, environment);

    [Benchmark]
    public FeelResult Arithmetic() => arithmetic.Evaluate(scope, environment);

    [Benchmark]
    public FeelResult Filter() => filter.Evaluate(scope, environment);

    [Benchmark]
    public FeelParseResult Parse() => Feel.Parse("outcome = \"akkoord\" and urgency in [\"hoog\", \"acuut\"]");

    private static FeelExpression Parsed(string text) => Feel.Parse(text).Expression ?? throw new InvalidOperationException(text);
}
