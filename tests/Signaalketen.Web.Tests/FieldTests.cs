using Microsoft.AspNetCore.Razor.TagHelpers;
using Signaalketen.Casework;
using Signaalketen.Casework.Forms;
using Signaalketen.Web.TagHelpers;

namespace Signaalketen.Web.Tests;

public sealed class FieldTests
{
    private static readonly FormField Choice = new("kind", "Wat is dit?", null, FieldType.Radio, DataClass.K1, true, 200, [new("person", "Een persoon"), new("place", "Een plek")], null, "x.kind", 1, null);

    private static readonly FormField Name = new("name", "Hoe heet <u>hij</u>?", null, FieldType.Text, DataClass.K3, false, 200, [], null, "x.name", 1, new("kind", "person"));

    private static readonly FormDefinition Form = new("x", "", "", "", [Choice, Name]);

    [Fact]
    public void A_question_that_applies_only_sometimes_says_so_and_closes_its_own_part()
    {
        var html = Render(Name);
        Assert.StartsWith("<div class=\"utrecht-form-field sk-when\" data-when-field=\"kind\" data-when-value=\"person\">", html, StringComparison.Ordinal);
        Assert.EndsWith("</div></div>", html, StringComparison.Ordinal);
        Assert.Contains("Alleen invullen als uw antwoord op ‘Wat is dit?’ is: Een persoon.", System.Net.WebUtility.HtmlDecode(html), StringComparison.Ordinal);
    }

    [Fact]
    public void Words_of_a_form_and_of_a_person_are_shown_as_text()
    {
        var html = Render(Name, "\"><script>alert(1)</script>");
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<u>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_an_optional_question_says_that_it_may_stay_open()
    {
        Assert.Contains("(niet verplicht)", Render(Name), StringComparison.Ordinal);
        Assert.DoesNotContain("(niet verplicht)", Render(Choice), StringComparison.Ordinal);
    }

    private static string Render(FormField field, params string[] values)
    {
        var output = new TagHelperOutput("sk-field", [], (_, _) => Task.FromResult<TagHelperContent>(new DefaultTagHelperContent())) { TagMode = TagMode.SelfClosing };
        new FieldTagHelper { Question = field, Form = Form, Values = values }.Process(new TagHelperContext([], new Dictionary<object, object>(), "1"), output);
        using var writer = new StringWriter();
        output.WriteTo(writer, System.Text.Encodings.Web.HtmlEncoder.Default);
        return writer.ToString();
    }
}
