namespace Signaalketen.Casework.Forms;

/// <summary>The question that stands before a stored answer, so that a step can show both.</summary>
public sealed class FieldLabels
{
    private readonly Dictionary<string, FormField> fields = new(StringComparer.Ordinal);

    /// <param name="forms">All forms of a process; of two fields with the same stored name the first one gives the label.</param>
    public FieldLabels(IEnumerable<FormDefinition> forms)
    {
        foreach (var field in forms.SelectMany(form => form.Fields))
        {
            if (field.StoredAs is { } stored)
                fields.TryAdd(stored, field);
        }
    }

    /// <summary>The label of a stored field, also of one of several people in the same step (<c>contribute.text.2</c>), or null when no form stores it.</summary>
    public string? Label(string storedName) => Field(storedName)?.Label;

    public FormField? Field(string storedName)
    {
        if (fields.TryGetValue(storedName, out var field))
            return field;
        var last = storedName.LastIndexOf('.');
        return last > 0 && int.TryParse(storedName.AsSpan(last + 1), out _) ? fields.GetValueOrDefault(storedName[..last]) : null;
    }
}
