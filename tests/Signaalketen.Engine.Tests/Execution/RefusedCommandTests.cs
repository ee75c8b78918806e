using Signaalketen.Engine.Commands;
using Signaalketen.Engine.State;

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
}
