using Signaalketen.Engine.Commands;
using Signaalketen.Engine.Effects;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Tests.Execution;

public class MessageTests
{
    private const string Roots = """<message id="m" name="answer"/>""";

    private const string Two = """
        <startEvent id="s"/><parallelGateway id="f"/>
        <intermediateCatchEvent id="c1"><messageEventDefinition messageRef="m" sk:correlationKey="k1"/></intermediateCatchEvent>
        <intermediateCatchEvent id="c2"><messageEventDefinition messageRef="m" sk:correlationKey="k2"/></intermediateCatchEvent>
        <userTask id="a"/><userTask id="b"/><flows>s > f > c1 > a; f > c2 > b</flows>
        """;

    private static Rejection Refused(Drive drive, string name, string? key = null, string? element = null) => drive.Refused(new CorrelateMessage(name, key, Variables.Empty, element));

    [Fact]
    public void Correlation_key_tells_waits_apart()
    {
        var drive = Drive.Started(Two, "{k1: \"one\", k2: 2}", Roots);
        Assert.Equal(RejectionCode.Ambiguous, Refused(drive, "answer").Code);
        Assert.Equal(RejectionCode.NotCorrelated, Refused(drive, "answer", "three").Code);
        Assert.Equal(RejectionCode.NotCorrelated, Refused(drive, "other").Code);
        Assert.Equal("b", drive.Message("answer", key: "2").Tasks);
        Assert.Equal("a b", drive.Message("answer").Tasks);
    }

    [Fact]
    public void Element_tells_waits_apart()
    {
        var drive = Drive.Started(Two, "{k1: 1, k2: 1}", Roots);
        Assert.Equal(RejectionCode.Ambiguous, Refused(drive, "answer", "1").Code);
        Assert.Equal("b", drive.Message("answer", element: "c2").Tasks);
    }

    [Fact]
    public void Correlation_key_that_is_no_text_or_number_is_an_incident()
    {
        var drive = Drive.Started(Two, "{k1: 1}", Roots);
        Assert.Equal(("c2:ExpressionFailed", "c1"), (drive.Incidents, drive.Waits));
        Assert.Equal(("", "c1 c2"), (drive.Resolve("c2", "{k2: 2}").Incidents, drive.Waits));
    }

    [Theory]
    [InlineData(null, "a")]
    [InlineData("k", "a")]
    [InlineData("other", "")]
    public void Wait_with_the_key_goes_before_a_wait_without(string? sent, string expected)
    {
        string?[] waits = ["k", null];
        var chosen = Correlation.Select(waits, sent, key => key);
        Assert.Equal((sent, expected) switch { (null, _) => 2, ("k", _) => 1, _ => 1 }, chosen.Count);
        Assert.Equal(sent == "other" ? null : "k", chosen[0]);
    }

    [Fact]
    public void Message_throw_and_end_events_send_their_inputs()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><intermediateThrowEvent id="t"><extensionElements><sk:input target="text" source="x"/></extensionElements><messageEventDefinition messageRef="m" sk:correlationKey="x"/></intermediateThrowEvent>
            <endEvent id="e"><ioSpecification><dataInput id="di" name="payload"/></ioSpecification><dataInputAssociation><sourceRef>d</sourceRef><targetRef>di</targetRef></dataInputAssociation><messageEventDefinition messageRef="m"/></endEvent>
            <dataObject id="d" name="x"/><flows>s > t > e</flows>
            """, "{x: 5}", Roots);
        var sent = drive.Effects.OfType<SendMessage>().ToArray();
        Assert.Equal([("t", "answer", "5"), ("e", "answer", null)], sent.Select(message => (message.ElementId, message.Name, message.CorrelationKey)));
        Assert.Equal(["text", "payload"], sent.SelectMany(message => message.Variables.Names));
        Assert.True(drive.Ended);
    }

    [Fact]
    public void Thrown_message_reaches_a_catch_in_the_same_instance()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><parallelGateway id="f"/><userTask id="a"/><intermediateThrowEvent id="t"><messageEventDefinition messageRef="m"/></intermediateThrowEvent>
            <intermediateCatchEvent id="c"><messageEventDefinition messageRef="m"/></intermediateCatchEvent><flows>s > f > a > t; f > c</flows>
            """, roots: Roots).Complete("a");
        Assert.True(drive.Ended);
    }

    [Fact]
    public void Output_mapping_of_a_catch_event_takes_only_what_it_names()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><intermediateCatchEvent id="c"><dataOutput id="o" name="amount"/><dataOutputAssociation><sourceRef>o</sourceRef><targetRef>d</targetRef></dataOutputAssociation><messageEventDefinition messageRef="m"/></intermediateCatchEvent>
            <dataObject id="d" name="total"/><userTask id="a"/><flows>s > c > a</flows>
            """, roots: Roots).Message("answer", "{amount: 5, secret: 1}");
        Assert.Equal(("5", "absent", "absent"), (drive["total"], drive["amount"], drive["secret"]));
    }

    [Fact]
    public void Message_start_event_maps_its_message_into_the_process()
    {
        var drive = Drive.Of("""
            <dataObject id="d" name="total"/><startEvent id="s"><extensionElements><sk:output target="total" source="amount * 2"/></extensionElements><messageEventDefinition messageRef="m"/></startEvent>
            <userTask id="a"/><flows>s > a</flows>
            """, Roots).Start("{amount: 5}", "s");
        Assert.Equal(("10", "a"), (drive["total"], drive.Tasks));
    }

    [Fact]
    public void Start_is_refused_where_it_is_not_clear_or_not_possible()
    {
        var several = Drive.Of("""<startEvent id="s1"/><startEvent id="s2"/><userTask id="a"/><flows>s1 > a; s2 > a</flows>""");
        Assert.Equal(RejectionCode.Invalid, several.Refused(new StartInstance("i", "p:1", Variables.Empty)).Code);
        Assert.Equal(RejectionCode.Invalid, several.Refused(new StartInstance("i", "p:1", Variables.Empty, "a")).Code);
        Assert.Equal(RejectionCode.Invalid, several.Refused(new StartInstance("i", "p:2", Variables.Empty)).Code);
        Assert.Equal(RejectionCode.Invalid, several.Refused(new CancelInstance("no instance")).Code);
        Assert.Equal("a", several.Start(at: "s2").Tasks);
        Assert.Equal(RejectionCode.Invalid, several.Refused(new StartInstance("i", "p:1", Variables.Empty)).Code);
    }

    [Fact]
    public void Event_without_a_message_waits_for_one_of_its_own_name()
    {
        var drive = Drive.Started("""<startEvent id="s"/><intermediateCatchEvent id="c" name="Antwoord"><messageEventDefinition id="def"/></intermediateCatchEvent><endEvent id="e"/><flows>s > c > e</flows>""");
        Assert.Equal("Antwoord", drive.State.Waits.First().Value.Name);
    }

    [Fact]
    public void Thrown_message_says_until_when_it_is_kept()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><intermediateThrowEvent id="t"><messageEventDefinition messageRef="m" sk:timeToLive="P1D"/></intermediateThrowEvent>
            <sendTask id="send" messageRef="m" sk:timeToLive="PT30M"/><endEvent id="e"><messageEventDefinition messageRef="m"/></endEvent><flows>s > t > send > e</flows>
            """, roots: Roots).Finish("send");
        Assert.Equal([Drive.At("2027-01-05T09:00"), null], drive.Effects.OfType<SendMessage>().Select(message => message.KeepUntil));
        Assert.Equal(Drive.At("2027-01-04T09:30"), Assert.Single(drive.Effects.OfType<EnqueueJob>()).Message!.KeepUntil);
    }

    [Theory]
    [InlineData("<endEvent id=\"x\"><messageEventDefinition sk:timeToLive=\"soon\"/></endEvent>", "sk.time-to-live x")]
    [InlineData("<endEvent id=\"x\"><messageEventDefinition sk:timeToLive=\"-P1D\"/></endEvent>", "sk.time-to-live x")]
    [InlineData("<endEvent id=\"x\"><messageEventDefinition sk:timeToLive=\"PT0S\"/></endEvent>", "sk.time-to-live x")]
    [InlineData("<sendTask id=\"x\" sk:timeToLive=\"5\"/>", "sk.time-to-live x")]
    [InlineData("<intermediateCatchEvent id=\"x\"><messageEventDefinition sk:timeToLive=\"P1D\"/></intermediateCatchEvent>", "sk.time-to-live-place x")]
    public void Time_to_live_that_means_nothing_is_refused(string element, string expected) =>
        Assert.Equal(expected, string.Join(',', Reading.RefusalTests.Problems(Bpmn.Process($"""<startEvent id="s"/>{element}<flows>s > x</flows>"""))));
}
