using Signaalketen.Engine.Commands;
using Signaalketen.Engine.Events;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Tests.Execution;

/// <summary>What an incident or refusal tells the person who has to mend it, word for word.</summary>
public class SentenceTests
{
    private sealed record Strange : Event;

    private const string Roots = """<message id="m" name="msg"/>""";

    [Theory]
    [InlineData("""<exclusiveGateway id="x"/><task id="t"/><task id="u"/><flows>s > x; x > t if false; x > u if false</flows>""", "No condition out of 'x' is true and it has no default flow.")]
    [InlineData("""<exclusiveGateway id="x"/><task id="t"/><task id="u"/><flows>s > x; x > t if 1 + 1; x > u else</flows>""", "The expression '1 + 1' must give true or false, but gives number.")]
    [InlineData("""<callActivity id="x" calledElement="nowhere"/><flows>s > x</flows>""", "The process 'nowhere' that 'x' calls is not deployed.")]
    [InlineData("""<callActivity id="x" calledElement="p" sk:binding="version" sk:version="7"/><flows>s > x</flows>""", "The process 'p' that 'x' calls is not deployed in version 7.")]
    [InlineData("""<receiveTask id="x" messageRef="m" sk:correlationKey="true"/><flows>s > x</flows>""", "The expression 'true' must give a text or a number, but gives boolean.")]
    [InlineData("""<task id="x"><multiInstanceLoopCharacteristics><loopCardinality>"two"</loopCardinality></multiInstanceLoopCharacteristics></task><flows>s > x</flows>""", "The expression '\"two\"' must give a whole number of 0 or more, but gives string.")]
    public void Incident_says_what_is_wrong(string body, string sentence)
    {
        var drive = Drive.Started("<startEvent id=\"s\"/>" + body, roots: Roots);
        Assert.Equal(("x", sentence), (drive.State.Incidents.Single().Value.ElementId, drive.State.Incidents.Single().Value.Message));
    }

    [Fact]
    public void Called_process_that_cannot_begin_is_named_with_who_calls_it()
    {
        var drive = new Drive(Bpmn.Deploy(
            Bpmn.Process("""<startEvent id="s"/><callActivity id="x" calledElement="q"/><flows>s > x</flows>"""),
            Bpmn.Definitions("""<process id="q"><startEvent id="one"/><startEvent id="two"/><task id="t"/><flows>one > t; two > t</flows></process>"""))).Start();
        Assert.Equal("The process 'q' that 'x' calls must have one none start event.", drive.State.Incidents.Single().Value.Message);
    }

    [Fact]
    public void All_that_went_wrong_in_an_expression_is_told()
    {
        var message = Drive.Started("""<startEvent id="s"/><scriptTask id="x"><script>date("x") + time("y")</script></scriptTask><flows>s > x</flows>""").State.Incidents.Single().Value.Message;
        Assert.StartsWith("The expression 'date(\"x\") + time(\"y\")' must give a value, but gives null (", message, StringComparison.Ordinal);
        Assert.EndsWith(").", message, StringComparison.Ordinal);
        Assert.True(message.Split("; ").Length >= 2, message);
    }

    [Theory]
    [InlineData("h", "undo", "'undo' is not an activity that people start.")]
    [InlineData("h", "esp", "'esp' is not an activity that people start.")]
    [InlineData("h", "b", "'b' is not an activity that people start.")]
    [InlineData("h", "y", "'h' does one activity at a time, and one is active.")]
    public void Ad_hoc_activity_that_cannot_be_started_says_why(string element, string activity, string sentence)
    {
        var drive = Drive.Started(AdHoc);
        if (activity == "y")
            drive.Do(new ActivateAdHoc("x"));
        var refused = drive.Refused(new ActivateAdHoc(activity));
        Assert.Equal((RejectionCode.NotActive, sentence, activity), (refused.Code, refused.Message, refused.ElementId));
        Assert.Contains(drive.State.Elements, entry => entry.Value.ElementId == element);
    }

    [Fact]
    public void Ad_hoc_sub_process_listens_and_holds_data_as_any_other_and_a_sub_process_in_it_can_be_started()
    {
        var drive = Drive.Started(AdHoc);
        Assert.Equal("es", drive.Waits);
        Assert.True(drive.State.Elements.Single(entry => entry.Value.ElementId == "h").Value.Variables.TryGet("note", out _));
        Assert.Equal("inner", drive.Do(new ActivateAdHoc("sub")).Tasks);
    }

    private const string AdHoc = """
        <startEvent id="s"/><adHocSubProcess id="h" ordering="Sequential"><dataObject id="d" name="note"/><userTask id="x"/><userTask id="y"/><subProcess id="sub"><userTask id="inner"/></subProcess>
          <boundaryEvent id="b" attachedToRef="x"><compensateEventDefinition/></boundaryEvent><userTask id="undo" isForCompensation="true"/><association id="as" sourceRef="b" targetRef="undo"/>
          <subProcess id="esp" triggeredByEvent="true"><startEvent id="es" isInterrupting="false"><messageEventDefinition/></startEvent></subProcess></adHocSubProcess><endEvent id="e"/><flows>s > h > e</flows>
        """;

    [Fact]
    public void An_event_that_no_rule_knows_is_refused_by_its_name() => Assert.Equal(
        "No rule evolves a state by Strange.",
        Assert.Throws<BrokenInvariantException>(() => Evolve.Apply(Drive.Started("""<startEvent id="s"/><userTask id="a"/><flows>s > a</flows>""").State, new Strange())).Message);
}
