using System.Text.Json;

namespace Signaalketen.Casework.Forms;

/// <summary>Takes the properties of one JSON object one by one and reports what is wrong, missing or left over.</summary>
internal sealed class JsonProperties
{
    private readonly Dictionary<string, JsonElement> left = new(StringComparer.Ordinal);
    private readonly string place;
    private readonly List<string> problems;

    public JsonProperties(JsonElement element, string place, List<string> problems)
    {
        this.place = place;
        this.problems = problems;
        if (element.ValueKind != JsonValueKind.Object)
        {
            problems.Add($"Maak van {place} een object tussen accolades.");
            return;
        }

        foreach (var property in element.EnumerateObject())
            left[property.Name] = property.Value;
    }

    public string Text(string name, int longest)
    {
        var text = OptionalText(name, longest);
        if (text is null)
            problems.Add($"Geef {place} een '{name}'.");
        return text ?? "";
    }

    public string? OptionalText(string name, int longest)
    {
        if (!left.Remove(name, out var value))
            return null;
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim() : "";
        if (text.Length == 0 || text.Length > longest)
            problems.Add($"Geef '{name}' in {place} een tekst van 1 tot {longest} tekens.");
        return text;
    }

    public bool Flag(string name)
    {
        if (!left.Remove(name, out var value))
            return false;
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            problems.Add($"Geef '{name}' in {place} de waarde true of false.");
        return value.ValueKind == JsonValueKind.True;
    }

    public int Number(string name, int standard, int lowest, int highest)
    {
        if (!left.Remove(name, out var value))
            return standard;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= lowest && number <= highest)
            return number;
        problems.Add($"Geef '{name}' in {place} een geheel getal van {lowest} tot en met {highest}.");
        return standard;
    }

    public T Choice<T>(string name, T standard)
        where T : struct, Enum
    {
        if (!left.Remove(name, out var value))
            return standard;
        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        foreach (var choice in Enum.GetValues<T>())
        {
            if (string.Equals(text, choice.ToString(), StringComparison.OrdinalIgnoreCase))
                return choice;
        }

        problems.Add($"Kies voor '{name}' in {place} een van: {string.Join(", ", Enum.GetNames<T>())}.");
        return standard;
    }

    public JsonElement? Object(string name) => left.Remove(name, out var value) ? value : null;

    public List<JsonElement> Items(string name, int most)
    {
        if (!left.Remove(name, out var value))
            return [];
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= most)
            return [.. value.EnumerateArray()];
        problems.Add($"Maak van '{name}' in {place} een lijst van ten hoogste {most}.");
        return [];
    }

    /// <summary>Reports every property nobody asked for.</summary>
    public void Finish()
    {
        foreach (var name in left.Keys)
            problems.Add($"Haal '{name}' weg uit {place}, of verbeter de naam: het formulier kent dit niet.");
    }
}
