namespace Signaalketen.Casework.Forms;

/// <summary>The answer to one field: either an error, or its text (empty when it was left open) with its meaning.</summary>
/// <param name="Chosen">Values of the options chosen.</param>
internal sealed record FieldAnswer(FormField Field, string? Error, string Text, IReadOnlyList<string> Chosen, DateOnly? Date = null, decimal? Number = null)
{
    public static FieldAnswer Wrong(FormField field, string sentence) => new(field, sentence, "", []);

    public static FieldAnswer Open(FormField field) => new(field, null, "", []);

    public static FieldAnswer Written(FormField field, string text) => new(field, null, text, []);
}
