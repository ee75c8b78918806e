using Signaalketen.Engine.Commands;
using Signaalketen.Engine.Effects;
using Signaalketen.Engine.EventDefinitions;
using Signaalketen.Engine.Time;

namespace Signaalketen.Engine.Tests.Execution;

public class TimerTests
{
    private static string Catch(string timer) => $"""
        <startEvent id="s"/><intermediateCatchEvent id="t"><timerEventDefinition>{timer}</timerEventDefinition></intermediateCatchEvent><endEvent id="e"/><flows>s > t > e</flows>
        """;

    [Theory]
    [InlineData("<timeDate>2027-02-01T10:00:00+01:00</timeDate>", "2027-02-01T10:00:00+01:00")]
    [InlineData("<timeDate>2027-07-01T10:00</timeDate>", "2027-07-01T10:00:00+02:00")]
    [InlineData("<timeDate>2027-07-01</timeDate>", "2027-07-01T00:00:00+02:00")]
    [InlineData("<timeDuration>P1M</timeDuration>", "2027-02-04T09:00:00+01:00")]
    [InlineData("<timeDuration>P12W</timeDuration>", "2027-03-29T09:00:00+02:00")]
    [InlineData("<timeDuration>P3M</timeDuration>", "2027-04-04T09:00:00+02:00")]
    [InlineData("<timeDuration>moment</timeDuration>", "2027-01-06T09:00:00+01:00")]
    [InlineData("<timeDuration>duration(\"PT2H\")</timeDuration>", "2027-01-04T11:00:00+01:00")]
    [InlineData("<timeDate>date and time(\"2027-02-01T10:00:00@Europe/Amsterdam\")</timeDate>", "2027-02-01T10:00:00+01:00")]
    [InlineData("<timeDate>date(\"2027-02-01\") + duration(\"P1D\")</timeDate>", "2027-02-02T00:00:00+01:00")]
    public void Timer_is_due_when_its_text_or_expression_says(string timer, string due)
    {
        var drive = Drive.Started(Catch(timer), "{moment: \"P2D\"}");
        Assert.Equal(due, drive.Due());
        Assert.Equal("t", drive.Waits);
        Assert.True(drive.Advance(due).Ended);
    }

    [Theory]
    [InlineData("<timeDuration>unknown</timeDuration>", "a date, a duration or a cycle")]
    [InlineData("<timeDuration>1 + 1</timeDuration>", "a date, a duration or a cycle")]
    [InlineData("<timeDate>\"no date\"</timeDate>", "'no date' is not a date in ISO 8601.")]
    [InlineData("<timeDuration>\"soon\"</timeDuration>", "'soon' is not a duration in ISO 8601.")]
    [InlineData("<timeCycle>\"often\"</timeCycle>", "'often' is not a cycle in ISO 8601.")]
    [InlineData("<timeDuration>\"P9000Y\"</timeDuration>", "'P9000Y' from now lies outside the calendar.")]
    [InlineData("<timeCycle>\"R3/PT0S\"</timeCycle>", "")]
    [InlineData("<timeCycle>\"PT0S\"</timeCycle>", "the distance between two times must be more than nothing.")]
    [InlineData("<timeCycle>\"-PT1H\"</timeCycle>", "the distance between two times must be more than nothing.")]
    [InlineData("<timeCycle>\"R0/PT1H\"</timeCycle>", "a cycle of 0 times never fires.")]
    [InlineData("<timeCycle>\"R/PT1H/2020-01-01T00:00:00Z\"</timeCycle>", "its first time lies after its end, or outside the calendar.")]
    public void Timer_without_a_time_is_an_incident_that_says_why(string timer, string why)
    {
        var drive = Drive.Started(Catch(timer));
        Assert.Equal("t:ExpressionFailed", drive.Incidents);
        Assert.Contains(why, drive.State.Incidents.Single().Value.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Timer_in_the_past_is_due_at_once()
    {
        var drive = Drive.Started(Catch("<timeDate>2020-01-01T00:00:00Z</timeDate>"));
        Assert.False(drive.Ended);
        Assert.True(drive.Advance("PT0S").Ended);
    }

    [Fact]
    public void Timer_fires_once_and_not_before_it_is_due()
    {
        var drive = Drive.Started(Catch("<timeDuration>PT1H</timeDuration>") + """<subProcess id="esp" triggeredByEvent="true"><startEvent id="es"><messageEventDefinition/></startEvent><userTask id="u"/><endEvent id="ee"/><flows>es > u > ee</flows></subProcess>""");
        var key = drive.Effects.OfType<ScheduleTimer>().Single().TimerKey;
        Assert.Equal(RejectionCode.Invalid, drive.Refused(new FireTimer(key)).Code);
        drive.Message("es");
        Assert.Equal(RejectionCode.NotActive, drive.Refused(new FireTimer(key)).Code);
    }

    private static string Cycle(string cycle) => $"""
        <startEvent id="s"/><userTask id="a"/><boundaryEvent id="t" attachedToRef="a" cancelActivity="false"><timerEventDefinition><timeCycle>{cycle}</timeCycle></timerEventDefinition></boundaryEvent>
        <endEvent id="te"/><endEvent id="e"/><flows>s > a > e; t > te</flows>
        """;

    private static string Fired(Drive drive, int most)
    {
        var due = new List<string>();
        while (due.Count < most && drive.Due() is { Length: > 0 } next)
        {
            due.Add(next);
            drive.Advance(next);
        }

        return string.Join(' ', due);
    }

    [Theory]
    [InlineData("R3/PT1H", "2027-01-04T10:00:00+01:00 2027-01-04T11:00:00+01:00 2027-01-04T12:00:00+01:00")]
    [InlineData("R2/2027-01-05T08:00:00+01:00/P1D", "2027-01-05T08:00:00+01:00 2027-01-06T08:00:00+01:00")]
    [InlineData("R/PT1H/2027-01-04T11:30:00+01:00", "2027-01-04T10:00:00+01:00 2027-01-04T11:00:00+01:00")]
    [InlineData("R1/P1M", "2027-02-04T09:00:00+01:00")]
    [InlineData("R/2027-01-31T10:00/P1M", "2027-01-31T10:00:00+01:00 2027-02-28T10:00:00+01:00 2027-03-31T10:00:00+02:00 2027-04-30T10:00:00+02:00")]
    [InlineData("R/2020-01-01T10:00/P1M", "2027-02-01T10:00:00+01:00 2027-03-01T10:00:00+01:00 2027-04-01T10:00:00+02:00 2027-05-01T10:00:00+02:00")]
    [InlineData("PT2H", "2027-01-04T11:00:00+01:00 2027-01-04T13:00:00+01:00 2027-01-04T15:00:00+01:00 2027-01-04T17:00:00+01:00")]
    [InlineData("R/PT1H/2027-01-04T11:00:00+01:00", "2027-01-04T10:00:00+01:00 2027-01-04T11:00:00+01:00")]
    [InlineData("R/PT1H/2027-01-04T10:00:00+01:00", "2027-01-04T10:00:00+01:00")]
    public void Cycle_fires_as_often_as_it_says_counted_from_due_time(string cycle, string times)
    {
        var drive = Drive.Started(Cycle(cycle));
        Assert.Equal(times, Fired(drive, 4));
        Assert.Equal("a", drive.Tasks);
        Assert.True(drive.Complete("a").Ended);
    }

    /// <summary>The clock goes forward on 28 March 2027 at 02:00 and back on 31 October 2027 at 03:00.</summary>
    [Theory]
    [InlineData("2027-03-26T09:00", "R/P1D", "2027-03-27T09:00:00+01:00 2027-03-28T09:00:00+02:00 2027-03-29T09:00:00+02:00")]
    [InlineData("2027-03-26T02:30", "R/P1D", "2027-03-27T02:30:00+01:00 2027-03-28T03:30:00+02:00 2027-03-29T02:30:00+02:00")]
    [InlineData("2027-10-29T09:00", "R/P1D", "2027-10-30T09:00:00+02:00 2027-10-31T09:00:00+01:00 2027-11-01T09:00:00+01:00")]
    [InlineData("2027-10-29T02:30", "R/P1D", "2027-10-30T02:30:00+02:00 2027-10-31T02:30:00+02:00 2027-11-01T02:30:00+01:00")]
    [InlineData("2027-10-31T01:00", "R/PT1H", "2027-10-31T02:00:00+02:00 2027-10-31T02:00:00+01:00 2027-10-31T03:00:00+01:00")]
    [InlineData("2027-03-28T00:30", "R/PT1H", "2027-03-28T01:30:00+01:00 2027-03-28T03:30:00+02:00 2027-03-28T04:30:00+02:00")]
    public void Days_keep_the_hour_on_the_wall_and_hours_are_exact_when_the_clock_changes(string start, string cycle, string times)
    {
        var drive = Drive.Of(Cycle(cycle));
        drive.Now = Drive.At(start);
        Assert.Equal(times, Fired(drive.Start(), 3));
    }

    /// <summary>Counted by hand from the beginning: what was over before anybody listened is left out, what falls on this very moment is not.</summary>
    [Theory]
    [InlineData("R/2027-01-03T09:00/P1D", "2027-01-04T09:00:00+01:00 2027-01-05T09:00:00+01:00")]
    [InlineData("R/1980-01-01T00:00/P1Y1M", "2027-09-01T00:00:00+02:00 2028-10-01T00:00:00+02:00")]
    [InlineData("R/2020-01-01T00:00/P1M10D", "2027-01-31T00:00:00+01:00 2027-03-13T00:00:00+01:00")]
    [InlineData("R/2026-12-01T00:00/P1DT12H", "2027-01-04T12:00:00+01:00 2027-01-06T00:00:00+01:00")]
    [InlineData("R/1990-03-01T08:00/P1Y", "2027-03-01T08:00:00+01:00 2028-03-01T08:00:00+01:00")]
    public void Cycle_that_began_long_ago_goes_on_in_its_own_rhythm(string cycle, string times) =>
        Assert.Equal(times, Fired(Drive.Started(Cycle(cycle)), 2));

    [Fact]
    public void Cycle_that_is_handled_late_goes_on_from_when_it_was_due()
    {
        var drive = Drive.Started(Cycle("R/PT1H"));
        drive.Now = Drive.At("2027-01-04T12:45");
        drive.Do(new FireTimer(drive.State.Waits.First().Key));
        Assert.Equal("2027-01-04T11:00:00+01:00", drive.Due());
        Assert.Equal("2027-01-04T13:00:00+01:00", drive.Advance("PT0S").Due());
        Assert.Equal(3, drive.Trace.Split(' ').Count(id => id == "t"));
    }

    [Fact]
    public void Interrupting_cycle_fires_once()
    {
        var drive = Drive.Started(Cycle("R3/PT1H").Replace(" cancelActivity=\"false\"", "", StringComparison.Ordinal)).Advance("PT1H");
        Assert.True(drive.Ended);
        Assert.Equal("s t te", drive.Trace);
    }

    [Fact]
    public void Event_sub_process_starts_on_every_turn_of_its_cycle_until_its_scope_ends()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><userTask id="a"/><flows>s > a</flows>
            <subProcess id="esp" triggeredByEvent="true"><startEvent id="es" isInterrupting="false"><timerEventDefinition><timeCycle>R/PT1H</timeCycle></timerEventDefinition></startEvent><userTask id="e"/><flows>es > e</flows></subProcess>
            """).Advance("PT2H");
        Assert.Equal(("a e e", "es"), (drive.Tasks, drive.Waits));
        Assert.True(drive.Complete("e").Complete("e").Complete("a").Ended);
    }

    [Fact]
    public void Term_of_a_timer_event_is_its_time()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><intermediateCatchEvent id="t"><timerEventDefinition><extensionElements><sk:term duration="5 wd"/></extensionElements></timerEventDefinition></intermediateCatchEvent><flows>s > t</flows>
            """);
        Assert.Equal(new DateOnly(2027, 1, 11), drive.Engine.Options.Calendar.LocalDate(drive.State.Waits.First().Value.DueAt!.Value));
    }

    [Theory]
    [InlineData("<timeCycle>R2/PT1H</timeCycle>", "2027-01-04T10:00")]
    [InlineData("<timeDate>2027-02-01</timeDate>", "2027-02-01T00:00")]
    [InlineData("<timeDuration>duration(\"PT2H\")</timeDuration>", "2027-01-04T11:00")]
    [InlineData("<extensionElements><sk:term duration=\"4 h\"/></extensionElements>", "2027-01-04T13:00")]
    [InlineData("<extensionElements><sk:term duration=\"4 h\" from=\"began\"/></extensionElements>", null)]
    public void Start_timer_says_when_it_first_fires_and_has_nothing_to_explain(string timer, string? first)
    {
        var plan = StartTimer(timer).FirstAfter(Drive.At("2027-01-04T09:00"), new() { Calendar = WorkingCalendar.Netherlands }, out var error);
        Assert.Equal((first is null ? null : Drive.At(first), ""), (plan?.DueAt, error));
    }

    [Fact]
    public void Start_timer_of_a_cycle_says_how_often_it_fires_again()
    {
        var zone = WorkingCalendar.Netherlands.Zone;
        TimerPlan First(string cycle) => StartTimer($"<timeCycle>{cycle}</timeCycle>").FirstAfter(Drive.At("2027-01-04T09:00"), new() { Calendar = WorkingCalendar.Netherlands }, out _)!;
        var counted = First("R2/PT1H");
        Assert.Equal((1, 0), (counted.Remaining, counted.Next(zone)!.Remaining));
        Assert.Equal(Drive.At("2027-01-04T11:00"), counted.Next(zone)!.DueAt);
        Assert.Null(counted.Next(zone)!.Next(zone));
        var endless = First("R/PT1H");
        Assert.Equal((-1, -1, -1), (endless.Remaining, endless.Next(zone)!.Remaining, endless.Next(zone)!.Next(zone)!.Remaining));
    }

    private static TimerEventDefinition StartTimer(string timer) => Assert.Single(Bpmn.Deploy(Bpmn.Process(
        $"""<startEvent id="s"><timerEventDefinition>{timer}</timerEventDefinition></startEvent><endEvent id="e"/><flows>s > e</flows>""")).All.First().Starts).Timer!;
}
