using Signaalketen.Engine.Commands;
using Signaalketen.Engine.State;
using Signaalketen.Engine.Tests.Execution;

namespace Signaalketen.Engine.Tests.Modification;

/// <summary>Modification and migration of what waits for undoing, for a condition, or for people to begin something.</summary>
public class UndoingAndAdHocTests
{
    private const string AdHoc = """<startEvent id="s"/><userTask id="w"/><adHocSubProcess id="h" ordering="Sequential"><userTask id="x"/><userTask id="y"/></adHocSubProcess><userTask id="after"/><flows>s > w > h > after</flows>""";

    [Fact]
    public void Ad_hoc_sub_process_opens_around_what_starts_in_it_and_stays_open_when_it_is_cancelled()
    {
        var drive = Drive.Started(AdHoc).Do(new ModifyInstance([new MoveElements("w", "x")]));
        Assert.Equal("x", drive.Tasks);
        Assert.Equal((RejectionCode.NotActive, "y"), (drive.Refused(new ModifyInstance([new StartBefore("y")])).Code, drive.Refused(new ModifyInstance([new StartBefore("y")])).ElementId));
        drive.Do(new ModifyInstance([new MoveElements("x", "y")])).Do(new ModifyInstance([new CancelElements("y")]));
        Assert.Equal((InstanceStatus.Active, ""), (drive.State.Status, drive.Tasks));
        Assert.Equal("x", drive.Do(new ActivateAdHoc("x")).Tasks);
    }

    [Fact]
    public void What_was_done_before_a_migration_is_undone_as_the_new_version_undoes_it()
    {
        var drive = Versions.Started(Undo("book", "unbook", "Old"), Undo("reserve", "release", "New")).Complete("book");
        drive.Migrate(Versions.Plan with { Elements = Versions.Pairs(("book", "reserve"), ("unbook", "release")) });
        drive.Complete("next");
        Assert.Equal("release", drive.Tasks);
        Assert.Equal("end", drive.Complete("release").Tasks);
    }

    [Fact]
    public void What_the_new_version_cannot_undo_is_undone_by_the_version_that_did_it()
    {
        var drive = Versions.Started(Undo("book", "unbook", "Old"), Undo("reserve", "release", "New")).Complete("book").Migrate().Complete("next");
        Assert.Equal(("unbook", "p:1"), (drive.Tasks, drive.State.Elements.First(entry => entry.Value.ElementId == "unbook").Value.DefinitionKey));
        Assert.Equal("end", drive.Complete("unbook").Tasks);
    }

    [Fact]
    public void Undoing_goes_on_under_the_new_version_and_after_a_handler_is_cancelled()
    {
        var drive = Versions.Started(Undo("book", "unbook", "Old"), Undo("book", "unbook", "New")).Complete("book").Complete("next").Migrate();
        Assert.Equal("unbook", drive.Tasks);
        Assert.Equal("end", drive.Do(new ModifyInstance([new CancelElements("unbook")])).Tasks);
    }

    [Fact]
    public void Undoing_is_never_started_by_a_token() =>
        Assert.Equal((RejectionCode.Invalid, "unbook"), Refusal(Drive.Started(Undo("book", "unbook", "Old")), "unbook"));

    [Fact]
    public void Condition_that_reads_differently_now_is_looked_at_at_once()
    {
        string Wait(string condition) => $"""<startEvent id="s"/><intermediateCatchEvent id="c"><conditionalEventDefinition><condition>{condition}</condition></conditionalEventDefinition></intermediateCatchEvent><userTask id="b"/><flows>s > c > b</flows>""";
        Assert.Equal("c", Versions.Started(Wait("x = 1"), Wait("x = 1"), variables: "{x: 2}").Migrate().Waits);
        Assert.Equal("b", Versions.Started(Wait("x = 1"), Wait("x = 2"), variables: "{x: 2}").Migrate().Tasks);
    }

    private static (RejectionCode Code, string? Element) Refusal(Drive drive, string element)
    {
        var rejection = drive.Refused(new ModifyInstance([new StartBefore(element)]));
        return (rejection.Code, rejection.ElementId);
    }

    private static string Undo(string activity, string handler, string name) => $"""
        <startEvent id="s"/><userTask id="{activity}" name="{name}"/><boundaryEvent id="b{name}" attachedToRef="{activity}"><compensateEventDefinition/></boundaryEvent>
        <userTask id="{handler}" isForCompensation="true"/><association id="as" sourceRef="b{name}" targetRef="{handler}" associationDirection="One"/>
        <userTask id="next"/><intermediateThrowEvent id="undo"><compensateEventDefinition/></intermediateThrowEvent><userTask id="end"/><flows>s > {activity} > next > undo > end</flows>
        """;
}
