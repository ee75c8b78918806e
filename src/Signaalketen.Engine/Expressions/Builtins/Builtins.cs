namespace Signaalketen.Engine.Expressions;

/// <summary>The catalogue of built-in functions (DMN 1.5, clause 10.3.4), one file per family.</summary>
internal static class Builtins
{
    private static readonly SortedDictionary<string, FeelFunction> ByName = Build();

    public static IEnumerable<string> Names => ByName.Keys;

    public static FeelFunction? Find(string name) => ByName.GetValueOrDefault(name);

    private static SortedDictionary<string, FeelFunction> Build()
    {
        var byName = new SortedDictionary<string, FeelFunction>(StringComparer.Ordinal);
        IEnumerable<Builtin>[] families =
        [
            ConversionFunctions.All, TextFunctions.All, PatternFunctions.All, ListFunctions.All, AggregateFunctions.All,
            NumberFunctions.All, TemporalFunctions.All, RangeFunctions.All, ContextFunctions.All,
        ];
        foreach (var builtin in families.SelectMany(f => f))
        {
            byName.Add(builtin.Name, new FeelFunction(builtin.Name, builtin.Parameters, builtin));
        }

        return byName;
    }
}
