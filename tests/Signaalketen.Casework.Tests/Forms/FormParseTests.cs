using Signaalketen.Casework.Forms;

namespace Signaalketen.Casework.Tests.Forms;

public sealed class FormParseTests
{
    [Fact]
    public void A_field_is_sensitive_until_its_definition_says_otherwise()
    {
        var form = Parse("""{ "name": "note", "label": "Notitie" }""").Form!;

        Assert.Equal(DataClass.K3, form.Fields[0].Class);
        Assert.Equal("test.note", form.Fields[0].StoredAs);
        Assert.Null(form.Fields[0].Variable);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("textArea")]
    [InlineData("email")]
    [InlineData("phone")]
    public void Free_text_cannot_become_a_variable(string type) =>
        AssertProblem("Vrije tekst gaat niet naar het proces", $$"""{ "name": "note", "label": "Notitie", "type": "{{type}}", "class": "K1", "variable": "note" }""");

    [Theory]
    [InlineData("K2")]
    [InlineData("K3")]
    [InlineData("K4")]
    public void Personal_data_cannot_become_a_variable(string dataClass) =>
        AssertProblem("Persoonsgegevens gaan niet naar het proces", $$"""{ "name": "born", "label": "Geboren", "type": "date", "class": "{{dataClass}}", "variable": "born" }""");

    [Fact]
    public void A_variable_without_a_class_is_refused_because_the_default_is_personal() =>
        AssertProblem("geef veld 'born' klasse K0 of K1", """{ "name": "born", "label": "Geboren", "type": "date", "variable": "born" }""");

    [Fact]
    public void A_chosen_answer_that_becomes_a_variable_is_only_stored_when_the_form_says_where()
    {
        var form = Parse(
            """{ "name": "a", "label": "A", "type": "checkbox", "class": "K1", "variable": "a" }""",
            """{ "name": "b", "label": "B", "type": "checkbox", "class": "K1", "variable": "b", "storedAs": "signal.b" }""").Form!;

        Assert.Null(form.Fields[0].StoredAs);
        Assert.Equal("signal.b", form.Fields[1].StoredAs);
    }

    [Fact]
    public void A_misspelled_property_is_a_problem_and_not_a_silence() =>
        AssertProblem("'requierd'", """{ "name": "note", "label": "Notitie", "requierd": true }""");

    [Fact]
    public void A_choice_needs_choices() =>
        AssertProblem("Geef veld 'kind' keuzes", """{ "name": "kind", "label": "Soort", "type": "radio" }""");

    [Fact]
    public void A_condition_points_to_an_earlier_field_and_an_answer_it_knows()
    {
        AssertProblem("eerder in het formulier", """{ "name": "why", "label": "Waarom", "onlyWhen": { "field": "kind", "value": "x" } }""");
        AssertProblem(
            "een antwoord dat veld 'sure' kent",
            """{ "name": "sure", "label": "Zeker?", "type": "checkbox" }""",
            """{ "name": "why", "label": "Waarom", "onlyWhen": { "field": "sure", "value": "ja" } }""");
    }

    [Fact]
    public void Two_fields_cannot_share_a_name_a_variable_or_a_place()
    {
        AssertProblem("'note' komt vaker voor", """{ "name": "note", "label": "A" }""", """{ "name": "note", "label": "B" }""");
        AssertProblem("Bewaar niet meer dan één veld als 'x.y'", """{ "name": "a", "label": "A", "storedAs": "x.y" }""", """{ "name": "b", "label": "B", "storedAs": "x.y" }""");
    }

    [Fact]
    public void Text_that_is_no_JSON_is_a_problem_with_its_line() =>
        Assert.Equal(["Het formulier is geen geldige JSON. Herstel regel 2."], FormDefinition.Parse("{\n oeps }").Problems);

    [Fact]
    public void A_form_of_any_size_or_depth_is_refused_without_harm()
    {
        Assert.Contains("te groot", FormDefinition.Parse(new string('x', 300_000)).Problems[0], StringComparison.Ordinal);
        Assert.Contains("geen geldige JSON", FormDefinition.Parse(new string('[', 100_000)).Problems[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{ "key": 3, "title": [], "fields": "x" }""")]
    [InlineData("""{ "key": "a", "title": "b", "ask": "c", "next": "d", "fields": [1, null] }""")]
    public void JSON_of_another_shape_gives_problems_and_no_exception(string json)
    {
        var result = FormDefinition.Parse(json);

        Assert.Null(result.Form);
        Assert.NotEmpty(result.Problems);
    }

    private static void AssertProblem(string part, params string[] fields)
    {
        var result = Parse(fields);

        Assert.Null(result.Form);
        Assert.Contains(result.Problems, problem => problem.Contains(part, StringComparison.Ordinal));
    }

    private static FormParseResult Parse(params string[] fields) =>
        FormDefinition.Parse($$"""{ "key": "test", "title": "T", "ask": "A.", "next": "N.", "fields": [{{string.Join(',', fields)}}] }""");
}
