using Signaalketen.Verification.Scenarios;

namespace Signaalketen.Verification.Tests;

public class ScenarioRunTests
{
    private static readonly string Model = Models.Xml(Models.Process("p", $"""<startEvent id="s"/><userTask id="a"/><endEvent id="e"/>{Models.Flow("s", "a", "e")}"""));

    private static ScenarioOutcome Run(string steps, string more = "") => Scenario.Run($$"""{"model":"p.bpmn",{{more}}"steps":[{{steps}}]}""", path => path == "p.bpmn" ? Model : "nothing");

    [Theory]
    [InlineData("""{"do":"start"},{"expect":{"tasks":["a"],"variables":{}}}""")]
    [InlineData("""{"do":"start","variables":{"x":{"y":1,"z":[1,2]}}},{"expect":{"variables":{"x":{"y":1.0}}}}""")]
    [InlineData("""{"do":"complete","task":"a"},{"expect":{"ok":false,"code":"NotActive"}},{"do":"start"}""")]
    [InlineData("""{"expect":{"ended":true,"instances":0}}""")]
    public void Expectation_of_a_part_holds(string steps) => Assert.Null(Run(steps).Failure);

    [Theory]
    [InlineData("""{"do":"start"},{"expect":{"tasks":[]}}""", "Step 2: tasks should be []")]
    [InlineData("""{"do":"start"},{"expect":{"tasks":["a","a"]}}""", "Step 2: tasks")]
    [InlineData("""{"do":"start"},{"expect":{"variables":{"x":1}}}""", "Step 2: variables.x should be 1, but is absent")]
    [InlineData("""{"do":"start"},{"expect":{"colour":"red"}}""", "Step 2: colour")]
    [InlineData("""{"do":"start"},{"expect":{"ok":"yes"}}""", "Step 2: ok")]
    [InlineData("""{"do":"complete","task":"a"},{"expect":{"tasks":["a"]}}""", "Step 2: tasks")]
    [InlineData("""{"do":"complete","task":"a"},{"do":"start"}""", "Step 1 was refused: NotActive")]
    [InlineData("""{"do":"start"},{"do":"complete","task":"b"}""", "Step 2 was refused: NotActive")]
    public void Expectation_that_does_not_hold_and_a_refusal_that_nobody_expects_fail_with_their_step(string steps, string failure) =>
        Assert.StartsWith(failure, Run(steps).Failure, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"model":1,"steps":[]}""")]
    [InlineData("""{"model":"p.bpmn","steps":[],"clock":"noon"}""")]
    [InlineData("""{"model":"other.bpmn","steps":[]}""")]
    [InlineData("""{"model":"p.bpmn","also":["other.bpmn"],"steps":[]}""")]
    public void File_that_is_no_scenario_fails(string text) => Assert.NotNull(Scenario.Run(text, path => path == "p.bpmn" ? Model : "nothing").Failure);

    [Fact]
    public void Clock_is_where_the_scenario_puts_it() =>
        Assert.Null(Run("""{"do":"advance","by":"P1D"},{"expect":{"clock":"2027-03-28T12:00:00+02:00"}}""", "\"clock\":\"2027-03-27T12:00:00+01:00\",").Failure);

    [Theory]
    [InlineData("""{"expect":{"ok":false,"problems":[{"rule":"feel.syntax"}]}}""", null)]
    [InlineData("""{"expect":{"problems":[{"rule":"feel.syntax","element":"f"}]}},{"expect":{"ok":false}}""", null)]
    [InlineData("""{"expect":{"problems":[{"rule":"bpmn.unsupported"}]}}""", "Step 1: problems should be")]
    [InlineData("""{"expect":{"problems":[]}}""", "Step 1: problems should be")]
    [InlineData("""{"expect":{"ok":false}},{"do":"start"}""", "{\"ok\":false,\"problems\":[{\"rule\":\"feel.syntax\"")]
    [InlineData("", "{\"ok\":false,\"problems\":[{\"rule\":\"feel.syntax\"")]
    public void Model_that_is_refused_fails_a_scenario_that_does_not_expect_just_that(string steps, string? failure)
    {
        var outcome = Scenario.Run($$"""{"model":"p","steps":[{{steps}}]}""", _ => Model.Replace("</process>", "<sequenceFlow id=\"f\" sourceRef=\"a\" targetRef=\"e\"><conditionExpression>1 +</conditionExpression></sequenceFlow></process>", StringComparison.Ordinal));
        if (failure is null)
            Assert.True(outcome.Failure is null, outcome.Failure);
        else
            Assert.StartsWith(failure, outcome.Failure, StringComparison.Ordinal);
    }
}
