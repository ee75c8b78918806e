using Signaalketen.Engine.Commands;
using Signaalketen.Engine.State;
using Signaalketen.Engine.Time;

namespace Signaalketen.Engine.Tests.Execution;

/// <summary>A command that cannot be carried out says in one sentence why, and changes nothing.</summary>
public class RefusedCommandTests
{
    private const string TwoRounds = """
        <startEvent id="s"/><parallelGateway id="f"/>
        <subProcess id="sub"><multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics><userTask id="in"/></subProcess>
        <receiveTask id="m1" messageRef="M"/><receiveTask id="m2" messageRef="M"/><serviceTask id="job"/><userTask id="t"/>
        <boundaryEvent id="b" attachedToRef="t"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
        <adHocSubProcess id="free" ordering="Sequential"><userTask id="one"/><userTask id="two"/></adHocSubProcess><task id="e"/>
        <flows>s > f > sub; f > m1; f > m2; f > job; f > t; f > free; b > e</flows>
        """;

    private static readonly Drive Running = Drive.Started(TwoRounds, roots: """<message id="M" name="M"/>""");

    private static readonly (Command Command, RejectionCode Code, string Sentence)[] Impossible =
    [
        (new CompleteUserTask(999, Variables.Empty), RejectionCode.NotActive, "This task is no longer open."),
        (new EscalateUserTask(999, "X"), RejectionCode.NotActive, "This task is no longer open."),
        (new CompleteJob(999, Variables.Empty), RejectionCode.NotActive, "This job is no longer open."),
        (new FailJob(999, "broken"), RejectionCode.NotActive, "This job is no longer open."),
        (new FireTimer(999), RejectionCode.NotActive, "This timer has fired or was cancelled."),
        (new FireTimer(Running.State.Waits.Single(wait => wait.Value.DueAt is not null).Key), RejectionCode.Invalid, "This timer is not due yet."),
        (new CorrelateMessage("N", null, Variables.Empty), RejectionCode.NotCorrelated, "Nothing waits for the message 'N'."),
        (new CorrelateMessage("M", null, Variables.Empty), RejectionCode.Ambiguous, "2 waits fit the message 'M': m1, m2."),
        (new DeliverSignal("S", Variables.Empty), RejectionCode.NotCorrelated, "Nothing waits for the signal 'S'."),
        (new ActivateAdHoc("nowhere"), RejectionCode.NotActive, "No open ad-hoc sub-process holds 'nowhere'."),
        (new FinishAdHoc("sub"), RejectionCode.NotActive, "'sub' is not an open ad-hoc sub-process."),
        (new SetVariables(Variables.Empty, "nowhere"), RejectionCode.NotActive, "'nowhere' is not active."),
        (new SetVariables(Variables.Empty, "in"), RejectionCode.Ambiguous, "'in' is active more than once."),
        (new ResolveIncident(999, Variables.Empty), RejectionCode.NotActive, "This incident has been resolved."),
        (new ModifyInstance([]), RejectionCode.Invalid, "There is nothing to modify: name an operation or a variable."),
        (new ModifyInstance([new CancelElement(999)]), RejectionCode.NotActive, "There is no active element 999."),
        (new ModifyInstance([new MoveElement(999, "t")]), RejectionCode.NotActive, "There is no active element 999."),
        (new ModifyInstance([new MoveElement(Running.Key("t", 0, Pending.UserTask), "in")]), RejectionCode.Ambiguous, "'sub' around 'in' is active more than once: name the scope."),
        (new ModifyInstance([new MoveElement(Running.Key("t", 0, Pending.UserTask), "nowhere")]), RejectionCode.Invalid, "'nowhere' is in no scope around the element that moves."),
        (new ModifyInstance([new StartBefore("nowhere")]), RejectionCode.Invalid, "There is no element 'nowhere' in a process that is active here."),
        (new ModifyInstance([new StartBefore("t", 999)]), RejectionCode.NotActive, "999 is no active scope."),
        (new ModifyInstance([new StartBefore("t", Running.State.Elements.First(entry => entry.Value is { ElementId: "sub", Role: InstanceRole.Inner }).Key)]), RejectionCode.Invalid, "'sub' has no element 't' in it."),
    ];

    [Fact]
    public void Command_that_cannot_be_carried_out_says_why() => Assert.All(Impossible, each =>
    {
        var refused = Running.Refused(each.Command);
        Assert.Equal((each.Code, each.Sentence), (refused.Code, refused.Message));
    });

    [Theory]
    [InlineData("nowhere", "'nowhere' is not a start event of 'p'.")]
    [InlineData("t", "'t' is not a start event of 'p'.")]
    [InlineData("all", "'all' starts when all of its events have happened: send one of them instead.")]
    [InlineData(null, "'p' must be started at one of its start events: all, other.")]
    public void Start_that_cannot_be_says_why(string? at, string sentence)
    {
        var drive = Drive.Of("""
            <startEvent id="all" parallelMultiple="true"><messageEventDefinition messageRef="M"/><messageEventDefinition messageRef="N"/></startEvent>
            <startEvent id="other"><messageEventDefinition messageRef="O"/></startEvent><userTask id="t"/><flows>all > t; other > t</flows>
            """, """<message id="M" name="M"/><message id="N" name="N"/><message id="O" name="O"/>""");
        Assert.Equal(sentence, drive.Refused(new StartInstance("i1", "p:1", Variables.Empty, at)).Message);
        Assert.Equal("The process 'p:7' is not deployed.", drive.Refused(new StartInstance("i1", "p:7", Variables.Empty, at)).Message);
        Assert.Equal("There is no instance to step.", drive.Refused(new CancelInstance("test")).Message);
    }

    [Fact]
    public void Instance_is_started_once_and_takes_nothing_after_its_end()
    {
        var drive = Drive.Started("""<startEvent id="s"/><userTask id="t"/><flows>s > t</flows>""");
        Assert.Equal("The instance has been started already.", drive.Refused(new StartInstance("i1", "p:1", Variables.Empty)).Message);
        Assert.Equal("The instance has ended.", drive.Cancel().Refused(new CancelInstance("test")).Message);
    }

    [Theory]
    [InlineData("b", "a boundary event begins when its activity's event happens")]
    [InlineData("undo", "it only begins to undo another activity")]
    [InlineData("esp", "an event sub-process begins when its event happens; start before an element inside it")]
    [InlineData("es", "an event sub-process begins when its event happens; start before an element inside it")]
    public void No_token_is_set_where_none_can_stand(string element, string reason)
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><userTask id="t"/><boundaryEvent id="b" attachedToRef="t"><compensateEventDefinition/></boundaryEvent><userTask id="undo" isForCompensation="true"/><association id="x" sourceRef="b" targetRef="undo"/>
            <subProcess id="esp" triggeredByEvent="true"><startEvent id="es"><messageEventDefinition/></startEvent><userTask id="in"/><flows>es > in</flows></subProcess><flows>s > t</flows>
            """);
        Assert.Equal($"No token can stand before '{element}': {reason}.", drive.Refused(new ModifyInstance([new StartBefore(element)])).Message);
        Assert.Equal("t t", drive.Do(new ModifyInstance([new StartBefore("s")])).Tasks);
    }

    [Fact]
    public void Processes_that_call_one_another_without_end_are_stopped_at_a_depth()
    {
        var drive = Drive.Started("""<startEvent id="s"/><callActivity id="c" calledElement="p"/><flows>s > c</flows>""", options: new() { Calendar = WorkingCalendar.Netherlands, DeepestCall = 3 });
        Assert.Equal($"c:{IncidentCodes.Budget}", drive.Incidents);
        Assert.Equal("More than 3 processes have called one another; at 'c' it was stopped. Look for a process that calls itself without an end.", drive.State.Incidents.First().Value.Message);
        Assert.Equal(3, drive.State.Elements.Count(element => element.Value.Role == InstanceRole.Process));
    }

    [Fact]
    public void Cancelled_transaction_without_a_boundary_event_ends_when_all_is_undone()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><parallelGateway id="f"/><userTask id="other"/><transaction id="x"><startEvent id="xs"/><userTask id="a"/><boundaryEvent id="b" attachedToRef="a"><compensateEventDefinition/></boundaryEvent>
            <userTask id="undo" isForCompensation="true"/><association id="as" sourceRef="b" targetRef="undo"/><endEvent id="stop"><cancelEventDefinition/></endEvent><flows>xs > a > stop</flows></transaction><userTask id="after"/><flows>s > f > x > after; f > other</flows>
            """).Complete("a");
        Assert.Equal("other undo", drive.Tasks);
        Assert.Equal("other", drive.Complete("undo").Tasks);
        Assert.True(drive.Complete("other").Ended);
    }
}
