using Signaalketen.Engine.Commands;

namespace Signaalketen.Engine.Tests.Execution;

/// <summary>Ad-hoc sub-processes: people choose what is done, and when it is enough.</summary>
public class AdHocTests
{
    [Fact]
    public void Nothing_begins_by_itself_and_anything_may_begin_more_than_once()
    {
        var drive = Drive.Started(Model("")).Do(new ActivateAdHoc("b")).Do(new ActivateAdHoc("b")).Do(new ActivateAdHoc("a"));
        Assert.Equal("a b b", drive.Tasks);
    }

    [Fact]
    public void A_flow_inside_leads_on()
    {
        var drive = Drive.Started(Model("", flows: "<flows>a > b</flows>")).Do(new ActivateAdHoc("a")).Complete("a");
        Assert.Equal("b", drive.Tasks);
    }

    [Fact]
    public void It_stays_open_when_nothing_is_active_until_a_person_says_it_is_done()
    {
        var drive = Drive.Started(Model("")).Do(new ActivateAdHoc("a")).Complete("a");
        Assert.False(drive.Ended);
        Assert.True(drive.Do(new FinishAdHoc("ah")).Ended);
    }

    [Fact]
    public void Done_ends_what_still_runs()
    {
        var drive = Drive.Started(Model("")).Do(new ActivateAdHoc("a")).Do(new ActivateAdHoc("b")).Do(new FinishAdHoc("ah"));
        Assert.True(drive.Ended);
        Assert.Equal("s ah e", drive.Trace);
    }

    [Fact]
    public void Done_may_wait_for_what_still_runs_and_then_nothing_new_begins()
    {
        var drive = Drive.Started(Model("""cancelRemainingInstances="false" """)).Do(new ActivateAdHoc("a")).Do(new FinishAdHoc("ah"));
        Assert.Equal("a", drive.Tasks);
        Assert.Equal(RejectionCode.NotActive, drive.Refused(new ActivateAdHoc("b")).Code);
        Assert.True(drive.Complete("a").Ended);
    }

    [Fact]
    public void In_order_one_activity_at_a_time()
    {
        var drive = Drive.Started(Model("""ordering="Sequential" """)).Do(new ActivateAdHoc("a"));
        Assert.Equal(RejectionCode.NotActive, drive.Refused(new ActivateAdHoc("b")).Code);
        Assert.Equal("b", drive.Complete("a").Do(new ActivateAdHoc("b")).Tasks);
    }

    [Fact]
    public void Its_condition_is_asked_after_every_activity()
    {
        var drive = Drive.Started(Model("", "<completionCondition>n > 1</completionCondition>"), "{n: 0}").Do(new ActivateAdHoc("a")).Complete("a", "{n: 1}");
        Assert.False(drive.Ended);
        Assert.True(drive.Do(new ActivateAdHoc("b")).Complete("b", "{n: 2}").Ended);
    }

    [Fact]
    public void A_condition_without_an_answer_is_an_incident()
    {
        var drive = Drive.Started(Model("", "<completionCondition>unknown</completionCondition>")).Do(new ActivateAdHoc("a")).Complete("a");
        Assert.Equal("ah:ExpressionFailed", drive.Incidents);
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("s")]
    public void Only_what_stands_in_an_open_one_can_be_started(string element) =>
        Assert.Equal(RejectionCode.NotActive, Drive.Started(Model("")).Refused(new ActivateAdHoc(element)).Code);

    [Fact]
    public void A_boundary_event_ends_it()
    {
        var drive = Drive.Started(Model("") + """
            <boundaryEvent id="late" attachedToRef="ah"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent><endEvent id="le"/><flows>late > le</flows>
            """).Do(new ActivateAdHoc("a")).Advance("P2D");
        Assert.True(drive.Ended);
        Assert.Equal("s late le", drive.Trace);
    }

    private static string Model(string attributes, string inside = "", string flows = "") =>
        $"""<startEvent id="s"/><adHocSubProcess id="ah" {attributes}><userTask id="a"/><userTask id="b"/>{inside}{flows}</adHocSubProcess><endEvent id="e"/><flows>s > ah > e</flows>""".Replace("n > 1", "n &gt; 1", StringComparison.Ordinal);
}
