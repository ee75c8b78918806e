using System.Text.Json;

namespace Signaalketen.Verification.Scenarios;

/// <summary>Reads JSON from people: bounded in size and depth, and with texts that can all be read.</summary>
public static class BoundedJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = ScenarioLimits.Depth, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The document, or null with the reason.</summary>
    /// <param name="most">Characters that are accepted.</param>
    public static JsonDocument? Read(string text, int most, out string error)
    {
        error = $"it has more than {most} characters";
        if (text.Length > most)
            return null;
        JsonDocument? document = null;
        try
        {
            document = JsonDocument.Parse(text, Options);
            Touch(document.RootElement);
            return document;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or ArgumentException)
        {
            // Half a surrogate pair, escaped or as such, is only found when its text is asked for.
            document?.Dispose();
            error = broken.Message;
            return null;
        }
    }

    private static void Touch(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.String)
            _ = element.GetString();
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
                Touch(item);
        }

        if (element.ValueKind != JsonValueKind.Object)
            return;
        foreach (var property in element.EnumerateObject())
        {
            _ = property.Name;
            Touch(property.Value);
        }
    }
}
