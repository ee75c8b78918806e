using Microsoft.EntityFrameworkCore;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.State;
using Signaalketen.Runtime.Deployments;
using Signaalketen.Runtime.Tests.House;

namespace Signaalketen.Runtime.Tests;

/// <summary>Decision models are published with their process, and never decide about a person.</summary>
public sealed class DecisionDeploymentTests : IDisposable
{
    private const string Form = """
        {"key":"assess","title":"Duiden","ask":"Wat ziet u?","next":"Daarna gaat het verder.","fields":[
          {"name":"kind","label":"Soort","type":"radio","class":"K1","required":true,"variable":"kind","options":[{"value":"a","label":"A"},{"value":"b","label":"B"}]},
          {"name":"town","label":"Woonplaats","type":"text","class":"K2","required":true,"storedAs":"subject.town"}]}
        """;

    private readonly TestHouse house = new();

    public void Dispose() => house.Dispose();

    [Fact]
    public async Task A_published_decision_is_asked_by_cases_of_its_version_and_a_new_table_by_new_cases()
    {
        await house.Deploy(Asks("kind = \"a\""), ("assess", Form), ("pace.dmn", Dmn("if given then \"1 wd\" else \"5 wd\"")));
        await house.Deploy(Asks("kind = \"a\""), ("assess", Form), ("pace.dmn", Dmn("if given then \"2 wd\" else \"5 wd\"")));
        Assert.Equal(2, (await Desk.Current("signal", house.None))!.Version);
        var variables = Variables.Of("kind", new FeelString("a"));
        await house.StartProcess("signal", variables);
        await using var db = house.Db();
        Assert.Contains("\"pace\":\"2 wd\"", (await db.ProcessInstances.SingleAsync()).StateText, StringComparison.Ordinal);
        Assert.Contains("pace.dmn", (await Desk.Source("signal:1", house.None))!.Forms.Keys);
    }

    [Theory]
    [InlineData("kind = \"a\"", null)]
    [InlineData("receivedAt > now()", null)]
    [InlineData("town = \"Dorp\"", "een veld van het dossier")]
    [InlineData("subject = 1", "geen variabele die zeker niets over een persoon zegt")]
    public async Task A_decision_that_is_asked_with_anything_but_variables_without_a_person_is_refused(string source, string? told)
    {
        var result = await Desk.Deploy("x", Asks(source), Texts(("assess", Form), ("pace.dmn", Dmn("given"))), Actor.System("test"), house.None);
        Assert.Equal(told is null, result.Deployed);
        if (told is null)
            return;
        var problem = Assert.Single(result.Problems);
        Assert.Equal(("dmn.person-input", "ask"), (problem.Rule, problem.Element));
        Assert.Contains(told, problem.MessageNl, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_and_a_broken_decision_are_named()
    {
        var missing = await Desk.Deploy("x", Asks("kind = \"a\""), Texts(("assess", Form)), Actor.System("test"), house.None);
        Assert.Equal("dmn.decision-unknown", Assert.Single(missing.Problems).Rule);
        var broken = await Desk.Deploy("x", Asks("kind = \"a\""), Texts(("assess", Form), ("pace.dmn", Dmn("given +"))), Actor.System("test"), house.None);
        Assert.Equal("feel.syntax", Assert.Single(broken.Problems).Rule);
        Assert.Empty(await Desk.List(house.None));
    }

    [Fact]
    public async Task A_decision_belongs_to_one_process()
    {
        await house.Deploy(Asks("kind = \"a\""), ("assess", Form), ("pace.dmn", Dmn("given")));
        var result = await Desk.Deploy(
            "y", Asks("kind = \"a\"").Replace("id=\"signal\"", "id=\"other\"", StringComparison.Ordinal), Texts(("assess", Form), ("pace.dmn", Dmn("given"))), Actor.System("test"), house.None);
        Assert.Equal("dmn.decision-elsewhere", Assert.Single(result.Problems).Rule);
    }

    private Deployments.Deployments Desk => house.Get<Deployments.Deployments>();

    private static Dictionary<string, string> Texts(params (string Key, string Text)[] texts) => texts.ToDictionary(text => text.Key, text => text.Text);

    private static string Dmn(string feel) =>
        $"""
        <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="urn:pace" name="pace"><inputData id="given" name="given"><variable name="given"/></inputData>
          <decision id="pace" name="Pace"><variable name="Pace"/><informationRequirement><requiredInput href="#given"/></informationRequirement><literalExpression><text>{feel}</text></literalExpression></decision></definitions>
        """;

    private static string Asks(string source) => Models.Process(
        "signal",
        Models.Start()
        + $"<businessRuleTask id=\"ask\" sk:decision=\"pace\" sk:result=\"pace\"><extensionElements><sk:input target=\"given\" source='{source.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)}'/></extensionElements></businessRuleTask>"
        + Models.Task("wait", "intake-desk", attributes: "sk:form=\"assess\"") + Models.End(),
        "start->ask ask->wait wait->end");
}
