using System.Text.Json;

namespace Signaalketen.Engine.Expressions;

/// <summary>
/// Values as JSON without loss, for stored state: null, booleans, strings, lists, contexts and safe numbers as they are, the
/// rest as an object with one key that starts with <c>$</c>. The same value gives the same bytes.
/// </summary>
public static class FeelCodec
{
    public static void Write(Utf8JsonWriter writer, FeelValue value)
    {
        switch (value)
        {
            case FeelNull:
                writer.WriteNullValue();
                break;
            case FeelBoolean boolean:
                writer.WriteBooleanValue(boolean.Value);
                break;
            case FeelString text:
                writer.WriteStringValue(text.Value);
                break;
            case FeelNumber number when FeelJson.SafeNumber(number) is { } digits:
                writer.WriteRawValue(digits, skipInputValidation: true);
                break;
            case FeelList list:
                writer.WriteStartArray();
                foreach (var item in list)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case FeelContext context:
                WriteContext(writer, context);
                break;
            case FeelRange range:
                WriteRange(writer, range);
                break;
            default:
                writer.WriteStartObject();
                writer.WriteString(Tag(value), FeelText.Temporal(value) ?? FeelText.Write(value));
                writer.WriteEndObject();
                break;
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">The JSON was not written by it.</exception>
    public static FeelValue Read(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Null:
                return FeelNull.Value;
            case JsonValueKind.True:
                return FeelBoolean.True;
            case JsonValueKind.False:
                return FeelBoolean.False;
            case JsonValueKind.String:
                return new FeelString(element.GetString()!);
            case JsonValueKind.Number:
                return Number(element.GetRawText());
            case JsonValueKind.Array:
                return new FeelList([.. element.EnumerateArray().Select(Read)]);
            case JsonValueKind.Object:
                return ReadObject(element);
            default:
                throw new FormatException("This JSON holds no value.");
        }
    }

    /// <summary>Reads one value from the token at the reader, which must be positioned on it.</summary>
    /// <exception cref="FormatException">The JSON was not written by <see cref="Write"/>.</exception>
    public static FeelValue Read(ref Utf8JsonReader reader)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return Read(document.RootElement);
    }

    private static string Tag(FeelValue value) => value switch
    {
        FeelNumber => "$number",
        FeelDate => "$date",
        FeelTime => "$time",
        FeelDateTime => "$dateTime",
        FeelDaysAndTimeDuration => "$duration",
        FeelYearsAndMonthsDuration => "$months",
        _ => "$function",
    };

    private static void WriteContext(Utf8JsonWriter writer, FeelContext context)
    {
        var escape = context.Entries.Any(e => e.Key.StartsWith('$'));
        if (escape)
        {
            writer.WriteStartObject();
            writer.WritePropertyName("$context");
        }

        writer.WriteStartObject();
        foreach (var (name, entry) in context.Entries)
        {
            writer.WritePropertyName(name);
            Write(writer, entry);
        }

        writer.WriteEndObject();
        if (escape)
        {
            writer.WriteEndObject();
        }
    }

    private static void WriteRange(Utf8JsonWriter writer, FeelRange range)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("$range");
        writer.WritePropertyName("start");
        Write(writer, range.Start ?? FeelNull.Value);
        writer.WritePropertyName("end");
        Write(writer, range.End ?? FeelNull.Value);
        writer.WriteBoolean("startIncluded", range.StartIncluded);
        writer.WriteBoolean("endIncluded", range.EndIncluded);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static FeelValue ReadObject(JsonElement element)
    {
        using var properties = element.EnumerateObject();
        if (!properties.MoveNext() || !properties.Current.Name.StartsWith('$'))
        {
            return ReadContext(element);
        }

        var tagged = properties.Current.Value;
        return properties.Current.Name switch
        {
            "$context" => ReadContext(tagged),
            "$range" => new FeelRange(
                Read(tagged.GetProperty("start")), Read(tagged.GetProperty("end")), tagged.GetProperty("startIncluded").GetBoolean(), tagged.GetProperty("endIncluded").GetBoolean()),
            "$number" => Number(tagged.GetString()!),
            "$function" => Function(tagged.GetString()!),
            "$date" or "$time" or "$dateTime" or "$duration" or "$months" =>
                FeelTemporalText.Read(tagged.GetString()!) ?? throw new FormatException("This JSON holds no date, time or duration."),
            _ => throw new FormatException($"There is no kind of value '{properties.Current.Name}'."),
        };
    }

    private static FeelContext ReadContext(JsonElement element) =>
        new(element.EnumerateObject().Select(p => new KeyValuePair<string, FeelValue>(p.Name, Read(p.Value))));

    private static FeelNumber Number(string digits) =>
        FeelNumber.TryParse(digits, out var number) ? number : throw new FormatException("This JSON holds no number.");

    private static FeelFunction Function(string text)
    {
        var environment = new FeelEnvironment(DateTimeOffset.UnixEpoch, "UTC", FeelLimits.Default);
        return Feel.Parse(text) is { IsOk: true } parsed && parsed.Expression.Evaluate(DictionaryFeelScope.Empty, environment).Value is FeelFunction function
            ? function
            : throw new FormatException("This JSON holds no function.");
    }
}
