namespace Signaalketen.Casework.Tests.Forms;

/// <summary>What a browser sends.</summary>
internal static class Posted
{
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Of(params (string Name, string Value)[] pairs) =>
        pairs.GroupBy(pair => pair.Name).ToDictionary(group => group.Key, IReadOnlyList<string> (group) => [.. group.Select(pair => pair.Value)]);
}
