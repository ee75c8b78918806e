using System.Text.Json;

namespace Signaalketen.Casework.Forms;

/// <summary>Reads form JSON, strictly: a property it does not know is a problem, because a typing error must not silently drop a rule.</summary>
internal static class FormParser
{
    private const int LongestJson = 200_000;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    public static FormParseResult Parse(string json)
    {
        if (json.Length > LongestJson)
            return Refused($"Het formulier is te groot. Maak het kleiner dan {LongestJson / 1000} duizend tekens.");
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            return Read(document.RootElement);
        }
        catch (JsonException problem)
        {
            return Refused($"Het formulier is geen geldige JSON. Herstel regel {(problem.LineNumber ?? 0) + 1}.");
        }
    }

    private static FormParseResult Refused(string problem) => new(null, [problem]);

    private static FormParseResult Read(JsonElement root)
    {
        var problems = new List<string>();
        var form = new JsonProperties(root, "het formulier", problems);
        var key = form.Text("key", 60);
        var title = form.Text("title", 120);
        var ask = form.Text("ask", 600);
        var next = form.Text("next", 600);
        var fields = form.Items("fields", 60).Select(item => ReadField(item, key, problems)).ToList();
        form.Finish();
        if (problems.Count == 0)
            problems.AddRange(FormRules.Check(key, fields));
        return problems.Count == 0 ? new(new(key, title, ask, next, fields), []) : new(null, problems);
    }

    private static FormField ReadField(JsonElement element, string key, List<string> problems)
    {
        var name = element.ValueKind == JsonValueKind.Object && element.TryGetProperty("name", out var own) ? own.ToString() : "";
        var field = new JsonProperties(element, $"veld '{name}'", problems);
        field.Text("name", 60);
        var type = field.Choice("type", FieldType.Text);
        var variable = field.OptionalText("variable", 60);
        var storedAs = field.OptionalText("storedAs", 80);
        var asks = type != FieldType.Paragraph;
        var result = new FormField(
            name,
            field.Text("label", 400),
            field.OptionalText("help", 800),
            type,
            field.Choice("class", DataClass.K3),
            field.Flag("required"),
            field.Number("maxLength", DefaultLength(type), 1, 10_000),
            [.. field.Items("options", 60).Select(item => ReadOption(item, name, problems))],
            variable,
            storedAs ?? (asks && variable is null ? $"{key}.{name}" : null),
            field.Number("rows", type == FieldType.TextArea ? 5 : 1, 1, 30),
            field.Object("onlyWhen") is { } condition ? ReadCondition(condition, name, problems) : null,
            field.OptionalText("missing", 200),
            field.OptionalText("conflictAnswer", 60));
        field.Finish();
        return result;
    }

    private static int DefaultLength(FieldType type) => type switch
    {
        FieldType.TextArea => 4_000,
        FieldType.Email => 254,
        FieldType.Phone => 20,
        _ => 200,
    };

    private static FormOption ReadOption(JsonElement element, string fieldName, List<string> problems)
    {
        var option = new JsonProperties(element, $"een keuze van veld '{fieldName}'", problems);
        var result = new FormOption(option.Text("value", 60), option.Text("label", 300));
        option.Finish();
        return result;
    }

    private static FieldCondition ReadCondition(JsonElement element, string fieldName, List<string> problems)
    {
        var condition = new JsonProperties(element, $"'onlyWhen' van veld '{fieldName}'", problems);
        var result = new FieldCondition(condition.Text("field", 60), condition.Text("value", 60));
        condition.Finish();
        return result;
    }
}
