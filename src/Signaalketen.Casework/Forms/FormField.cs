namespace Signaalketen.Casework.Forms;

public enum FieldType
{
    Text,
    TextArea,
    Email,
    Phone,
    Number,
    Date,
    Radio,
    Checkbox,
    Checkboxes,
    Select,
    Amount,

    /// <summary>Explanation between the questions; asks nothing.</summary>
    Paragraph,
}

/// <summary>One answer to choose.</summary>
public sealed record FormOption(string Value, string Label);

/// <summary>A field applies only when another field has this answer (for a checkbox: <c>yes</c>).</summary>
public sealed record FieldCondition(string Field, string Value);

/// <summary>One question of a form, as the definition states it and after its checks.</summary>
/// <param name="Help">Explanation under the label, or null. Of a <see cref="FieldType.Paragraph"/> the label is the text itself.</param>
/// <param name="MaxLength">Longest answer in characters; of text types only.</param>
/// <param name="Variable">The engine variable the answer becomes, or null. Never of free text, never above class K1.</param>
/// <param name="StoredAs">The case field the answer becomes, or null when it only becomes a variable.</param>
/// <param name="Rows">Height of a text area in lines.</param>
/// <param name="OnlyWhen">When the field applies, or null when it always does.</param>
/// <param name="Missing">The sentence for an answer that was left out; the product has one for each type.</param>
/// <param name="ConflictAnswer">The answer by which somebody says to have an interest of their own in this case, or null.</param>
public sealed record FormField(
    string Name,
    string Label,
    string? Help,
    FieldType Type,
    DataClass Class,
    bool Required,
    int MaxLength,
    IReadOnlyList<FormOption> Options,
    string? Variable,
    string? StoredAs,
    int Rows,
    FieldCondition? OnlyWhen,
    string? Missing = null,
    string? ConflictAnswer = null)
{
    /// <summary>Whether the answer is one or more of <see cref="Options"/>.</summary>
    public bool HasOptions => Type is FieldType.Radio or FieldType.Select or FieldType.Checkboxes;

    /// <summary>Whether the answer may become an engine variable at all: chosen or counted, never written.</summary>
    public bool MayBeVariable =>
        Type is FieldType.Radio or FieldType.Select or FieldType.Checkbox or FieldType.Checkboxes or FieldType.Date or FieldType.Number or FieldType.Amount;
}
