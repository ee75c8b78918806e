using Signaalketen.Engine.Events;
using Signaalketen.Verification.Play;

namespace Signaalketen.Verification.Tests;

public class WorldTests
{
    private const string Message = """<message id="m" name="order"/>""";

    private static readonly string Seller = Models.Xml(Message + Models.Process("seller", $"""
        <startEvent id="got"><messageEventDefinition messageRef="m"/></startEvent><userTask id="sell"/>{Models.Flow("got", "sell")}
        """));

    [Fact]
    public void Message_for_a_waiting_instance_does_not_also_start_one()
    {
        var play = Models.Play(Models.Xml(Message + Models.Process("p", $"""
            <startEvent id="s"/><startEvent id="byMessage"><messageEventDefinition messageRef="m"/></startEvent><receiveTask id="r" messageRef="m"/><userTask id="a"/>
            {Models.Flow("s", "r", "a")}{Models.Flow("byMessage", "a")}
            """)));
        play.Do("""{"do":"start"}""");
        Assert.Equal("a", play.Tasks("""{"do":"message","name":"order"}"""));
        Assert.Single(play.World.Instances);
        Assert.Equal("a a", play.Tasks("""{"do":"message","name":"order"}"""));
        Assert.Equal(2, play.World.Instances.Count);
    }

    [Fact]
    public void Message_that_would_start_two_processes_is_refused_unless_the_start_event_is_named()
    {
        var play = Models.Play(Seller, Seller.Replace("seller", "other", StringComparison.Ordinal).Replace("\"got\"", "\"also\"", StringComparison.Ordinal).Replace("got-sell", "f", StringComparison.Ordinal));
        Assert.Equal("Ambiguous", play.Refused("""{"do":"message","name":"order"}"""));
        Assert.Equal("sell", play.Tasks("""{"do":"message","name":"order","element":"also"}"""));
        Assert.Equal("other:1", Assert.Single(play.World.Instances).DefinitionKey);
    }

    [Fact]
    public void Message_may_be_named_by_its_id() => Assert.Equal("sell", Models.Play(Seller).Tasks("""{"do":"message","name":"m"}"""));

    [Fact]
    public void Two_instances_that_wait_are_ambiguous_without_a_key()
    {
        var play = Models.Play(Models.Xml(Message + Models.Process("p", $"""
            <startEvent id="s"/><receiveTask id="r" messageRef="m" sk:correlationKey="k"/>{Models.Flow("s", "r")}
            """)));
        play.Do("""{"do":"start","variables":{"k":"a"}}""");
        play.Do("""{"do":"start","variables":{"k":"b"}}""");
        Assert.Equal("Ambiguous", play.Refused("""{"do":"message","name":"order"}"""));
        Assert.Equal("NotCorrelated", play.Refused("""{"do":"message","name":"order","correlation":"c"}"""));
        Assert.Equal(1, play.Do("""{"do":"message","name":"order","correlation":"b"}""").GetProperty("instances").GetInt32());
    }

    private static Playing Sending(string timeToLive, string receiver = "") => Models.Play(
        Models.Xml(Message + Models.Process("sender", $"""
            <startEvent id="s"/><endEvent id="e"><messageEventDefinition messageRef="m" {timeToLive}/></endEvent>{Models.Flow("s", "e")}
            """)),
        Models.Xml(Message + Models.Process("receiver", $"""
            <startEvent id="rs"/><receiveTask id="r" messageRef="m" {receiver}/><userTask id="a"/>{Models.Flow("rs", "r", "a")}
            """)));

    [Theory]
    [InlineData("", "PT0S", "")]
    [InlineData("sk:timeToLive=\"PT2H\"", "PT1H59M", "a")]
    [InlineData("sk:timeToLive=\"PT2H\"", "PT2H", "")]
    [InlineData("sk:timeToLive=\"PT2H\" sk:correlationKey='\"x\"'", "PT1H", "")]
    [InlineData("sk:timeToLive=\"PT2H\" sk:correlationKey='\"k\"'", "PT1H", "a")]
    public void Message_with_a_time_to_live_is_kept_until_then_for_who_begins_to_wait(string timeToLive, string later, string tasks)
    {
        var play = Sending(timeToLive, "sk:correlationKey='\"k\"'");
        play.Do("""{"do":"start","process":"sender"}""");
        play.Do($$"""{"do":"advance","by":"{{later}}"}""");
        Assert.Equal(tasks, play.Tasks("""{"do":"start","process":"receiver"}"""));
    }

    [Fact]
    public void Each_kept_message_is_delivered_once()
    {
        var play = Sending("sk:timeToLive=\"P1D\"");
        play.Do("""{"do":"start","process":"sender"}""");
        play.Do("""{"do":"start","process":"sender"}""");
        Assert.Equal("a", play.Tasks("""{"do":"start","process":"receiver"}"""));
        Assert.Equal("a a", play.Tasks("""{"do":"start","process":"receiver"}"""));
        Assert.Equal("a a", play.Tasks("""{"do":"start","process":"receiver"}"""));
    }

    [Fact]
    public void Signal_thrown_at_the_very_start_is_heard_by_others_and_not_by_a_later_catch_of_its_own()
    {
        var play = Models.Play(Models.Xml("""<signal id="g" name="go"/>""" + Models.Process("p", $"""
            <startEvent id="s"/><intermediateThrowEvent id="t"><signalEventDefinition signalRef="g"/></intermediateThrowEvent>
            <intermediateCatchEvent id="c"><signalEventDefinition signalRef="g"/></intermediateCatchEvent><userTask id="a"/>{Models.Flow("s", "t", "c", "a")}
            """)));
        Assert.Equal("", play.Tasks("""{"do":"start"}"""));
        Assert.Equal("a", play.Tasks("""{"do":"start"}"""));
    }

    [Fact]
    public void Timers_of_all_instances_fire_in_order_of_due_time_with_the_clock_at_that_time()
    {
        var play = Models.Play(Models.Xml(Models.Process("p", $"""
            <startEvent id="s"/><intermediateCatchEvent id="t"><timerEventDefinition><timeDuration>wait</timeDuration></timerEventDefinition></intermediateCatchEvent>
            <scriptTask id="note"><script>{"{"}at: string(now()){"}"}</script></scriptTask>{Models.Flow("s", "t", "note")}
            """)));
        play.Do("""{"do":"start","variables":{"wait":"PT3H"}}""");
        play.Do("""{"do":"start","variables":{"wait":"PT1H"}}""");
        Assert.Equal(Models.Clock.AddHours(1), play.World.NextAlarm);
        var answer = play.Do("""{"do":"advance","by":"PT5H"}""");
        Assert.True(answer.GetProperty("ended").GetBoolean());
        Assert.Equal("2027-01-04T14:00:00+01:00", answer.GetProperty("clock").GetString());
        Assert.StartsWith("2027-01-04T12:00:00", answer.GetProperty("variables").GetProperty("at").GetString(), StringComparison.Ordinal);
        Assert.Null(play.World.NextAlarm);
    }

    [Fact]
    public void Clock_keeps_its_zone_over_a_change_of_the_clock_and_utc_stays_utc()
    {
        var xml = Models.Xml(Models.Process("p", $"""<startEvent id="s"/><userTask id="a"/>{Models.Flow("s", "a")}"""));
        Assert.Equal("2027-07-01T09:00:00+02:00", Models.Play(xml).Do("""{"do":"clock","to":"2027-07-01T09:00"}""").GetProperty("clock").GetString());
        var utc = Models.Play(new WorldOptions { Clock = Models.Clock.ToUniversalTime() }, xml);
        Assert.Equal("2027-07-01T07:00:00Z", utc.Do("""{"do":"clock","to":"2027-07-01T09:00"}""").GetProperty("clock").GetString());
    }

    [Fact]
    public void Cycle_that_would_fire_endlessly_in_one_move_is_stopped()
    {
        var play = Models.Play(new WorldOptions { Clock = Models.Clock, MostTimers = 100 }, Models.Xml(Models.Process("p", $"""
            <startEvent id="s"/><userTask id="a"/><boundaryEvent id="b" attachedToRef="a" cancelActivity="false"><timerEventDefinition><timeCycle>R/PT1S</timeCycle></timerEventDefinition></boundaryEvent><task id="t"/>
            {Models.Flow("s", "a")}{Models.Flow("b", "t")}
            """)));
        play.Do("""{"do":"start"}""");
        Assert.Equal("Invalid", play.Refused("""{"do":"advance","by":"P1Y"}"""));
    }

    [Fact]
    public void Two_processes_that_send_each_other_messages_forever_are_stopped()
    {
        static string Pong(string process, string catches, string throws) => Models.Xml($"""<message id="{catches}" name="{catches}"/><message id="{throws}" name="{throws}"/>""" + Models.Process(process, $"""
            <startEvent id="{process}s"><messageEventDefinition messageRef="{catches}"/></startEvent><endEvent id="{process}e"><messageEventDefinition messageRef="{throws}"/></endEvent>{Models.Flow(process + "s", process + "e")}
            """));
        var play = Models.Play(new WorldOptions { Clock = Models.Clock, MostDeliveries = 100 }, Pong("p", "ping", "pong"), Pong("q", "pong", "ping"));
        Assert.Equal("Invalid", play.Refused("""{"do":"message","name":"ping"}"""));
        Assert.InRange(play.World.Instances.Count, 50, 200);
    }

    [Fact]
    public void History_of_every_instance_gives_its_state()
    {
        var play = Models.Play(new WorldOptions { Clock = Models.Clock, RoundTripStates = true }, Seller);
        play.Do("""{"do":"message","name":"order","variables":{"x":[1,{"a":null}]}}""");
        play.Do("""{"do":"complete","task":"sell"}""");
        var instance = Assert.Single(play.World.Instances);
        Assert.Equal(Engine.State.StateText.Write(instance.State), Engine.State.StateText.Write(Evolve.Replay(instance.Events)));
    }
}
