namespace Signaalketen.Engine.Tests.Expressions;

/// <summary>Regular expressions as XPath Functions and Operators (clause 5.6) and XML Schema part 2 (appendix G) define them, where .NET differs.</summary>
public class PatternTests
{
    [Theory]
    [InlineData("matches(\"foobar\", \"^fo*b\")", "true")]
    [InlineData("matches(\"FOO\", \"foo\", \"i\")", "true")]
    [InlineData("matches(\"\\u212A\", \"k\", \"i\")", "true")]
    [InlineData("matches(\"a.b\", \"a.b\", \"q\")", "true")]
    [InlineData("matches(\"axb\", \"a.b\", \"q\")", "false")]
    [InlineData("matches(\"A.B\", \"a.b\", \"qi\")", "true")]
    [InlineData("matches(\"ab\", \"a b\", \"x\")", "true")]
    [InlineData("matches(\"a b\", \"a\\ sb\", \"x\")", "true")]
    [InlineData("matches(\"a b\", \"a[ ]b\", \"x\")", "true")]
    [InlineData("matches(\"a#b\", \"a#b\", \"x\")", "true")]
    [InlineData("matches(\"a\", \"a\", \"z\")", "null")]
    [InlineData("matches(\"a\", \"a\", null)", "true")]
    public void Flags_change_how_a_pattern_is_read(string text, string expected) => Given.Same(expected, text);

    [Theory]
    [InlineData("matches(\"a\\nb\", \"a.b\")", "false")]
    [InlineData("matches(\"a\\rb\", \"a.b\")", "false")]
    [InlineData("matches(\"a\\nb\", \"a.b\", \"s\")", "true")]
    [InlineData("matches(\"a\\n\", \"a$\")", "false")]
    [InlineData("matches(\"a\\nb\", \"a$\", \"m\")", "true")]
    [InlineData("matches(\"a\\n\\nb\", \"^$\", \"m\")", "true")]
    [InlineData("matches(\"a\\nb\\n\", \"^$\", \"m\")", "false")]
    [InlineData("matches(\"\\n\", \"^$\", \"m\")", "true")]
    public void Lines_end_where_xpath_ends_them(string text, string expected) => Given.Same(expected, text);

    [Theory]
    [InlineData("matches(\"🐎\", \"^.$\")", "true")]
    [InlineData("matches(\"🐎\", \"^[^a]$\")", "true")]
    [InlineData("matches(\"🐎\", \"^\\D$\")", "true")]
    [InlineData("matches(\"🐎🐎\", \"^🐎{2}$\")", "true")]
    [InlineData("matches(\"😁\", \"^[😀-😎]$\")", "true")]
    [InlineData("matches(\"🙈\", \"^[😀-😎]$\")", "false")]
    [InlineData("matches(\"🙈\", \"^[^😀-😎]$\")", "true")]
    [InlineData("matches(\"😁\", \"^[^😀-😎]$\")", "false")]
    [InlineData("matches(\"😁\", \"^[😀-😎-[😁]]$\")", "false")]
    [InlineData("matches(\"𝒳\", \"^[a-𝟿]$\")", "true")]
    [InlineData("replace(\"a😁b\", \"[😁]\", \"-\")", "\"a-b\"")]
    [InlineData("split(\"a😁b\", \"😁\")", "[\"a\", \"b\"]")]
    public void A_character_is_a_code_point(string text, string expected) => Given.Same(expected, text);

    [Theory]
    [InlineData("matches(\"+\", \"\\w\")", "true")]
    [InlineData("matches(\"_\", \"\\w\")", "false")]
    [InlineData("matches(\"_\", \"[\\W]\")", "true")]
    [InlineData("matches(\"\\u00A0\", \"\\s\")", "false")]
    [InlineData("matches(\"\\u00A0\", \"[\\S]\")", "true")]
    [InlineData("matches(\"a:b\", \"^\\i\\c+$\")", "true")]
    [InlineData("matches(\"1\", \"^\\I$\")", "true")]
    [InlineData("matches(\"x\", \"[A-Z-[OI]]\", \"i\")", "true")]
    [InlineData("matches(\"o\", \"[A-Z-[OI]]\", \"i\")", "false")]
    [InlineData("matches(\"é\", \"^\\p{L}$\")", "true")]
    [InlineData("matches(\"é\", \"^\\p{IsBasicLatin}$\")", "false")]
    [InlineData("matches(\"é\", \"^\\P{IsBasicLatin}$\")", "true")]
    [InlineData("matches(\"-\", \"[a-]\")", "true")]
    public void Classes_hold_what_xml_schema_says(string text, string expected) => Given.Same(expected, text);

    [Theory]
    [InlineData("matches(\"abba\", \"(a)(b)\\2\\1\")", "true")]
    [InlineData("matches(\"aA\", \"(a)\\1\", \"i\")", "true")]
    [InlineData("matches(\"aa0\", \"(a)\\10\")", "true")]
    [InlineData("matches(\"b\", \"^(?:(a)|b)\\1$\")", "true")]
    [InlineData("matches(\"a\", \"(a\\1)\")", "null")]
    [InlineData("matches(\"1-\", \"^[0-9-]+$\")", "true")]
    [InlineData("matches(\"1-\", \"^[-0-9]+$\")", "true")]
    [InlineData("matches(\"1.\", \"[0-9-.]\")", "null")]
    [InlineData("matches(\"a\", \"(a)\\2\")", "null")]
    [InlineData("matches(\"a\", \"(a)[\\1]\")", "null")]
    public void A_back_reference_names_a_closed_group(string text, string expected) => Given.Same(expected, text);

    [Theory]
    [InlineData("[")]
    [InlineData("[]")]
    [InlineData("[b-a]")]
    [InlineData("[a[b]")]
    [InlineData("[a-[b]c]")]
    [InlineData("a]")]
    [InlineData("a}")]
    [InlineData("a{,2}")]
    [InlineData("a{x}")]
    [InlineData("(a")]
    [InlineData("a)")]
    [InlineData("(?=a)")]
    [InlineData("(?<n>a)")]
    [InlineData("a**")]
    [InlineData("\\a")]
    [InlineData("\\/")]
    [InlineData("\\p{Nonsense}")]
    [InlineData("\\pL")]
    [InlineData("\\")]
    [InlineData("((a{1000}){1000}){1000}")]
    public void What_is_no_pattern_gives_null_and_says_why(string pattern)
    {
        var result = Given.Evaluated("matches(\"a\", p)", $"{{p: \"{pattern.Replace("\\", "\\\\", StringComparison.Ordinal)}\"}}");
        Assert.True(result.Value.IsNull);
        Assert.StartsWith("This is no pattern: ", Assert.Single(result.Diagnostics), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("replace(\"abcd\", \"(ab)|(a)\", \"[1=$1][2=$2]\")", "\"[1=ab][2=]cd\"")]
    [InlineData("replace(\"abracadabra\", \"a.*?a\", \"*\")", "\"*c*bra\"")]
    [InlineData("replace(\"a.b\", \"\\.\", \"\\$\")", "\"a$b\"")]
    [InlineData("replace(\"a.b\", \".\", \"$0\", \"q\")", "\"a$0b\"")]
    [InlineData("replace(\"ab\", \"(a)\", \"$12\")", "\"a2b\"")]
    [InlineData("replace(\"ab\", \"a\", \"$1\")", "\"b\"")]
    [InlineData("replace(\"abc\", \"b\", \"$x\")", "null")]
    [InlineData("replace(\"abc\", \"b\", \"\\n\")", "\"a\\nc\"")]
    [InlineData("replace(\"abc\", \"x\", \"$\")", "null")]
    [InlineData("replace(\"abc\", \"x*\", \"-\")", "null")]
    [InlineData("split(\"John Doe\", \"\\s\")", "[\"John\", \"Doe\"]")]
    [InlineData("split(\"a;b;c;;\", \";\")", "[\"a\", \"b\", \"c\", \"\", \"\"]")]
    [InlineData("split(\"a\", \"b\")", "[\"a\"]")]
    public void Replace_and_split_go_from_match_to_match(string text, string expected) => Given.Same(expected, text);
}
