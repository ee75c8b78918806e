using System.Globalization;

namespace Signaalketen.Casework.Forms;

/// <summary>Reads the answer to one field.</summary>
internal static class FieldReader
{
    private const decimal LargestAmount = 9_999_999.99m;
    private const decimal LargestNumber = 1_000_000m;

    public static FieldAnswer Read(FormField field, IReadOnlyList<string> values) => field.Type switch
    {
        FieldType.Checkboxes => ReadSeveral(field, values),
        FieldType.Checkbox => ReadTick(field, values),
        // Day, month and year may come as three boxes of the same name.
        FieldType.Date when values.Count == 3 => ReadOne(field, string.Join(' ', values)),
        _ when values.Count > 1 => FieldAnswer.Wrong(field, FieldSentences.OneAnswer(field)),
        _ => ReadOne(field, values.Count == 0 ? "" : values[0]),
    };

    private static FieldAnswer ReadOne(FormField field, string raw)
    {
        var text = Normalised(field, raw);
        if (text is null)
            return FieldAnswer.Wrong(field, FieldSentences.StrangeCharacters(field));
        if (text.Length == 0)
            return field.Required ? FieldAnswer.Wrong(field, FieldSentences.Missing(field)) : FieldAnswer.Open(field);
        if (text.Length > field.MaxLength)
            return FieldAnswer.Wrong(field, FieldSentences.TooLong(field, text.Length));
        return field.Type switch
        {
            FieldType.Radio or FieldType.Select => ReadChoice(field, text),
            FieldType.Date => DutchDate.TryRead(text, out var date)
                ? new(field, null, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), [], Date: date)
                : FieldAnswer.Wrong(field, FieldSentences.NoDate(field)),
            FieldType.Number => ReadNumber(field, text),
            FieldType.Amount => ReadAmount(field, text),
            FieldType.Email when !ContactText.IsEmail(text) => FieldAnswer.Wrong(field, FieldSentences.NoEmail),
            FieldType.Phone when !ContactText.IsPhone(text) => FieldAnswer.Wrong(field, FieldSentences.NoPhone),
            _ => FieldAnswer.Written(field, text),
        };
    }

    /// <summary>Trimmed text with one kind of line end, or null when it holds control characters that nobody types.</summary>
    private static string? Normalised(FormField field, string raw)
    {
        var text = raw.ReplaceLineEndings("\n").Trim();
        foreach (var letter in text)
        {
            if (char.IsControl(letter) && !(field.Type == FieldType.TextArea && letter is '\n' or '\t'))
                return null;
        }

        return text;
    }

    private static FieldAnswer ReadChoice(FormField field, string value) =>
        field.Options.FirstOrDefault(option => option.Value == value) is { } chosen
            ? new(field, null, chosen.Label, [chosen.Value])
            : FieldAnswer.Wrong(field, FieldSentences.UnknownChoice(field));

    private static FieldAnswer ReadSeveral(FormField field, IReadOnlyList<string> values)
    {
        var wanted = values.Where(value => value.Length > 0).ToHashSet(StringComparer.Ordinal);
        var chosen = field.Options.Where(option => wanted.Contains(option.Value)).ToList();
        if (chosen.Count != wanted.Count)
            return FieldAnswer.Wrong(field, FieldSentences.UnknownChoice(field));
        if (chosen.Count == 0 && field.Required)
            return FieldAnswer.Wrong(field, FieldSentences.Missing(field));
        return new(field, null, string.Join("; ", chosen.Select(option => option.Label)), [.. chosen.Select(option => option.Value)]);
    }

    private static FieldAnswer ReadTick(FormField field, IReadOnlyList<string> values)
    {
        if (values.Any(value => value is not ("yes" or "no" or "")))
            return FieldAnswer.Wrong(field, FieldSentences.UnknownChoice(field));
        var ticked = values.Contains("yes", StringComparer.Ordinal);
        if (field.Required && !ticked)
            return FieldAnswer.Wrong(field, FieldSentences.Missing(field));
        return new(field, null, ticked ? "ja" : "nee", ticked ? ["yes"] : []);
    }

    private static FieldAnswer ReadNumber(FormField field, string text) =>
        decimal.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= LargestNumber
            ? new(field, null, number.ToString(CultureInfo.InvariantCulture), [], Number: number)
            : FieldAnswer.Wrong(field, FieldSentences.NoNumber);

    private static FieldAnswer ReadAmount(FormField field, string text)
    {
        var digits = text.Replace("€", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        var comma = digits.LastIndexOf(',');
        var whole = comma < 0 ? digits : digits[..comma];
        var cents = comma < 0 ? "" : digits[(comma + 1)..];
        // Points only group thousands in Dutch; 12.5 would be a guess between twelve and a half and a hundred and twenty-five.
        var groups = whole.Split('.');
        if (cents.Length > 2 || groups.Skip(1).Any(group => group.Length != 3) || groups[0].Length == 0
            || !decimal.TryParse($"{string.Concat(groups)}.{(cents.Length == 0 ? "0" : cents)}", NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            || amount > LargestAmount)
            return FieldAnswer.Wrong(field, FieldSentences.NoAmount);
        return new(field, null, amount.ToString("0.00", CultureInfo.InvariantCulture), [], Number: amount);
    }
}
