using Signaalketen.Casework.Forms;
using Signaalketen.Engine.Expressions;

namespace Signaalketen.Casework.Tests.Forms;

public sealed class FormReadTests
{
    private static readonly FormDefinition Form = FormDefinition.Parse(
        """
        { "key": "meeting", "title": "Overleg", "ask": "A.", "next": "N.", "fields": [
          { "name": "outcome", "label": "Besluit", "type": "radio", "class": "K1", "required": true, "variable": "outcome",
            "options": [ { "value": "plan", "label": "Een plan" }, { "value": "stop", "label": "Stoppen" } ] },
          { "name": "on", "label": "Datum van het overleg", "type": "date", "class": "K1", "required": true, "variable": "meetingOn", "storedAs": "meeting.on",
            "missing": "Vul de datum van het overleg in, bijvoorbeeld 23 11 2026." },
          { "name": "why", "label": "Waarom stoppen?", "type": "textArea", "required": true, "maxLength": 20, "onlyWhen": { "field": "outcome", "value": "stop" } },
          { "name": "partners", "label": "Partners", "type": "checkboxes", "class": "K1", "variable": "partners",
            "options": [ { "value": "school", "label": "School" }, { "value": "care", "label": "Zorg" } ] },
          { "name": "amount", "label": "Bedrag", "type": "amount", "class": "K1", "variable": "amount" },
          { "name": "count", "label": "Aantal", "type": "number", "class": "K1", "variable": "count" },
          { "name": "agreed", "label": "Akkoord", "type": "checkbox", "class": "K1", "variable": "agreed" },
          { "name": "email", "label": "E-mail", "type": "email", "class": "K4" },
          { "name": "phone", "label": "Telefoon", "type": "phone", "class": "K4" },
          { "name": "own", "label": "Eigen belang?", "type": "radio", "class": "K1", "conflictAnswer": "yes",
            "options": [ { "value": "yes", "label": "Ja" }, { "value": "no", "label": "Nee" } ] } ] }
        """).Form!;

    [Fact]
    public void Chosen_answers_become_variables_and_written_ones_become_case_fields()
    {
        var reading = Form.Read(Posted.Of(("outcome", "stop"), ("on", "23 nov 2026"), ("why", "Geen zorgen meer"), ("partners", "care"), ("partners", "school"), ("amount", "1.250,50"), ("count", "3"), ("agreed", "yes")));

        Assert.Empty(reading.Errors);
        Assert.Equal(["agreed", "amount", "count", "meetingOn", "outcome", "partners"], reading.Variables.Names);
        Assert.True(reading.Variables.TryGet("outcome", out var outcome) && outcome.Equals(new FeelString("stop")));
        Assert.True(reading.Variables.TryGet("meetingOn", out var on) && on.Equals(new FeelDate(new DateOnly(2026, 11, 23))));
        Assert.True(reading.Variables.TryGet("amount", out var amount) && amount.Equals(FeelNumber.From(1250.50m)));
        Assert.True(reading.Variables.TryGet("agreed", out var agreed) && agreed.Equals(FeelBoolean.True));
        Assert.True(reading.Variables.TryGet("partners", out var partners) && partners.Equals(FeelList.Of(new FeelString("school"), new FeelString("care"))));
        Assert.Equal([new CaseFieldValue("meeting.on", DataClass.K1, "2026-11-23"), new("meeting.why", DataClass.K3, "Geen zorgen meer")], reading.CaseFields);
    }

    [Fact]
    public void An_answer_to_a_question_that_does_not_apply_is_not_kept()
    {
        var reading = Form.Read(Posted.Of(("outcome", "plan"), ("on", "2026-11-23"), ("why", "Per ongeluk ingevuld")));

        Assert.True(reading.IsValid);
        Assert.DoesNotContain(reading.CaseFields, field => field.Name == "meeting.why");
    }

    [Fact]
    public void A_wrong_form_gives_sentences_and_nothing_to_store()
    {
        var reading = Form.Read(Posted.Of(("outcome", "stop"), ("on", "")));

        Assert.Equal("Vul de datum van het overleg in, bijvoorbeeld 23 11 2026.", reading.Errors["on"]);
        Assert.Equal("Vul een antwoord in bij ‘Waarom stoppen?’.", reading.Errors["why"]);
        Assert.Empty(reading.CaseFields);
        Assert.Equal(0, reading.Variables.Count);
        Assert.Equal("stop", reading.Posted["outcome"][0]);
    }

    [Fact]
    public void A_field_the_form_does_not_have_is_refused()
    {
        var reading = Form.Read(Posted.Of(("outcome", "plan"), ("on", "23 11 2026"), ("assignee", "iemand")));

        Assert.Equal(["assignee"], reading.UnknownFields);
        Assert.Contains("hoort niet bij het formulier", reading.Errors["assignee"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("outcome", "anders", "Kies bij ‘Besluit’ een van de antwoorden die er staan.")]
    [InlineData("on", "31 02 2026", "Vul bij ‘Datum van het overleg’ een datum in die bestaat, bijvoorbeeld 23 11 2026.")]
    [InlineData("partners", "police", "Kies bij ‘Partners’ een van de antwoorden die er staan.")]
    [InlineData("amount", "12.5", "Vul een bedrag in euro's in, bijvoorbeeld 1250 of 1.250,50.")]
    [InlineData("amount", "-5", "Vul een bedrag in euro's in, bijvoorbeeld 1250 of 1.250,50.")]
    [InlineData("count", "1e9", "Vul een heel getal in, bijvoorbeeld 12.")]
    [InlineData("agreed", "on", "Kies bij ‘Akkoord’ een van de antwoorden die er staan.")]
    [InlineData("email", "a@b.nl, c@d.nl", "Vul één e-mailadres in, bijvoorbeeld naam@voorbeeld.nl.")]
    [InlineData("email", "a@b.nl\r\nBcc: c@d.nl", "Schrijf uw antwoord bij ‘E-mail’ op één regel.")]
    [InlineData("phone", "bel me", "Vul een telefoonnummer in met 8 tot 15 cijfers, bijvoorbeeld 06 12345678.")]
    public void Every_wrong_answer_gets_a_sentence_that_says_how_to_mend_it(string field, string value, string sentence)
    {
        var answers = new Dictionary<string, string> { ["outcome"] = "plan", ["on"] = "23 11 2026", [field] = value };

        var reading = Form.Read(Posted.Of([.. answers.Select(answer => (answer.Key, answer.Value))]));

        Assert.Equal(sentence, reading.Errors[field]);
        Assert.Single(reading.Errors);
    }

    [Fact]
    public void An_answer_is_bounded_in_length_after_trimming()
    {
        Assert.True(Read("  12345678901234567890 \r\n").IsValid);
        Assert.Equal("Maak uw antwoord bij ‘Waarom stoppen?’ korter: het is 21 tekens en er passen er 20.", Read("123456789012345678901").Errors["why"]);
        Assert.Contains("tekens die we niet kunnen lezen", Read("a\u0000b").Errors["why"], StringComparison.Ordinal);

        static FormReading Read(string why) => Form.Read(Posted.Of(("outcome", "stop"), ("on", "23-11-2026"), ("why", why)));
    }

    [Fact]
    public void Two_answers_to_one_question_are_refused_but_three_boxes_of_a_date_are_one()
    {
        Assert.True(Form.Read(Posted.Of(("outcome", "plan"), ("on", "23"), ("on", "11"), ("on", "2026"))).IsValid);
        Assert.Contains("niet meer dan één antwoord", Form.Read(Posted.Of(("outcome", "plan"), ("outcome", "stop"), ("on", "23 11 2026"))).Errors["outcome"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yes", true)]
    [InlineData("no", false)]
    public void Who_has_an_interest_of_their_own_declares_it_with_the_answer(string answer, bool declares) =>
        Assert.Equal(declares, Form.Read(Posted.Of(("outcome", "plan"), ("on", "23 11 2026"), ("own", answer))).DeclaresConflict);

    [Fact]
    public void People_in_the_same_step_do_not_overwrite_each_other()
    {
        var reading = Form.Read(Posted.Of(("outcome", "plan"), ("on", "23 11 2026")), loopCounter: 2);

        Assert.Equal("meeting.on.2", Assert.Single(reading.CaseFields).Name);
        Assert.Equal("Datum van het overleg", new FieldLabels([Form]).Label("meeting.on.2"));
        Assert.Null(new FieldLabels([Form]).Label("meeting.other"));
    }

    [Theory]
    [InlineData("23-11-2026")]
    [InlineData("23 11 2026")]
    [InlineData("23 nov 2026")]
    [InlineData("23 november 2026")]
    [InlineData(" 23/11/2026 ")]
    [InlineData("2026-11-23")]
    public void A_date_may_be_written_as_people_write_it(string text)
    {
        Assert.True(DutchDate.TryRead(text, out var date));
        Assert.Equal(new DateOnly(2026, 11, 23), date);
    }

    [Theory]
    [InlineData("1 mrt 2027", 3)]
    [InlineData("1 maa 2027", 3)]
    [InlineData("1 okt 2027", 10)]
    public void Months_have_their_dutch_short_names(string text, int month) =>
        Assert.True(DutchDate.TryRead(text, out var date) && date.Month == month);

    [Theory]
    [InlineData("29-02-2027")]
    [InlineData("11-23-2026")]
    [InlineData("23 11 26")]
    [InlineData("morgen")]
    [InlineData("1 x 2026")]
    [InlineData("1 januarix 2026")]
    [InlineData("1 1 1899")]
    [InlineData("23 11")]
    public void What_is_no_date_is_not_guessed(string text) => Assert.False(DutchDate.TryRead(text, out _));
}
