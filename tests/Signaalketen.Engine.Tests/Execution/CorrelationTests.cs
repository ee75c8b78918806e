using Signaalketen.Engine.Commands;
using Signaalketen.Engine.Effects;
using Signaalketen.Engine.State;
using Signaalketen.Engine.Tests.Reading;

namespace Signaalketen.Engine.Tests.Execution;

/// <summary>BPMN's own correlation: subscription, key, properties and their expressions.</summary>
public class CorrelationTests
{
    private const string Number = """<correlationProperty id="number"><correlationPropertyRetrievalExpression messageRef="m"><messagePath>ref.number</messagePath></correlationPropertyRetrievalExpression></correlationProperty>""";
    private const string Year = """<correlationProperty id="year"><correlationPropertyRetrievalExpression messageRef="m"><messagePath>ref.year</messagePath></correlationPropertyRetrievalExpression></correlationProperty>""";
    private const string BindNumber = """<correlationPropertyBinding correlationPropertyRef="number"><dataPath>case number</dataPath></correlationPropertyBinding>""";
    private const string BindYear = """<correlationPropertyBinding correlationPropertyRef="year"><dataPath>y</dataPath></correlationPropertyBinding>""";

    private static string Key(params string[] properties) =>
        $"""<collaboration id="co"><correlationKey id="k">{string.Concat(properties.Select(property => $"<correlationPropertyRef>{property}</correlationPropertyRef>"))}</correlationKey></collaboration>""";

    private static string Body(string bindings) => $"""
        <property id="cn" name="case number"/><correlationSubscription id="cs" correlationKeyRef="k">{bindings}</correlationSubscription>
        <startEvent id="s"/><receiveTask id="r" messageRef="m"/><intermediateThrowEvent id="t"><messageEventDefinition messageRef="m"/></intermediateThrowEvent><endEvent id="e"/><flows>s > r > t > e</flows>
        """;

    private static Drive Driving(string bindings, string roots, string variables) =>
        Drive.Started(Body(bindings), variables, """<message id="m" name="answer"/>""" + roots);

    [Fact]
    public void Subscription_waits_with_the_key_that_its_data_gives()
    {
        var drive = Driving(BindNumber, Number + Key("number"), "{\"case number\": 7}");
        Assert.Equal("7", drive.State.Waits.First().Value.CorrelationKey);
        Assert.Equal(RejectionCode.NotCorrelated, drive.Refused(new CorrelateMessage("answer", "8", Variables.Empty)).Code);
        Assert.True(drive.Message("answer", "{ref: {number: 7}}", "7").Ended);
    }

    [Fact]
    public void Several_properties_make_one_key()
    {
        var drive = Driving(BindNumber + BindYear, Number + Year + Key("number", "year"), "{\"case number\": 7, y: \"2027\"}");
        Assert.Equal("[\"7\", \"2027\"]", drive.State.Waits.First().Value.CorrelationKey);
    }

    [Fact]
    public void Key_of_a_message_is_read_from_what_it_carries()
    {
        var drive = Driving(BindNumber, Number + Key("number"), "{\"case number\": 7}");
        string? KeyOf(string name, string payload) => drive.Engine.KeyOf(drive.Definitions, name, Drive.Values(payload), drive.Now);
        Assert.Equal(("7", null, null), (KeyOf("answer", "{ref: {number: 7}}"), KeyOf("answer", "{}"), KeyOf("other", "{ref: {number: 7}}")));
    }

    [Fact]
    public void Thrown_message_gets_its_key_from_what_it_sends_or_from_its_process()
    {
        var drive = Driving(BindNumber, Number + Key("number"), "{\"case number\": 7}").Message("answer", "{ref: {number: 9}}", "7");
        Assert.Equal("9", Assert.Single(drive.Effects.OfType<SendMessage>()).CorrelationKey);
    }

    [Fact]
    public void Data_without_a_key_is_an_incident()
    {
        var drive = Driving(BindNumber, Number + Key("number"), "{}");
        Assert.Equal("r:ExpressionFailed", drive.Incidents);
        Assert.Equal(("", "r"), (drive.Resolve("r", "{\"case number\": 1}").Incidents, drive.Waits));
    }

    [Theory]
    [InlineData("", Number, "bpmn.unresolved-reference cs,bpmn.correlation-property-unused number")]
    [InlineData("", Number + "<collaboration id=\"co\"><correlationKey id=\"k\"/></collaboration>", "bpmn.correlation-incomplete cs,bpmn.correlation-property-unused number")]
    [InlineData("", Number + "<collaboration id=\"co\"><correlationKey id=\"k\"><correlationPropertyRef>number</correlationPropertyRef></correlationKey></collaboration>", "bpmn.correlation-incomplete cs")]
    [InlineData(BindNumber, "<correlationProperty id=\"number\"/><collaboration id=\"co\"><correlationKey id=\"k\"><correlationPropertyRef>number</correlationPropertyRef></correlationKey></collaboration>", "bpmn.correlation-incomplete cs")]
    [InlineData(BindNumber, Number + "<collaboration id=\"co\"><correlationKey id=\"k\"><correlationPropertyRef>number</correlationPropertyRef></correlationKey><correlationKey id=\"k2\"/></collaboration>", "bpmn.correlation-key-unused k2")]
    public void Correlation_that_is_not_complete_is_refused(string bindings, string roots, string expected) =>
        Assert.Equal(expected, string.Join(',', RefusalTests.Problems(Bpmn.Process(Body(bindings), """<message id="m" name="answer"/>""" + roots))));

    [Fact]
    public void Two_keys_for_one_message_are_refused()
    {
        var xml = Bpmn.Definitions(
            """<message id="m"/>""" + Number + Year + """
            <collaboration id="co"><correlationKey id="k"><correlationPropertyRef>number</correlationPropertyRef></correlationKey><correlationKey id="k2"><correlationPropertyRef>year</correlationPropertyRef></correlationKey></collaboration>
            <process id="p"><correlationSubscription id="c1" correlationKeyRef="k">
            """ + BindNumber + """</correlationSubscription><correlationSubscription id="c2" correlationKeyRef="k2">""" + BindYear + """</correlationSubscription><property id="cn" name="case number"/><startEvent id="s"/></process>""");
        Assert.Equal(["bpmn.correlation-ambiguous m"], RefusalTests.Problems(xml));
    }

    [Fact]
    public void A_key_too_long_for_an_index_is_an_incident_and_a_shorter_one_mends_it()
    {
        const string Wait = """<startEvent id="s"/><receiveTask id="r" messageRef="m" sk:correlationKey="k"/><userTask id="a"/><flows>s > r > a</flows>""";
        var roots = """<message id="m" name="msg"/>""";
        Assert.Equal("", Drive.Started(Wait, $$"""{k: "{{new string('x', 400)}}"}""", roots).Incidents);
        var drive = Drive.Started(Wait, $$"""{k: "{{new string('x', 401)}}"}""", roots);
        Assert.Equal($"r:{IncidentCodes.Expression}", drive.Incidents);
        Assert.Equal(
            "The correlation key has 401 characters and may have 400: choose something shorter to tell conversations apart.",
            drive.State.Incidents.First().Value.Message);
        Assert.Equal("a", drive.Resolve("r", "{k: \"short\"}").Message("msg", key: "short").Tasks);
    }
}
