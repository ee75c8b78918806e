using Signaalketen.Casework.Forms;

namespace Signaalketen.Web.Pages;

/// <summary>A form as it stands on a page: the questions, what was filled in, and what is wrong with it.</summary>
public sealed record FormSheet(
    FormDefinition Form,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Posted,
    IReadOnlyDictionary<string, string> Errors)
{
    private static readonly Dictionary<string, IReadOnlyList<string>> Nothing = [];

    private static readonly Dictionary<string, string> NoErrors = [];

    public static FormSheet Empty(FormDefinition form) => new(form, Nothing, NoErrors);

    public static FormSheet Of(FormDefinition form, FormReading reading) => new(form, reading.Posted, reading.Errors);

    public static FormSheet Filled(FormDefinition form, IReadOnlyDictionary<string, IReadOnlyList<string>> posted) => new(form, posted, NoErrors);

    public IReadOnlyList<string> ValuesOf(string field) => Posted.TryGetValue(field, out var values) ? values : [];

    public string? ErrorOf(string field) => Errors.GetValueOrDefault(field);

    /// <summary>What the browser sent, without the fields that belong to the page itself; those start with two underscores.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Answers(IFormCollection form) => form
        .Where(field => !field.Key.StartsWith("__", StringComparison.Ordinal))
        .ToDictionary(field => field.Key, IReadOnlyList<string> (field) => [.. field.Value.Select(value => value ?? "")], StringComparer.Ordinal);
}
