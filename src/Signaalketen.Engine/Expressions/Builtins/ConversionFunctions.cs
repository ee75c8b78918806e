namespace Signaalketen.Engine.Expressions;

/// <summary>From one type to another (clause 10.3.4.1), and <c>not</c> and <c>is</c>.</summary>
internal static class ConversionFunctions
{
    public static IEnumerable<Builtin> All { get; } =
    [
        new("string", new Form("from: any", (a, run) => a[0] is FeelNull ? FeelNull.Value : run.Text(FeelText.Display(a[0])))),
        new(
            "number",
            new Form("from: string, grouping separator: string?, decimal separator: string?", Number),
            new Form("from: string", Number),
            new Form("from: number", (a, _) => a[0])),
        new("not", "negand: any", (a, run) => a[0] is FeelBoolean value
            ? FeelBoolean.Of(!value.Value)
            : a[0] is FeelNull ? FeelNull.Value : run.Fail($"'not' takes a boolean, not a {a[0].TypeName}.")),
        new("is", "value1: any, value2: any", (a, _) => FeelBoolean.Of(FeelOperators.AreSame(a[0], a[1]))),
        new(
            "duration",
            new Form("from: string", (a, run) => FeelTemporalText.ReadDuration(Text(a[0])) ?? run.Fail("This is no duration.")),
            new Form("from: days and time duration", (a, _) => a[0]),
            new Form("from: years and months duration", (a, _) => a[0])),
        new("range", "from: string", Range),
    ];

    private static string Text(FeelValue value) => ((FeelString)value).Value;

    private static FeelValue Number(FeelValue[] a, Evaluation run)
    {
        var text = Text(a[0]);
        var grouping = a.Length > 1 && a[1] is FeelString g ? g.Value : null;
        var point = a.Length > 2 && a[2] is FeelString p ? p.Value : null;
        if (grouping is not (null or " " or "," or ".") || point is not (null or "." or ",") || (grouping is not null && grouping == point))
        {
            return run.Fail("The separators of 'number' are a space, a comma or a point, and differ.");
        }

        if (grouping is not null)
        {
            text = text.Replace(grouping, "", StringComparison.Ordinal);
        }

        if (point == ",")
        {
            text = text.Contains('.', StringComparison.Ordinal) ? "" : text.Replace(',', '.');
        }

        return FeelNumber.TryParse(text, out var number) ? number : run.Fail("This is no number.");
    }

    /// <summary>A range whose ends are literals, the lower one first; anything else in the text is refused.</summary>
    private static FeelValue Range(FeelValue[] a, Evaluation run)
    {
        var text = Text(a[0]);
        return Feel.ParseRange(text, run.Limits) is { } node && node.Evaluate(EmptyScope.Instance, run) is FeelRange { } range
            && (range.Start ?? range.End) is not null
            && (range.Start is null || range.End is null || FeelOperators.Compare(range.Start, range.End) <= 0)
            ? range
            : run.Fail("This is no range.");
    }
}
