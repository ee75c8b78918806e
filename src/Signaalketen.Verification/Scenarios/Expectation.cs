using System.Text.Json;

namespace Signaalketen.Verification.Scenarios;

/// <summary>Compares what a scenario expects with what is: every field named must be there and equal, fields not named are free.</summary>
internal static class Expectation
{
    /// <summary>The first difference in words, or null.</summary>
    public static string? Difference(string path, JsonElement expected, JsonElement actual)
    {
        if (expected.ValueKind == JsonValueKind.Object && actual.ValueKind == JsonValueKind.Object)
            return OfObjects(path, expected, actual);
        if (expected.ValueKind == JsonValueKind.Array && actual.ValueKind == JsonValueKind.Array)
            return OfArrays(path, expected, actual);
        return JsonElement.DeepEquals(expected, actual) ? null : Say(path, expected, actual);
    }

    private static string? OfObjects(string path, JsonElement expected, JsonElement actual)
    {
        foreach (var property in expected.EnumerateObject())
        {
            var at = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            if (!actual.TryGetProperty(property.Name, out var found))
                return $"{at} should be {property.Value.GetRawText()}, but is absent in {actual.GetRawText()}.";
            if (Difference(at, property.Value, found) is { } difference)
                return difference;
        }

        return null;
    }

    private static string? OfArrays(string path, JsonElement expected, JsonElement actual)
    {
        if (expected.GetArrayLength() != actual.GetArrayLength())
            return Say(path, expected, actual);
        for (var index = 0; index < expected.GetArrayLength(); index++)
        {
            if (Difference($"{path}[{index}]", expected[index], actual[index]) is not null)
                return Say(path, expected, actual);
        }

        return null;
    }

    private static string Say(string path, JsonElement expected, JsonElement actual) =>
        $"{path} should be {expected.GetRawText()}, but is {actual.GetRawText()}.";
}
