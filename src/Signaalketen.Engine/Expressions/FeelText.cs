using System.Globalization;
using System.Text;

namespace Signaalketen.Engine.Expressions;

/// <summary>Writes values as FEEL text that reads back to the same value.</summary>
public static class FeelText
{
    private static readonly string[] Words =
        ["and", "between", "else", "every", "external", "false", "for", "function", "if", "in", "instance", "null", "or", "return", "satisfies", "some", "then", "true"];

    /// <summary>FEEL text. A function is written as its definition, without what it took from its surroundings.</summary>
    public static string Write(FeelValue value)
    {
        var text = new StringBuilder();
        Write(value, text);
        return text.ToString();
    }

    /// <summary>What the function <c>string</c> gives: text and temporal values without their quotes.</summary>
    internal static string Display(FeelValue value) => value switch
    {
        FeelString text => text.Value,
        _ => Temporal(value) ?? Write(value),
    };

    internal static string? Temporal(FeelValue value) => value switch
    {
        FeelDate date => date.Format(),
        FeelTime time => time.Format(),
        FeelDateTime moment => moment.Format(),
        FeelDaysAndTimeDuration duration => duration.Format(),
        FeelYearsAndMonthsDuration duration => duration.Format(),
        _ => null,
    };

    private static void Write(FeelValue value, StringBuilder text)
    {
        switch (value)
        {
            case FeelNull:
                text.Append("null");
                break;
            case FeelBoolean boolean:
                text.Append(boolean.Value ? "true" : "false");
                break;
            case FeelNumber number:
                text.Append(number.Format());
                break;
            case FeelString content:
                Quote(content.Value, text);
                break;
            case FeelList list:
                WriteList(list, text);
                break;
            case FeelContext context:
                WriteContext(context, text);
                break;
            case FeelRange range:
                WriteRange(range, text);
                break;
            case FeelFunction function:
                text.Append(function.Text);
                break;
            default:
                text.Append("@\"").Append(Temporal(value)).Append('"');
                break;
        }
    }

    private static void WriteList(FeelList list, StringBuilder text)
    {
        text.Append('[');
        for (var i = 0; i < list.Count; i++)
        {
            text.Append(i == 0 ? "" : ", ");
            Write(list[i], text);
        }

        text.Append(']');
    }

    private static void WriteContext(FeelContext context, StringBuilder text)
    {
        text.Append('{');
        var first = true;
        foreach (var (name, entry) in context.Entries)
        {
            text.Append(first ? "" : ", ");
            first = false;
            if (IsPlainName(name))
            {
                text.Append(name);
            }
            else
            {
                Quote(name, text);
            }

            text.Append(": ");
            Write(entry, text);
        }

        text.Append('}');
    }

    private static void WriteRange(FeelRange range, StringBuilder text)
    {
        if (range.Start is not null && range.End is not null)
        {
            text.Append(range.StartIncluded ? '[' : '(');
            Write(range.Start, text);
            text.Append("..");
            Write(range.End, text);
            text.Append(range.EndIncluded ? ']' : ')');
        }
        else if (range.Start is null && range.End is null)
        {
            text.Append("(null..null)");
        }
        else
        {
            text.Append('(').Append((range.Start is null, range.StartIncluded, range.EndIncluded) switch
            {
                (true, _, true) => "<=",
                (true, _, false) => "<",
                (false, true, _) => ">=",
                _ => ">",
            });
            Write(range.Start ?? range.End!, text);
            text.Append(')');
        }
    }

    private static bool IsPlainName(string name)
    {
        if (name.Length == 0 || FeelLexer.NameStartLength(name, 0) != 1 || Array.IndexOf(Words, name) >= 0)
        {
            return false;
        }

        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '_')
            {
                return false;
            }
        }

        return true;
    }

    private static void Quote(string content, StringBuilder text)
    {
        text.Append('"');
        foreach (var c in content)
        {
            switch (c)
            {
                case '"':
                    text.Append("\\\"");
                    break;
                case '\\':
                    text.Append("\\\\");
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                default:
                    if (char.IsControl(c))
                    {
                        text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
                    }
                    else
                    {
                        text.Append(c);
                    }

                    break;
            }
        }

        text.Append('"');
    }
}
