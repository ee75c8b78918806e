using Signaalketen.Engine.Commands;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.State;
using Signaalketen.Engine.Tests.Execution;
using Operation = Signaalketen.Engine.Commands.Modification;

namespace Signaalketen.Engine.Tests.Modification;

/// <summary>A person puts tokens where they should be. <see cref="Drive"/> checks replay, text and tree after each step.</summary>
public class ModifyTests
{
    private const string Line = """<startEvent id="s"/><userTask id="a"/><userTask id="b"/><endEvent id="e"/><flows>s > a > b > e</flows>""";

    private const string Nested = """
        <startEvent id="s"/><userTask id="a"/><subProcess id="sub"><startEvent id="ss"/><userTask id="x"/><userTask id="y"/><endEvent id="se"/><flows>ss > x > y > se</flows></subProcess>
        <userTask id="after"/><endEvent id="e"/><flows>s > a > sub > after > e</flows>
        <boundaryEvent id="late" attachedToRef="sub"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent><userTask id="chase"/><flows>late > chase > e</flows>
        """;

    private const string Repeated = """
        <startEvent id="s"/><subProcess id="sub"><multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics>
          <startEvent id="ss"/><userTask id="x"/><userTask id="y"/><flows>ss > x > y</flows></subProcess><userTask id="after"/><flows>s > sub > after</flows>
        """;

    [Fact]
    public void Token_starts_before_an_element_beside_what_is_active()
    {
        var drive = Modify(Drive.Started(Line), new StartBefore("b"));
        Assert.Equal("a b", drive.Tasks);
        Assert.Equal("b b", drive.Complete("a").Tasks);
        Assert.True(drive.Complete("b").Complete("b").Ended);
    }

    [Fact]
    public void Move_ends_one_element_and_starts_another_in_one_step()
    {
        var drive = Modify(Drive.Started(Line), new MoveElements("a", "b"));
        Assert.Equal("b", drive.Tasks);
        Assert.Equal("a", Modify(drive, new MoveElements("b", "a")).Tasks);
    }

    [Fact]
    public void Missing_scope_opens_with_its_boundary_events_but_without_its_start_event()
    {
        var drive = Modify(Drive.Started(Nested), new MoveElements("a", "y"));
        Assert.Equal(("y", "late", "s"), (drive.Tasks, drive.Waits, drive.Trace));
        Assert.Equal("after", drive.Complete("y").Tasks);
    }

    [Fact]
    public void Two_tokens_for_a_missing_scope_share_it()
    {
        var drive = Modify(Drive.Started(Nested), new CancelElements("a"), new StartBefore("x"), new StartBefore("y"));
        Assert.Equal(("x y", 1), (drive.Tasks, drive.State.Elements.Count(entry => entry.Value.ElementId == "sub")));
        Assert.Equal("y y", drive.Complete("x").Tasks);
        Assert.Equal("after", drive.Complete("y").Complete("y").Tasks);
    }

    [Fact]
    public void Scope_whose_last_element_moves_out_is_cancelled_and_sends_no_token_of_its_own()
    {
        var drive = Drive.Started(Nested).Complete("a");
        Assert.Equal(("after", ""), (Modify(drive, new MoveElements("x", "after")).Tasks, drive.Waits));
    }

    [Fact]
    public void Scope_stays_the_same_when_its_only_element_moves_within_it()
    {
        var drive = Drive.Started(Nested).Complete("a");
        var sub = drive.State.Elements.First(entry => entry.Value.ElementId == "sub").Key;
        Modify(drive, new MoveElements("x", "y"));
        Assert.True(drive.State.Elements.ContainsKey(sub));
        Assert.Equal("after", drive.Complete("y").Tasks);
    }

    [Fact]
    public void Instance_ends_when_nothing_is_left()
    {
        var drive = Modify(Drive.Started(Line), new CancelElements("a"));
        Assert.Equal(InstanceStatus.Cancelled, drive.State.Status);
        Assert.Equal(InstanceStatus.Cancelled, Modify(Drive.Started(Nested).Complete("a"), new CancelElements("x")).State.Status);
    }

    [Fact]
    public void Variables_are_there_for_what_starts()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><userTask id="a"/><exclusiveGateway id="g"/><userTask id="yes"/><userTask id="no"/><flows>s > a > g; g > yes if x = 1; g > no else</flows>
            """);
        drive.Do(new ModifyInstance([new MoveElements("a", "g")], Drive.Values("{x: 1}")));
        Assert.Equal(("yes", "1"), (drive.Tasks, drive["x"]));
    }

    [Fact]
    public void Variables_of_a_started_token_stay_in_its_scope()
    {
        var drive = Modify(Drive.Started(Nested), new StartBefore("x", null, Drive.Values("{z: 1}")));
        Assert.Equal("absent", drive["z"]);
        Assert.Equal(FeelNumber.From(1), drive.State.Elements.First(entry => entry.Value.ElementId == "sub").Value.Variables.Single(pair => pair.Key == "z").Value);
    }

    [Fact]
    public void Token_that_waits_at_a_join_can_be_cancelled_and_moved()
    {
        const string Fork = """<startEvent id="s"/><parallelGateway id="f"/><userTask id="a"/><userTask id="b"/><parallelGateway id="j"/><userTask id="c"/><flows>s > f > a > j; f > b > j; j > c</flows>""";
        var moved = Modify(Drive.Started(Fork).Complete("a"), new MoveElements("j", "a"));
        Assert.Equal("a b", moved.Tasks);
        Assert.Equal("c", moved.Complete("a").Complete("b").Tasks);
        var gone = Modify(Drive.Started(Fork).Complete("a"), new CancelElements("j"));
        Assert.Equal(("b", 0), (gone.Tasks, gone.State.Tokens.Count));
    }

    [Fact]
    public void Inclusive_join_fires_when_the_token_it_waited_for_is_cancelled()
    {
        var drive = Drive.Started("""<startEvent id="s"/><inclusiveGateway id="f"/><userTask id="a"/><userTask id="b"/><inclusiveGateway id="j"/><userTask id="c"/><flows>s > f > a > j; f > b > j; j > c</flows>""");
        Assert.Equal("c", Modify(drive.Complete("a"), new CancelElements("b")).Tasks);
    }

    [Fact]
    public void Token_before_a_join_passes_it_alone()
    {
        var drive = Drive.Started("""<startEvent id="s"/><parallelGateway id="f"/><userTask id="a"/><userTask id="b"/><parallelGateway id="j"/><userTask id="c"/><flows>s > f > a > j; f > b > j; j > c</flows>""");
        Assert.Equal("a b c", Modify(drive, new StartBefore("j")).Tasks);
    }

    [Fact]
    public void Repeated_scope_must_be_named()
    {
        var drive = Drive.Started(Repeated);
        Assert.Equal((RejectionCode.Ambiguous, "y"), Refusal(drive, new StartBefore("y")));
        var second = drive.State.Elements.Where(entry => entry.Value.Role == InstanceRole.Inner).ElementAt(1).Key;
        Assert.Equal("x x x y", Modify(drive, new StartBefore("y", second)).Tasks);
    }

    [Fact]
    public void Moves_in_a_repeated_scope_stay_in_their_repetition()
    {
        var drive = Modify(Drive.Started(Repeated), new MoveElements("x", "y"));
        Assert.Equal("y y y", drive.Tasks);
        Assert.Equal("after", drive.Complete("y").Complete("y").Complete("y").Tasks);
    }

    [Fact]
    public void Cancelled_repetition_counts_as_terminated_and_the_others_go_on()
    {
        var drive = Drive.Started(Repeated);
        var first = drive.State.Elements.First(entry => entry.Value.Role == InstanceRole.Inner).Key;
        Modify(drive, new CancelElement(first));
        Assert.Equal("after", drive.Complete("x").Complete("y").Complete("x").Complete("y").Tasks);
    }

    [Fact]
    public void Element_in_a_called_process_can_be_started_and_moved_out_to_its_caller()
    {
        Drive Called() => new Drive(Bpmn.Deploy(
            Bpmn.Process("""<startEvent id="s"/><callActivity id="c" calledElement="q"/><userTask id="after"/><flows>s > c > after</flows>"""),
            Bpmn.Definitions("""<process id="q"><startEvent id="qs"/><userTask id="q1"/><userTask id="q2"/><flows>qs > q1 > q2</flows></process>"""))).Start();
        Assert.Equal("q1 q2", Modify(Called(), new StartBefore("q2")).Tasks);
        var moved = Modify(Called(), new MoveElements("q1", "after"));
        Assert.Equal("after", moved.Tasks);
        Assert.DoesNotContain(moved.State.Elements, entry => entry.Value.DefinitionKey == "q:1");
    }

    [Fact]
    public void Inside_of_an_event_sub_process_can_be_started_without_its_event()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><userTask id="a"/><flows>s > a</flows>
            <subProcess id="esp" triggeredByEvent="true"><startEvent id="es"><messageEventDefinition messageRef="m"/></startEvent><userTask id="in"/><flows>es > in</flows></subProcess>
            """, roots: """<message id="m" name="msg"/>""");
        Assert.Equal("a in", Modify(drive, new StartBefore("in")).Tasks);
        Assert.Equal((RejectionCode.Invalid, "es"), Refusal(drive, new StartBefore("es")));
        Assert.Equal((RejectionCode.Invalid, "esp"), Refusal(drive, new StartBefore("esp")));
    }

    [Fact]
    public void What_cannot_be_done_is_refused_with_code_and_element_and_changes_nothing()
    {
        var drive = Drive.Started(Nested);
        var before = StateText.Write(drive.State);
        Assert.Equal((RejectionCode.Invalid, "nowhere"), Refusal(drive, new StartBefore("nowhere")));
        Assert.Equal((RejectionCode.Invalid, "late"), Refusal(drive, new StartBefore("late")));
        Assert.Equal((RejectionCode.NotActive, "x"), Refusal(drive, new CancelElements("x")));
        Assert.Equal((RejectionCode.NotActive, null), Refusal(drive, new CancelElement(99)));
        Assert.Equal((RejectionCode.NotActive, "x"), Refusal(drive, new StartBefore("x", 99)));
        Assert.Equal((RejectionCode.Invalid, "p"), Refusal(drive, new CancelElement(1)));
        Assert.Equal((RejectionCode.Invalid, null), Refusal(drive));
        Assert.Equal((RejectionCode.Invalid, "nowhere"), Refusal(drive, new CancelElements("a"), new StartBefore("nowhere")));
        Assert.Equal(before, StateText.Write(drive.State));
    }

    [Fact]
    public void Scope_that_is_active_twice_is_ambiguous()
    {
        var drive = Drive.Started("""
            <startEvent id="s"/><parallelGateway id="f"/><exclusiveGateway id="m"/><flows>s > f > m; f > m</flows>
            <subProcess id="sub"><startEvent id="ss"/><userTask id="x"/><userTask id="y"/><flows>ss > x > y</flows></subProcess><flows>m > sub</flows>
            """);
        Assert.Equal((RejectionCode.Ambiguous, "y"), Refusal(drive, new StartBefore("y")));
        Assert.Equal("y y", Modify(drive, new MoveElements("x", "y")).Tasks);
    }

    [Fact]
    public void Instance_starts_at_any_elements_for_a_test()
    {
        var drive = Drive.Of(Nested);
        drive.Do(new StartInstance("i1", "p:1", Drive.Values("{k: 1}"), null) { At = ["y", "after"] });
        Assert.Equal(("after y", "1", ""), (drive.Tasks, drive["k"], drive.Trace));
        Assert.Equal("after after", drive.Complete("y").Tasks);
        Assert.Equal(RejectionCode.Invalid, Drive.Of(Nested).Refused(new StartInstance("i1", "p:1", Variables.Empty, null) { At = ["late"] }).Code);
    }

    private static Drive Modify(Drive drive, params Operation[] operations) => drive.Do(new ModifyInstance(operations));

    private static (RejectionCode Code, string? Element) Refusal(Drive drive, params Operation[] operations)
    {
        var rejection = drive.Refused(new ModifyInstance(operations));
        Assert.True(rejection.Message.Length > 10);
        return (rejection.Code, rejection.ElementId);
    }
}
