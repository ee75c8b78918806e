using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Tests.Expressions;

/// <summary>How text is cut into words, numbers, strings and signs (DMN 1.5, clause 10.3.1.2, rules 27 to 35).</summary>
public class LexerTests
{
    [Theory]
    [InlineData(0x003F)]
    [InlineData(0x0041)]
    [InlineData(0x005A)]
    [InlineData(0x005F)]
    [InlineData(0x0061)]
    [InlineData(0x007A)]
    [InlineData(0x00C0)]
    [InlineData(0x00D6)]
    [InlineData(0x00D8)]
    [InlineData(0x00F6)]
    [InlineData(0x00F8)]
    [InlineData(0x02FF)]
    [InlineData(0x0370)]
    [InlineData(0x037D)]
    [InlineData(0x037F)]
    [InlineData(0x167F)]
    [InlineData(0x1681)]
    [InlineData(0x180D)]
    [InlineData(0x180F)]
    [InlineData(0x1FFF)]
    [InlineData(0x200C)]
    [InlineData(0x200D)]
    [InlineData(0x2070)]
    [InlineData(0x218F)]
    [InlineData(0x2C00)]
    [InlineData(0x2FEF)]
    [InlineData(0x3001)]
    [InlineData(0xD7FF)]
    [InlineData(0xF900)]
    [InlineData(0xFDCF)]
    [InlineData(0xFDF0)]
    [InlineData(0xFEFE)]
    [InlineData(0xFF00)]
    [InlineData(0xFFFD)]
    [InlineData(0x10000)]
    [InlineData(0x1F600)]
    [InlineData(0xEFFFF)]
    public void A_name_may_start_and_go_on_with_this_character(int codePoint)
    {
        var name = char.ConvertFromUtf32(codePoint);
        Assert.Equal([name], Given.Parsed(name).FreeVariables);
        Assert.Equal([$"x{name}y"], Given.Parsed($"x{name}y").FreeVariables);
    }

    [Theory]
    [InlineData(0x0030)]
    [InlineData(0x0039)]
    [InlineData(0x00B7)]
    [InlineData(0x0300)]
    [InlineData(0x036F)]
    [InlineData(0x203F)]
    [InlineData(0x2040)]
    public void A_name_may_go_on_with_this_character_but_not_start_with_it(int codePoint)
    {
        var part = char.ConvertFromUtf32(codePoint);
        Assert.Equal([$"x{part}y"], Given.Parsed($"x{part}y").FreeVariables);
        Assert.DoesNotContain(part, Feel.Parse(part).Expression?.FreeVariables ?? []);
    }

    [Theory]
    [InlineData(0x0008)]
    [InlineData(0x000E)]
    [InlineData(0x001F)]
    [InlineData(0x003A)]
    [InlineData(0x0040)]
    [InlineData(0x005E)]
    [InlineData(0x0060)]
    [InlineData(0x007C)]
    [InlineData(0x007E)]
    [InlineData(0x0084)]
    [InlineData(0x0086)]
    [InlineData(0x009F)]
    [InlineData(0x00A1)]
    [InlineData(0x00BF)]
    [InlineData(0x00D7)]
    [InlineData(0x00F7)]
    [InlineData(0x037E)]
    [InlineData(0x200E)]
    [InlineData(0x2027)]
    [InlineData(0x202A)]
    [InlineData(0x202E)]
    [InlineData(0x2030)]
    [InlineData(0x203E)]
    [InlineData(0x2041)]
    [InlineData(0x205E)]
    [InlineData(0x2060)]
    [InlineData(0x206F)]
    [InlineData(0x2190)]
    [InlineData(0x2BFF)]
    [InlineData(0x2FF0)]
    [InlineData(0x2FFF)]
    [InlineData(0xE000)]
    [InlineData(0xF8FF)]
    [InlineData(0xFDD0)]
    [InlineData(0xFDEF)]
    [InlineData(0xFFFE)]
    [InlineData(0xFFFF)]
    [InlineData(0xF0000)]
    [InlineData(0x10FFFF)]
    public void No_name_holds_this_character(int codePoint)
    {
        var sign = char.ConvertFromUtf32(codePoint);
        Assert.Equal(new FeelError($"Expected a value, but found '{sign}'.", 0), Feel.Parse(sign).Error);
        Assert.Equal(new FeelError($"Expected the end of the expression, but found '{sign}'.", 1), Feel.Parse($"x{sign}y").Error);
    }

    [Theory]
    [InlineData(0x00B7)]
    [InlineData(0x0300)]
    [InlineData(0x036F)]
    [InlineData(0x203F)]
    [InlineData(0x2040)]
    [InlineData(0xD800)]
    [InlineData(0xDBFF)]
    [InlineData(0xDC00)]
    [InlineData(0xDFFF)]
    public void What_starts_no_name_is_a_sign_of_one_character(int unit)
    {
        var sign = ((char)unit).ToString();
        Assert.Equal(new FeelError($"Expected a value, but found '{sign}'.", 0), Feel.Parse(sign).Error);
        Assert.Equal(new FeelError($"Expected a value, but found '{sign}'.", 0), Feel.Parse($"{sign}a").Error);
    }

    [Theory]
    [InlineData(0x0009)]
    [InlineData(0x000A)]
    [InlineData(0x000B)]
    [InlineData(0x000C)]
    [InlineData(0x000D)]
    [InlineData(0x0020)]
    [InlineData(0x0085)]
    [InlineData(0x00A0)]
    [InlineData(0x1680)]
    [InlineData(0x180E)]
    [InlineData(0x2000)]
    [InlineData(0x200B)]
    [InlineData(0x2028)]
    [InlineData(0x2029)]
    [InlineData(0x202F)]
    [InlineData(0x205F)]
    [InlineData(0x3000)]
    [InlineData(0xFEFF)]
    public void White_space_parts_words_and_means_nothing_else(int unit)
    {
        var space = ((char)unit).ToString();
        Assert.Equal(["a b"], Given.Parsed($"a{space}b").FreeVariables);
        Assert.Equal(FeelNumber.From(3), Given.Value($"{space}1{space}+{space}2{space}"));
    }

    [Theory]
    [InlineData("1 /**/ + 2", "3")]
    [InlineData("1 /* een *//* twee */ + 2", "3")]
    [InlineData("1 /* een\ntwee */ + 2", "3")]
    [InlineData("1 /* // */ + 2", "3")]
    [InlineData("1 // een\r+ 2", "3")]
    [InlineData("1 // een\n+ 2", "3")]
    [InlineData("1 // een", "1")]
    [InlineData("//\n1", "1")]
    [InlineData("\"/* geen */\"", "\"/* ge\" + \"en */\"")]
    public void A_comment_means_nothing(string text, string expected) => Given.Same(expected, text);

    [Theory]
    [InlineData("/* een", 0)]
    [InlineData("1 /* een", 2)]
    [InlineData("/*/", 0)]
    [InlineData("1 + /* een * /", 4)]
    public void A_comment_must_be_closed(string text, int position) =>
        Assert.Equal(new FeelError("The comment is not closed.", position), Feel.Parse(text).Error);

    [Theory]
    [InlineData("\"", 0)]
    [InlineData("\"een", 0)]
    [InlineData("1 + \"een\\\"", 4)]
    [InlineData("\"\\", 0)]
    [InlineData("\"\\u0041", 0)]
    public void A_text_must_be_closed(string text, int position) =>
        Assert.Equal(new FeelError("The text in quotes is not closed.", position), Feel.Parse(text).Error);

    [Theory]
    [InlineData("", "")]
    [InlineData(@"\n\r\t", "\n\r\t")]
    [InlineData(@"\""een\""", "\"een\"")]
    [InlineData(@"\'", "'")]
    [InlineData(@"a\\b", @"a\b")]
    [InlineData(@"\\n", @"\n")]
    [InlineData(@"\u0041", "A")]
    [InlineData(@"\u00410", "A0")]
    [InlineData(@"\u00e9\u00E9", "éé")]
    [InlineData(@"\uD7FF", "\uD7FF")]
    [InlineData(@"\uE000", "\uE000")]
    [InlineData(@"\uD83D\uDE00", "😀")]
    [InlineData(@"\uD800\uDC00", "\U00010000")]
    [InlineData(@"\uDBFF\uDFFF", "\U0010FFFF")]
    [InlineData(@"\U01F600", "😀")]
    [InlineData(@"\U000041", "A")]
    [InlineData(@"\U10FFFF", "\U0010FFFF")]
    [InlineData(@"\U110000", @"\U110000")]
    [InlineData(@"\U12345", @"\U12345")]
    [InlineData(@"\u12", @"\u12")]
    [InlineData(@"\u12G4", @"\u12G4")]
    [InlineData(@"\u 041", @"\u 041")]
    [InlineData(@"\x41", @"\x41")]
    [InlineData(@"\d+", @"\d+")]
    public void A_backslash_makes_another_character_of_what_follows_or_stands_for_itself(string written, string expected) =>
        Assert.Equal(expected, Assert.IsType<FeelString>(Given.Value($"\"{written}\"")).Value);

    [Theory]
    [InlineData("1.5", "3 / 2")]
    [InlineData("10.25", "41 / 4")]
    [InlineData(".5", "1 / 2")]
    [InlineData("1E2", "100")]
    [InlineData("1e+2", "100")]
    [InlineData("1e-2", "1 / 100")]
    [InlineData("1.5e1", "15")]
    [InlineData("2**3", "8")]
    [InlineData("{e: 5}.e", "5")]
    public void A_number_has_digits_a_point_and_an_exponent(string text, string expected) => Given.Same(expected, text);

    [Theory]
    [InlineData("1e", "Expected the end of the expression, but found 'e'.", 1)]
    [InlineData("1e+", "Expected the end of the expression, but found 'e'.", 1)]
    [InlineData("1e-x", "Expected the end of the expression, but found 'e'.", 1)]
    [InlineData("1Ex", "Expected the end of the expression, but found 'Ex'.", 1)]
    [InlineData("1.", "Expected a name, but the expression ends here.", 2)]
    [InlineData("a.", "Expected a name, but the expression ends here.", 2)]
    [InlineData("1.5.5", "Expected the end of the expression, but found '.5'.", 3)]
    [InlineData("a.5", "Expected the end of the expression, but found '.5'.", 1)]
    [InlineData("1e9999", "The number is out of range.", 0)]
    [InlineData("1 + 1e9999", "The number is out of range.", 4)]
    public void A_number_ends_where_its_form_ends(string text, string message, int position) =>
        Assert.Equal(new FeelError(message, position), Feel.Parse(text).Error);
}
