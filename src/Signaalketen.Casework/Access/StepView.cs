namespace Signaalketen.Casework.Access;

/// <summary>Which case fields a step shows: only those its model names (<c>sk:shows</c>), nothing else.</summary>
public static class StepView
{
    /// <param name="shows">Patterns: a whole name (<c>assess.facts</c>), or a group (<c>signal.*</c>). A bare <c>*</c> shows nothing: everything is never needed.</param>
    /// <param name="storedFieldNames">Names of the fields the case holds.</param>
    /// <returns>The names allowed, in the order of the patterns and then by name.</returns>
    public static IReadOnlyList<string> Select(IEnumerable<string> shows, IEnumerable<string> storedFieldNames)
    {
        var names = storedFieldNames.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return [.. shows.SelectMany(pattern => names.Where(name => Matches(pattern, name))).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Whether a pattern names this field. A field of one of several people in a step (<c>contribute.text.2</c>) counts as the field itself.</summary>
    public static bool Matches(string pattern, string name)
    {
        if (pattern.EndsWith(".*", StringComparison.Ordinal))
            return pattern.Length > 2 && name.StartsWith(pattern[..^1], StringComparison.Ordinal);
        return name.StartsWith(pattern, StringComparison.Ordinal)
            && (name.Length == pattern.Length || (name[pattern.Length] == '.' && int.TryParse(name.AsSpan(pattern.Length + 1), out _)));
    }
}
