using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Tests.Expressions;

/// <summary>The built-in functions at their edges: why they give null, their names of arguments, and ranges by the formulas of the standard.</summary>
public class BuiltinEdgeTests
{
    [Theory]
    [InlineData("min([1, \"a\"])", "A string and a number have no order.")]
    [InlineData("min(null)", "'min' takes a list, not null.")]
    [InlineData("sum([\"a\"])", "A string cannot be added up.")]
    [InlineData("sum([1, \"a\"])", "A string cannot be added to a number.")]
    [InlineData("median([1, \"a\"])", "A list of numbers has a string.")]
    [InlineData("stddev([1])", "'stddev' takes at least two numbers.")]
    [InlineData("all([true, null])", "The list has more than booleans in it.")]
    [InlineData("string length(1)", "'string length' does not take (number).")]
    [InlineData("string length(\"a\", 1)", "'string length' does not take (string, number).")]
    [InlineData("concatenate()", "'concatenate' does not take ().")]
    [InlineData("now(1)", "'now' does not take (number).")]
    [InlineData("substring(string: \"a\", length: 1)", "'substring' does not take (string, number).")]
    [InlineData("substring(start position: 1, length: 1, length: 1)", "'substring' does not take (number, number, number).")]
    [InlineData("decimal(1.5)", "'decimal' does not take (number).")]
    [InlineData("round up(1.5)", "'round up' does not take (number).")]
    [InlineData("round down(1.5)", "'round down' does not take (number).")]
    [InlineData("round half up(1.5)", "'round half up' does not take (number).")]
    [InlineData("round half down(1.5)", "'round half down' does not take (number).")]
    [InlineData("get value({}, [])", "'get value' takes at least one key.")]
    [InlineData("context([1])", "'context' takes entries with a key and a value.")]
    [InlineData("context([{key: \"a\"}])", "'context' takes entries with a key and a value.")]
    [InlineData("context([{key: \"a\", value: 1}, {key: \"a\", value: 2}])", "'context' has two entries 'a'.")]
    [InlineData("context put({}, [], 1)", "'context put' takes one or more keys that are strings.")]
    [InlineData("context put({}, [\"a\", 1], 1)", "'context put' takes one or more keys that are strings.")]
    [InlineData("context put({a: 1}, [\"a\", \"b\"], 1)", "'context put' found no context along its keys.")]
    [InlineData("context put({}, [\"a\", \"b\"], 1)", "'context put' found no context along its keys.")]
    [InlineData("context merge([{}, 1])", "'context merge' takes contexts, not a number.")]
    [InlineData("not(1)", "'not' takes a boolean, not a number.")]
    [InlineData("duration(\"a\")", "This is no duration.")]
    [InlineData("number(\"1\", \";\", \".\")", "The separators of 'number' are a space, a comma or a point, and differ.")]
    [InlineData("number(\"1\", null, \" \")", "The separators of 'number' are a space, a comma or a point, and differ.")]
    [InlineData("number(\"1\", \".\", \".\")", "The separators of 'number' are a space, a comma or a point, and differ.")]
    [InlineData("number(\"1.5\", null, \",\")", "This is no number.")]
    [InlineData("range(\"a\")", "This is no range.")]
    [InlineData("sort([1, \"a\"])", "A string and a number have no order.")]
    [InlineData("sort([1, 2], function(x, y) 1)", "The order of 'sort' gives a boolean.")]
    [InlineData("remove([1], 2)", "The list of 1 has no position 2.")]
    [InlineData("sublist([1], 2)", "'sublist' reaches outside the list.")]
    [InlineData("list replace([1], function(item, newItem) 1, 2)", "The match of 'list replace' gives a boolean.")]
    [InlineData("modulo(1, 0)", "'modulo' by zero.")]
    [InlineData("sqrt(-1)", "A negative number has no root.")]
    [InlineData("log(0)", "Only a positive number has a logarithm.")]
    [InlineData("exp(100000)", "The result of 'exp' is out of range.")]
    [InlineData("decimal(1, 6177)", "The scale of 'decimal' lies between -6111 and 6176.")]
    [InlineData("decimal(1, -6112)", "The scale of 'decimal' lies between -6111 and 6176.")]
    [InlineData("decimal(1, 1E40)", "The scale of 'decimal' lies between -6111 and 6176.")]
    [InlineData("odd(1.5)", "Only a whole number is odd or even.")]
    [InlineData("before(1, \"a\")", "A number and a string have no order.")]
    [InlineData("date(\"a\")", "This is no date.")]
    [InlineData("date(2027, 2, 30)", "There is no such date.")]
    [InlineData("time(\"a\")", "This is no time.")]
    [InlineData("time(25, 0, 0)", "There is no such time.")]
    [InlineData("time(10, 0, 60)", "There is no such time.")]
    [InlineData("time(10, 0, -1)", "There is no such time.")]
    [InlineData("date and time(\"a\")", "This is no date and time.")]
    [InlineData("date and time(2027, 1, 1, 25, 0, 0)", "There is no such date and time.")]
    [InlineData("date and time(@\"2027-01-01T10:00:00\", \"Nowhere/Never\")", "There is no such time zone.")]
    [InlineData("date and time(@\"999999999-12-31T23:59:59Z\", \"Asia/Tokyo\")", "The result is out of range.")]
    [InlineData("substring(\"ab\", 3)", "The start position of 'substring' lies outside the text.")]
    [InlineData("substring(\"ab\", 1, 0)", "The length of 'substring' must be at least 1.")]
    [InlineData("string join([1])", "'string join' takes strings, not a number.")]
    [InlineData("matches(\"a\", \"a\", \"z\")", "The flags of a pattern are s, m, i, x and q.")]
    [InlineData("replace(\"abc\", \"x*\", \"-\")", "The pattern of 'replace' may not match nothing.")]
    [InlineData("replace(\"abc\", \"b\", \"$x\")", "In a replacement, '$' stands before a group number and '\\' before '$' or '\\'.")]
    public void A_function_that_gives_null_says_why(string text, string said)
    {
        var result = Given.Evaluated(text);
        Assert.True(result.Value.IsNull);
        Assert.Equal([said], result.Diagnostics.Take(1));
    }

    [Theory]
    [InlineData("product([1E6000, 1E6000, 2])", "null")]
    [InlineData("mode([1, 2, 2, 3, 3, 3])", "[3]")]
    [InlineData("mode([1, 1, 1, 2, 2, 3])", "[1]")]
    [InlineData("all([null, null])", "null")]
    [InlineData("any([null, null])", "null")]
    [InlineData("not(null)", "null")]
    [InlineData("index of([1, 2, 1], 1)", "[1, 3]")]
    [InlineData("remove([1, 2], 1)", "[2]")]
    [InlineData("remove([1, 2], 2)", "[1]")]
    [InlineData("remove([1, 2], -2)", "[2]")]
    [InlineData("remove([1, 2], -3)", "null")]
    [InlineData("remove([1], 0)", "null")]
    [InlineData("remove([1], 1.5)", "null")]
    [InlineData("sublist([4, 5, 6], 1, 0)", "[]")]
    [InlineData("sublist([4, 5, 6], 2, 2)", "[5, 6]")]
    [InlineData("sublist([4, 5, 6], 2, -1)", "null")]
    [InlineData("sublist([4, 5, 6], 2, 1.5)", "null")]
    [InlineData("sublist([4, 5, 6], 2)", "[5, 6]")]
    [InlineData("list replace([2, 4, 7], function(item, newItem) item < newItem, 5)", "[5, 5, 7]")]
    [InlineData("distinct values([1, @\"2027-01-01T00:00:00Z\", @\"2027-01-01T01:00:00+01:00\"])", "[1, @\"2027-01-01T00:00:00Z\"]")]
    [InlineData("distinct values([1, 1.0, \"1\", true, null, @\"2027-01-01\", 1, \"1\", true, null, @\"2027-01-01\"])", "[1, \"1\", true, null, @\"2027-01-01\"]")]
    [InlineData("sort([])", "[]")]
    [InlineData("sort([5, 4, 3, 2, 1])", "[1, 2, 3, 4, 5]")]
    [InlineData("sort([2, 1, 4, 3, 6, 5, 7])", "[1, 2, 3, 4, 5, 6, 7]")]
    [InlineData("sort([{k: 1, n: \"a\"}, {k: 0, n: \"b\"}, {k: 1, n: \"c\"}, {k: 0, n: \"d\"}, {k: 1, n: \"e\"}], function(x, y) x.k < y.k).n", "[\"b\", \"d\", \"a\", \"c\", \"e\"]")]
    [InlineData("ceiling(1.54, 1)", "1.6")]
    [InlineData("decimal(1, 6176)", "1")]
    [InlineData("decimal(1, -6111)", "0")]
    [InlineData("decimal(1.25, 1.9)", "1.2")]
    [InlineData("number(\"1,5\", \" \", \",\")", "1.5")]
    [InlineData("number(\"1.5\", \",\", \".\")", "1.5")]
    [InlineData("number(\"1 000\", \" \", null)", "1000")]
    [InlineData("number(from: 5)", "5")]
    [InlineData("range(\"[1..1]\")", "[1..1]")]
    [InlineData("duration(@\"PT1H\")", "@\"PT1H\"")]
    [InlineData("duration(@\"P1M\")", "@\"P1M\"")]
    [InlineData("duration(from: \"P1D\")", "@\"P1D\"")]
    [InlineData("string(from: 1)", "\"1\"")]
    [InlineData("get value(m: {a: 1}, key: \"a\")", "1")]
    [InlineData("context put(context: {a: 1}, key: \"a\", value: 2)", "{a: 2}")]
    [InlineData("context put(context: {a: {b: 1}}, keys: [\"a\", \"b\"], value: 2)", "{a: {b: 2}}")]
    [InlineData("substring(\"ab\", -2)", "\"ab\"")]
    [InlineData("substring(\"ab\", 2)", "\"b\"")]
    [InlineData("substring(\"ab\", 1, 1.9)", "\"a\"")]
    [InlineData("substring(\"ab\", 1, 1E40)", "\"ab\"")]
    [InlineData("substring after(\"abc\", \"x\")", "\"\"")]
    [InlineData("substring before(\"abc\", \"a\")", "\"\"")]
    [InlineData("contains(\"foobar\", \"foo\")", "true")]
    [InlineData("for m in 1..12 return month of year(date(2027, m, 1))", "[\"January\", \"February\", \"March\", \"April\", \"May\", \"June\", \"July\", \"August\", \"September\", \"October\", \"November\", \"December\"]")]
    [InlineData("for d in 1..7 return day of week(date(2027, 2, d))", "[\"Monday\", \"Tuesday\", \"Wednesday\", \"Thursday\", \"Friday\", \"Saturday\", \"Sunday\"]")]
    [InlineData("month of year(date: @\"2027-03-01T00:00:00\")", "\"March\"")]
    [InlineData("month of year(date: @\"2027-03-01\")", "\"March\"")]
    [InlineData("years and months duration(@\"2027-01-31\", @\"2027-01-01\")", "@\"P0M\"")]
    [InlineData("years and months duration(@\"2027-01-01\", @\"2027-01-31\")", "@\"P0M\"")]
    [InlineData("years and months duration(@\"2027-01-31\", @\"2027-02-28\")", "@\"P0M\"")]
    [InlineData("years and months duration(@\"2027-02-28\", @\"2027-01-31\")", "@\"P0M\"")]
    [InlineData("years and months duration(@\"2027-02-01\", @\"2027-01-01\")", "-@\"P1M\"")]
    [InlineData("time(10, 0, 59.5)", "@\"10:00:59.5\"")]
    [InlineData("time(10, 0, 0)", "@\"10:00:00\"")]
    [InlineData("time(@\"10:00:00\")", "@\"10:00:00\"")]
    [InlineData("time(from: @\"2027-01-01\")", "@\"00:00:00Z\"")]
    [InlineData("time(from: \"10:00:00\")", "@\"10:00:00\"")]
    [InlineData("date and time(@\"2027-01-01T10:00:00\")", "@\"2027-01-01T10:00:00\"")]
    [InlineData("date and time(from: @\"2027-01-01\")", "@\"2027-01-01T00:00:00Z\"")]
    [InlineData("date and time(from: \"2027-01-01T10:00:00\")", "@\"2027-01-01T10:00:00\"")]
    [InlineData("date and time(date: @\"2027-01-01\", time: @\"10:00:00\")", "@\"2027-01-01T10:00:00\"")]
    [InlineData("date and time(date: @\"2027-01-01T08:00:00\", time: @\"10:00:00\")", "@\"2027-01-01T10:00:00\"")]
    [InlineData("date and time(@\"2027-01-01T10:00:00\", \"Europe/Amsterdam\")", "@\"2027-01-01T10:00:00@Europe/Amsterdam\"")]
    [InlineData("date(year: 2027, month: 1, day: 2)", "@\"2027-01-02\"")]
    [InlineData("before(point1: 1, point2: 2)", "true")]
    [InlineData("before(point: 1, range: [2..3])", "true")]
    [InlineData("before(range: [1..2], point: 3)", "true")]
    [InlineData("after(range: [1..2], point: 3)", "false")]
    [InlineData("after(point: 3, range: [1..2])", "true")]
    [InlineData("substring(start position: 2, string: \"ab\")", "\"b\"")]
    [InlineData("number(grouping separator: \",\", from: \"1,000\", decimal separator: null)", "1000")]
    [InlineData("before(range1: [1..2], range2: [3..4])", "true")]
    [InlineData("coincides(point1: 1, point2: 2)", "false")]
    [InlineData("during(point: 5, range: (> 1))", "true")]
    public void The_last_value_that_holds_and_the_first_that_does_not(string text, string expected) => Given.Same(expected, text);

    [Theory]
    [InlineData("before((> 1), 5)", "false")]
    [InlineData("before(5, (< 9))", "false")]
    [InlineData("before((< 5), (< 9))", "false")]
    [InlineData("before((< 5), (> 5))", "true")]
    [InlineData("before((<= 5), (>= 5))", "false")]
    [InlineData("after((> 5), (< 5))", "true")]
    [InlineData("meets((<= 5), (>= 5))", "true")]
    [InlineData("meets((< 5), (>= 5))", "false")]
    [InlineData("overlaps((> 1), (< 9))", "true")]
    [InlineData("overlaps((< 1), (> 9))", "false")]
    [InlineData("starts((< 1), (< 2))", "true")]
    [InlineData("starts((< 2), (< 1))", "false")]
    [InlineData("starts([1..2], (< 2))", "false")]
    [InlineData("finishes((> 2), (> 1))", "true")]
    [InlineData("finishes((> 1), (> 2))", "false")]
    [InlineData("finishes([1..2], (> 1))", "false")]
    [InlineData("includes((< 5), [1..2])", "true")]
    [InlineData("includes((< 5), [1..5])", "false")]
    [InlineData("includes([1..2], (< 5))", "false")]
    [InlineData("includes((> 1), (> 2))", "true")]
    [InlineData("includes((> 2), (> 1))", "false")]
    [InlineData("coincides((> 1), (> 1))", "true")]
    [InlineData("coincides((> 1), (< 1))", "false")]
    [InlineData("coincides((> 1), (> 2))", "false")]
    [InlineData("overlaps before((< 3), [2..5])", "true")]
    [InlineData("overlaps before([2..5], (< 3))", "false")]
    [InlineData("overlaps after((> 3), [2..5])", "true")]
    public void A_range_without_an_end_goes_on_forever(string text, string expected) => Given.Same(expected, text);

    // Each is the formula of DMN 1.5, table 78, for two ranges, written as there.
    public static TheoryData<string, Func<Ends, Ends, bool>> Formulas => new()
    {
        { "before", (a, b) => a.To < b.From || (a.To == b.From && (!a.ToIn || !b.FromIn)) },
        { "after", (a, b) => a.From > b.To || (a.From == b.To && (!a.FromIn || !b.ToIn)) },
        { "meets", (a, b) => a.ToIn && b.FromIn && a.To == b.From },
        { "met by", (a, b) => a.FromIn && b.ToIn && a.From == b.To },
        { "overlaps", (a, b) => (a.To > b.From || (a.To == b.From && a.ToIn && b.FromIn)) && (a.From < b.To || (a.From == b.To && a.FromIn && b.ToIn)) },
        {
            "overlaps before", (a, b) => (a.From < b.From || (a.From == b.From && a.FromIn && !b.FromIn))
                && (a.To > b.From || (a.To == b.From && a.ToIn && b.FromIn)) && (a.To < b.To || (a.To == b.To && (!a.ToIn || b.ToIn)))
        },
        {
            "overlaps after", (a, b) => (b.From < a.From || (b.From == a.From && b.FromIn && !a.FromIn))
                && (b.To > a.From || (b.To == a.From && b.ToIn && a.FromIn)) && (b.To < a.To || (b.To == a.To && (!b.ToIn || a.ToIn)))
        },
        { "finishes", (a, b) => a.ToIn == b.ToIn && a.To == b.To && (a.From > b.From || (a.From == b.From && (!a.FromIn || b.FromIn))) },
        { "finished by", (a, b) => a.ToIn == b.ToIn && a.To == b.To && (a.From < b.From || (a.From == b.From && (a.FromIn || !b.FromIn))) },
        { "includes", (a, b) => (a.From < b.From || (a.From == b.From && (a.FromIn || !b.FromIn))) && (a.To > b.To || (a.To == b.To && (a.ToIn || !b.ToIn))) },
        { "during", (a, b) => (b.From < a.From || (b.From == a.From && (b.FromIn || !a.FromIn))) && (b.To > a.To || (b.To == a.To && (b.ToIn || !a.ToIn))) },
        { "starts", (a, b) => a.From == b.From && a.FromIn == b.FromIn && (a.To < b.To || (a.To == b.To && (!a.ToIn || b.ToIn))) },
        { "started by", (a, b) => a.From == b.From && a.FromIn == b.FromIn && (b.To < a.To || (b.To == a.To && (!b.ToIn || a.ToIn))) },
        { "coincides", (a, b) => a.From == b.From && a.FromIn == b.FromIn && a.To == b.To && a.ToIn == b.ToIn },
    };

    [Theory]
    [MemberData(nameof(Formulas))]
    public void Two_ranges_lie_to_each_other_as_the_formula_says(string name, Func<Ends, Ends, bool> formula)
    {
        var call = Given.Parsed($"{name}(a, b)", "a", "b");
        foreach (var (a, b) in AllEnds().SelectMany(_ => AllEnds(), (a, b) => (a, b)))
        {
            var scope = new DictionaryFeelScope((FeelContext)Given.Value($"{{a: {a.Text}, b: {b.Text}}}"));
            Assert.True(FeelBoolean.Of(formula(a, b)).Equals(call.Evaluate(scope, Given.Environment).Value), $"{name}({a.Text}, {b.Text}) is not {formula(a, b)}");
        }
    }

    private static IEnumerable<Ends> AllEnds() =>
        from low in Enumerable.Range(1, 4)
        from high in Enumerable.Range(low + 1, 4 - low)
        from kind in Enumerable.Range(0, 4)
        select new Ends(low, high, (kind & 1) != 0, (kind & 2) != 0);

    /// <summary>A range of numbers and whether its ends belong to it.</summary>
    public sealed record Ends(int From, int To, bool FromIn, bool ToIn)
    {
        public string Text => $"{(FromIn ? '[' : '(')}{From}..{To}{(ToIn ? ']' : ')')}";
    }
}
