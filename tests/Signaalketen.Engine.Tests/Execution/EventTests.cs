using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Tests.Execution;

/// <summary>Conditions, links and events with several definitions.</summary>
public class EventTests
{
    private const string Roots = """<message id="m" name="msg"/><signal id="sig" name="sig"/>""";
    private const string Both = """<messageEventDefinition messageRef="m"/><signalEventDefinition signalRef="sig"/>""";

    [Fact]
    public void A_condition_that_holds_already_passes_at_once() =>
        Assert.True(Drive.Started(Catch(Condition("x = 1")), "{x: 1}").Ended);

    [Fact]
    public void A_condition_waits_for_a_variable_to_change()
    {
        var drive = Drive.Started(Catch(Condition("x = 1")), "{x: 0}");
        Assert.Equal("c", drive.Waits);
        Assert.True(drive.Set("{x: 1}").Ended);
    }

    [Fact]
    public void A_condition_without_an_answer_is_not_true_yet()
    {
        var drive = Drive.Started(Catch(Condition("x = 1")));
        Assert.Equal("", drive.Incidents);
        Assert.True(drive.Set("{x: 1}").Ended);
    }

    [Fact]
    public void A_condition_sees_what_another_branch_produces()
    {
        var drive = Drive.Started($"""
            <startEvent id="s"/><parallelGateway id="f"/><userTask id="t"/><intermediateCatchEvent id="c">{Condition("answer = 42")}</intermediateCatchEvent><endEvent id="e"/><endEvent id="e2"/><flows>s > f > t > e; f > c > e2</flows>
            """);
        Assert.True(drive.Complete("t", "{answer: 42}").Ended);
    }

    [Fact]
    public void A_condition_at_the_boundary_ends_the_activity_that_made_it_true()
    {
        var drive = Drive.Started($"""
            <startEvent id="s"/><userTask id="t"/><boundaryEvent id="b" attachedToRef="t">{Condition("stop")}</boundaryEvent><endEvent id="e"/><endEvent id="be"/><flows>s > t > e; b > be</flows>
            """, "{stop: false}").Set("{stop: true}");
        Assert.True(drive.Ended);
        Assert.Equal("s b be", drive.Trace);
    }

    [Fact]
    public void A_condition_that_does_not_interrupt_counts_once_for_each_time_it_becomes_true()
    {
        var drive = Drive.Started($"""
            <startEvent id="s"/><userTask id="t"/><boundaryEvent id="b" attachedToRef="t" cancelActivity="false">{Condition("n > 2")}</boundaryEvent><userTask id="look"/><endEvent id="e"/><endEvent id="be"/><flows>s > t > e; b > look > be</flows>
            """, "{n: 0}").Set("{n: 3}").Set("{n: 4}");
        Assert.Equal("look t", drive.Tasks);
        Assert.Equal("look look t", drive.Set("{n: 1}").Set("{n: 5}").Tasks);
    }

    [Fact]
    public void A_condition_starts_an_event_sub_process()
    {
        var drive = Drive.Started($"""
            <startEvent id="s"/><userTask id="t"/><endEvent id="e"/><flows>s > t > e</flows>
            <subProcess id="esp" triggeredByEvent="true"><startEvent id="es">{Condition("stop")}</startEvent><userTask id="inside"/><endEvent id="ee"/><flows>es > inside > ee</flows></subProcess>
            """, "{stop: false}").Set("{stop: true}");
        Assert.Equal("inside", drive.Tasks);
    }

    [Fact]
    public void A_condition_behind_an_event_gateway_races_with_the_others()
    {
        var drive = Drive.Started($"""
            <startEvent id="s"/><eventBasedGateway id="g"/><intermediateCatchEvent id="c">{Condition("go")}</intermediateCatchEvent>
            <intermediateCatchEvent id="d"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent><endEvent id="e"/><endEvent id="e2"/><flows>s > g > c > e; g > d > e2</flows>
            """).Set("{go: true}");
        Assert.True(drive.Ended);
        Assert.Equal("s g c e", drive.Trace);
    }

    [Fact]
    public void A_link_goes_on_at_the_catch_of_its_name_and_round_again()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><userTask id="t"/><exclusiveGateway id="x"/><intermediateThrowEvent id="back"><linkEventDefinition name="again"/></intermediateThrowEvent>
            <intermediateCatchEvent id="come"><linkEventDefinition name="again"/></intermediateCatchEvent><exclusiveGateway id="in"/><endEvent id="e"/><flows>s > in > t > x; x > back if more; x > e else; come > in</flows>
            """).Complete("t", "{more: true}").Complete("t", "{more: false}");
        Assert.True(drive.Ended);
        Assert.Equal("s in t x back come in t x e", drive.Trace);
    }

    [Fact]
    public void An_inclusive_join_waits_for_a_token_that_can_come_by_a_link()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><inclusiveGateway id="f"/><userTask id="a"/><userTask id="b"/><intermediateThrowEvent id="jump"><linkEventDefinition name="L"/></intermediateThrowEvent>
            <intermediateCatchEvent id="land"><linkEventDefinition name="L"/></intermediateCatchEvent><inclusiveGateway id="j"/><userTask id="after"/><endEvent id="e"/>
            <flows>s > f; f > a if true; f > b if true; a > j; b > jump; land > j; j > after > e</flows>
            """).Complete("a");
        Assert.Equal("b", drive.Tasks);
        Assert.Equal("after", drive.Complete("b").Tasks);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_several_definitions_one_is_enough(bool message)
    {
        var drive = Drive.Started(Catch(Both), roots: Roots);
        Assert.Equal("c c", drive.Waits);
        Assert.True((message ? drive.Message("msg") : drive.Signal("sig")).Ended);
    }

    [Fact]
    public void Parallel_multiple_waits_until_all_have_happened()
    {
        var drive = Drive.Started(Catch(Both, "parallelMultiple=\"true\""), roots: Roots).Signal("sig", "{first: 1}");
        Assert.Equal("c", drive.Waits);
        drive.Message("msg", "{second: 2}");
        Assert.True(drive.Ended);
        Assert.Equal("1 2", $"{drive["first"]} {drive["second"]}");
    }

    [Fact]
    public void Parallel_multiple_at_the_boundary_without_interrupting_waits_for_all_again()
    {
        var drive = Drive.Started($"""
            <startEvent id="s"/><userTask id="t"/><boundaryEvent id="b" attachedToRef="t" cancelActivity="false" parallelMultiple="true">{Both}</boundaryEvent><userTask id="look"/><endEvent id="e"/><endEvent id="be"/><flows>s > t > e; b > look > be</flows>
            """, roots: Roots).Message("msg").Signal("sig");
        Assert.Equal("look t", drive.Tasks);
        Assert.Equal("b b", drive.Waits);
        Assert.Equal("look look t", drive.Signal("sig").Message("msg").Tasks);
    }

    [Fact]
    public void A_throw_with_several_definitions_throws_them_all()
    {
        var drive = Drive.Started($"""
            <startEvent id="s"/><parallelGateway id="f"/><intermediateCatchEvent id="c1"><messageEventDefinition messageRef="m"/></intermediateCatchEvent><intermediateCatchEvent id="c2"><signalEventDefinition signalRef="sig"/></intermediateCatchEvent>
            <userTask id="t"/><intermediateThrowEvent id="all">{Both}</intermediateThrowEvent><endEvent id="e1"/><endEvent id="e2"/><endEvent id="e3"/><flows>s > f > c1 > e1; f > c2 > e2; f > t > all > e3</flows>
            """, roots: Roots).Complete("t");
        Assert.True(drive.Ended);
    }

    [Fact]
    public void A_complex_gateway_fires_takes_in_the_rest_and_begins_again()
    {
        var drive = Drive.Started(Complex("")).Complete("b");
        Assert.Equal("a c", drive.Tasks);
        Assert.Equal("after c", drive.Complete("a").Tasks);
        drive.Complete("after");
        Assert.False(drive.Ended);
        Assert.True(drive.Complete("c").Ended);
        Assert.Equal("s f b a g after e c", drive.Trace);
    }

    [Fact]
    public void A_complex_gateway_sends_a_last_token_on_reset_where_its_condition_says_so()
    {
        var drive = Drive.Started(Complex("""<userTask id="late"/><endEvent id="le"/><flows>g > late if not(waitingForStart); late > le</flows>""")).Complete("a").Complete("b");
        Assert.Equal("after c", drive.Tasks);
        Assert.Equal("after late", drive.Complete("c").Tasks);
    }

    [Fact]
    public void A_complex_gateway_does_not_wait_for_what_can_no_longer_come()
    {
        var drive = Drive.Started(Complex("""<boundaryEvent id="b1" attachedToRef="c"><signalEventDefinition signalRef="sig"/></boundaryEvent><endEvent id="be"/><flows>b1 > be</flows>"""), roots: Roots)
            .Complete("a").Complete("b").Complete("after").Signal("sig");
        Assert.Equal(InstanceStatus.Completed, drive.State.Status);
    }

    private static string Condition(string text) => $"<conditionalEventDefinition><condition>{text.Replace(">", "&gt;", StringComparison.Ordinal)}</condition></conditionalEventDefinition>";

    private static string Catch(string definitions, string attributes = "") =>
        $"""<startEvent id="s"/><intermediateCatchEvent id="c" {attributes}>{definitions}</intermediateCatchEvent><endEvent id="e"/><flows>s > c > e</flows>""";

    private static string Complex(string more) => $"""
        <startEvent id="s"/><parallelGateway id="f"/><userTask id="a"/><userTask id="b"/><userTask id="c"/><complexGateway id="g"><activationCondition>activationCount = 2</activationCondition></complexGateway>
        <userTask id="after"/><endEvent id="e"/><flows>s > f > a > g > after > e; f > b > g; f > c > g</flows>{more}
        """;
}
