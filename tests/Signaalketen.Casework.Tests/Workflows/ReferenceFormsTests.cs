using System.Text.RegularExpressions;
using Signaalketen.Casework.Forms;
using Signaalketen.Verification.Scenarios;

namespace Signaalketen.Casework.Tests.Workflows;

public sealed class ReferenceFormsTests
{
    public static TheoryData<string> FormNames => [.. WorkflowFiles.FormTexts.Select(file => file.Name)];

    public static TheoryData<string> ScenarioNames => [.. WorkflowFiles.Scenarios.Select(file => file.Name)];

    [Theory]
    [MemberData(nameof(FormNames))]
    public void Every_form_reads_without_problems_under_its_own_name(string name)
    {
        var result = FormDefinition.Parse(WorkflowFiles.FormTexts.Single(file => file.Name == name).Text);

        Assert.Empty(result.Problems);
        Assert.Equal(name, result.Form!.Key);
    }

    [Theory]
    [MemberData(nameof(FormNames))]
    public void Sentences_are_short_enough_to_read_once(string name)
    {
        var form = WorkflowFiles.Forms[name];
        var texts = form.Fields.SelectMany(field => new[] { field.Label, field.Help, field.Missing }).Append(form.Ask).Append(form.Next).OfType<string>();
        foreach (var sentence in texts.SelectMany(text => Regex.Split(text, "(?<=[.?!:]) ")))
            Assert.True(sentence.Split(' ').Length <= 22, $"{name}: {sentence}");
    }

    [Theory]
    [MemberData(nameof(FormNames))]
    public void No_form_asks_for_a_score_or_for_what_somebody_believes(string name)
    {
        foreach (var field in WorkflowFiles.Forms[name].Fields)
            Assert.DoesNotMatch("(?i)\\b(score|rang|niveau|kleurcode|bsn|geloof|godsdienst|religie|nationaliteit|etniciteit|afkomst)\\b", $"{field.Label} {string.Join(' ', field.Options.Select(option => option.Label))} {field.Name}");
    }

    [Fact]
    public void A_question_that_must_be_answered_has_its_own_sentence()
    {
        foreach (var field in WorkflowFiles.Forms.Values.SelectMany(form => form.Fields).Where(field => field.Required))
            Assert.True(field.Missing is null || field.Missing.EndsWith('.'), field.Name);
        foreach (var field in WorkflowFiles.Forms.Values.SelectMany(form => form.Fields).Where(field => field is { Required: true, Type: FieldType.Date }))
            Assert.Contains("bijvoorbeeld 23 11 2026", field.Missing ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Anybody_can_report_without_saying_who_they_are()
    {
        var reading = WorkflowFiles.Forms["report"].Read(new Dictionary<string, IReadOnlyList<string>>
        {
            ["statement"] = ["Hij praat steeds vaker over geweld."], ["when"] = ["Deze maand"], ["relation"] = ["unsaid"],
        });

        Assert.Empty(reading.Errors);
        Assert.Equal(["signal.relation", "signal.statement", "signal.when"], reading.CaseFields.Where(field => field.Class != DataClass.K1).Select(field => field.Name).Order());
        Assert.DoesNotContain(reading.CaseFields, field => field.Name.StartsWith("reporter.", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(ScenarioNames))]
    public void Every_scenario_holds_with_the_state_saved_and_read_back_between_all_steps(string name)
    {
        var outcome = Scenario.Run(WorkflowFiles.Scenarios.Single(file => file.Name == name).Text, WorkflowFiles.OfScenario, roundTripStates: true);

        Assert.Null(outcome.Failure);
        Assert.True(outcome.Steps > 5);
    }
}
