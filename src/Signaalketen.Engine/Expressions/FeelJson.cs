using System.Globalization;
using System.Text.Json;

namespace Signaalketen.Engine.Expressions;

/// <summary>Values as plain JSON for people and other programs. What is not JSON becomes text, so not every value comes back as it went.</summary>
public static class FeelJson
{
    private const long LargestSafeInteger = 1L << 53;

    /// <summary>Numbers that a double holds exactly are JSON numbers, other numbers digits in a string; temporal values ISO text; a range and a function FEEL text.</summary>
    public static void WriteValue(Utf8JsonWriter writer, FeelValue value)
    {
        switch (value)
        {
            case FeelNull:
                writer.WriteNullValue();
                break;
            case FeelBoolean boolean:
                writer.WriteBooleanValue(boolean.Value);
                break;
            case FeelNumber number when SafeNumber(number) is { } digits:
                writer.WriteRawValue(digits, skipInputValidation: true);
                break;
            case FeelNumber number:
                writer.WriteStringValue(number.Format());
                break;
            case FeelList list:
                writer.WriteStartArray();
                foreach (var item in list)
                {
                    WriteValue(writer, item);
                }

                writer.WriteEndArray();
                break;
            case FeelContext context:
                writer.WriteStartObject();
                foreach (var (name, entry) in context.Entries)
                {
                    writer.WritePropertyName(name);
                    WriteValue(writer, entry);
                }

                writer.WriteEndObject();
                break;
            default:
                writer.WriteStringValue(FeelText.Display(value));
                break;
        }
    }

    /// <summary>JSON as values: strings stay strings, whatever they look like. A number beyond decimal128 is null.</summary>
    public static FeelValue Read(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => FeelBoolean.True,
        JsonValueKind.False => FeelBoolean.False,
        JsonValueKind.String => new FeelString(element.GetString()!),
        JsonValueKind.Number => FeelNumber.TryParse(element.GetRawText(), out var number) ? number : FeelNull.Value,
        JsonValueKind.Array => new FeelList([.. element.EnumerateArray().Select(Read)]),
        JsonValueKind.Object => new FeelContext(element.EnumerateObject().Select(p => new KeyValuePair<string, FeelValue>(p.Name, Read(p.Value)))),
        _ => FeelNull.Value,
    };

    /// <summary>The digits when any JSON reader gets the same number from them; otherwise null.</summary>
    internal static string? SafeNumber(FeelNumber number)
    {
        if (number.TryToInt64(out var whole) && whole is >= -LargestSafeInteger and <= LargestSafeInteger)
        {
            return whole.ToString(CultureInfo.InvariantCulture);
        }

        var digits = number.Format();
        var nearest = number.ToDouble();
        return double.IsFinite(nearest)
            && FeelNumber.TryParse(nearest.ToString("R", CultureInfo.InvariantCulture), out var back) && back.Equals(number)
            ? digits
            : null;
    }
}
