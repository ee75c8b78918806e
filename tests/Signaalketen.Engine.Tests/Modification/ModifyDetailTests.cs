using Signaalketen.Engine.Commands;
using Signaalketen.Engine.State;
using Signaalketen.Engine.Tests.Execution;
using Operation = Signaalketen.Engine.Commands.Modification;

namespace Signaalketen.Engine.Tests.Modification;

/// <summary>Modifications that need a scope which is not there, and what they leave behind.</summary>
public class ModifyDetailTests
{
    private sealed record Strange : Operation;

    private sealed record StrangeCommand : Command;

    private const string Fork = """<startEvent id="s"/><parallelGateway id="f"/><userTask id="a"/><userTask id="b"/><parallelGateway id="j"/><flows>s > f > a > j; f > b > j</flows>""";

    private static string Scope(string inside, string before = "", string around = "") => $"""
        <startEvent id="s"/><userTask id="a"/><serviceTask id="job"/><parallelGateway id="f"/><subProcess id="sub">{before}<userTask id="x"/>{inside}</subProcess>{around}<userTask id="after"/><flows>s > f > a > sub > after; f > job</flows>
        """;

    [Fact]
    public void Nothing_and_no_variables_is_refused_but_variables_alone_are_set()
    {
        var drive = Drive.Started(Fork);
        Assert.Equal(RejectionCode.Invalid, drive.Refused(new ModifyInstance([], Variables.Empty)).Code);
        Assert.Equal("1", drive.Do(new ModifyInstance([], Drive.Values("{x: 1}")))["x"]);
    }

    [Fact]
    public void What_nobody_knows_is_refused_by_its_name()
    {
        var drive = Drive.Started(Fork);
        Assert.Equal("There is no rule for the operation Strange.", drive.Refused(new ModifyInstance([new Strange()])).Message);
        Assert.Equal("There is no rule for the command StrangeCommand.", drive.Refused(new StrangeCommand()).Message);
    }

    [Fact]
    public void Instance_that_begins_anywhere_listens_as_any_other()
    {
        var drive = Drive.Of("""
            <dataObject id="d" name="note"/><startEvent id="s"/><userTask id="a"/><userTask id="b"/><flows>s > a > b</flows>
            <subProcess id="esp" triggeredByEvent="true"><startEvent id="es"><messageEventDefinition/></startEvent><userTask id="in"/><flows>es > in</flows></subProcess>
            """).Do(new StartInstance("i1", "p:1", Variables.Empty) { At = ["b"] });
        Assert.Equal(("b", "es", "null"), (drive.Tasks, drive.Waits, drive["note"]));
        Assert.Equal("in", drive.Message("es").Tasks);
    }

    [Fact]
    public void Instance_ends_when_its_last_waiting_token_is_cancelled()
    {
        var drive = Drive.Started(Fork).Complete("a").Do(new ModifyInstance([new CancelElements("b")]));
        Assert.Equal((InstanceStatus.Active, 1), (drive.State.Status, drive.State.Tokens.Count));
        Assert.Equal(InstanceStatus.Cancelled, drive.Do(new ModifyInstance([new CancelElements("j")])).State.Status);
    }

    [Fact]
    public void Element_of_a_process_that_is_called_twice_needs_a_scope()
    {
        var drive = new Drive(Bpmn.Deploy(
            Bpmn.Process("""<startEvent id="s"/><parallelGateway id="f"/><callActivity id="c1" calledElement="q"/><callActivity id="c2" calledElement="q"/><flows>s > f > c1; f > c2</flows>"""),
            Bpmn.Definitions("""<process id="q"><startEvent id="qs"/><userTask id="q1"/><userTask id="q2"/><flows>qs > q1 > q2</flows></process>"""))).Start();
        Refuses(drive, new StartBefore("q2"), RejectionCode.Ambiguous, "More than one active process has an element 'q2': name the scope.");
        var second = drive.State.Elements.Last(entry => entry.Value is { Role: InstanceRole.Process }).Key;
        Assert.Equal("q1 q1 q2", drive.Do(new ModifyInstance([new StartBefore("q2", second)])).Tasks);
    }

    [Fact]
    public void Repeated_scope_that_is_not_active_is_not_opened_for_one_element() => Refuses(
        Drive.Started(Scope("<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>")), new StartBefore("x"), RejectionCode.Invalid,
        "'sub' around 'x' repeats and is not active: start 'sub' itself.");

    /// <summary>Neither its boundary event nor its event sub-process can be waited for; the job had failed before.</summary>
    [Theory]
    [InlineData("", """<boundaryEvent id="t" attachedToRef="sub"><timerEventDefinition><timeDuration>soon</timeDuration></timerEventDefinition></boundaryEvent><flows>t > after</flows>""")]
    [InlineData("""<subProcess id="esp" triggeredByEvent="true"><startEvent id="es"><timerEventDefinition><timeDuration>soon</timeDuration></timerEventDefinition></startEvent></subProcess>""", "")]
    public void Scope_that_cannot_be_opened_is_refused_with_the_reason(string inside, string around)
    {
        var drive = Drive.Started(Scope(inside, around: around)).Fail("job", "no network");
        var refused = drive.Refused(new ModifyInstance([new StartBefore("x")]));
        Assert.Equal((RejectionCode.Invalid, "x"), (refused.Code, refused.ElementId));
        Assert.StartsWith("'sub' around 'x' cannot be opened: The expression 'soon' must give a date, a duration or a cycle", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Scope_that_opens_around_an_element_takes_its_input()
    {
        var drive = Drive.Started(Scope("", """<extensionElements><sk:input target="level" source="depth + 1"/></extensionElements>"""), "{depth: 1}").Do(new ModifyInstance([new StartBefore("x")]));
        Assert.True(drive.State.Elements.First(entry => entry.Value.ElementId == "sub").Value.Variables.TryGet("level", out var level));
        Assert.Equal("2", level.ToString());
    }

    [Fact]
    public void Nothing_starts_in_a_scope_that_is_being_undone()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><transaction id="tx"><startEvent id="ts"/><userTask id="a"/><userTask id="y"/><boundaryEvent id="b" attachedToRef="a"><compensateEventDefinition/></boundaryEvent><userTask id="undo" isForCompensation="true"/>
            <association id="as" sourceRef="b" targetRef="undo"/><endEvent id="no"><cancelEventDefinition/></endEvent><exclusiveGateway id="g"/><endEvent id="te"/><flows>ts > a > g; g > no if true; g > y else; y > te</flows></transaction><endEvent id="e"/><flows>s > tx > e</flows>
            """).Complete("a");
        Assert.Equal("undo", drive.Tasks);
        Refuses(drive, new StartBefore("y"), RejectionCode.NotActive, "'tx' is being undone: nothing starts in it.");
    }

    [Fact]
    public void Ad_hoc_sub_process_that_is_finishing_takes_nothing_new()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><adHocSubProcess id="h" cancelRemainingInstances="false"><userTask id="x"/><userTask id="y"/></adHocSubProcess><endEvent id="e"/><flows>s > h > e</flows>
            """).Do(new ActivateAdHoc("x")).Do(new FinishAdHoc("h"));
        Refuses(drive, new StartBefore("y"), RejectionCode.NotActive, "'h' is finishing: nothing new can be started in it.");
    }

    private static void Refuses(Drive drive, Operation operation, RejectionCode code, string sentence)
    {
        var refused = drive.Refused(new ModifyInstance([operation]));
        Assert.Equal((code, sentence), (refused.Code, refused.Message));
    }
}
