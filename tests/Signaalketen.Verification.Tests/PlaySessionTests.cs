namespace Signaalketen.Verification.Tests;

public class PlaySessionTests
{
    private static readonly string OneTask = Models.Xml(Models.Process("p", $"""
        <dataObject id="d"/><dataObjectReference id="r" name="dossier" dataObjectRef="d"/><startEvent id="s"/><userTask id="a"/><endEvent id="e"/>{Models.Flow("s", "a", "e")}
        """));

    [Fact]
    public void Answer_has_every_field_of_the_contract()
    {
        var answer = Models.Play(OneTask).Do("""{"do":"start","variables":{"b":1,"a":"x"}}""");
        Assert.Equal(
            """{"ok":true,"ended":false,"instances":1,"tasks":["a"],"waits":[],"jobs":[],"incidents":[],"variables":{"a":"x","b":1,"dossier":null},"done":{"s":1},"ends":{},"clock":"2027-01-04T09:00:00+01:00"}""",
            answer.GetRawText());
    }

    [Fact]
    public void Refusal_has_code_element_and_message()
    {
        var answer = Models.Play(OneTask).Do("""{"do":"complete","task":"a"}""");
        Assert.Equal(["ok", "code", "element", "message"], answer.EnumerateObject().Select(property => property.Name));
        Assert.Equal(("NotActive", "a"), (answer.GetProperty("code").GetString(), answer.GetProperty("element").GetString()));
    }

    [Fact]
    public void Variables_stay_those_of_the_first_instance_after_its_end()
    {
        var play = Models.Play(OneTask);
        play.Do("""{"do":"start","variables":{"x":1}}""");
        play.Do("""{"do":"start","variables":{"x":2}}""");
        var answer = play.Do("""{"do":"complete","task":"a","variables":{"dossier":"D1"}}""");
        Assert.Equal("""{"dossier":"D1","x":1}""", answer.GetProperty("variables").GetRawText());
        Assert.Equal("""{"a":1,"e":1,"s":2}""", answer.GetProperty("done").GetRawText());
        Assert.Equal(1, answer.GetProperty("instances").GetInt32());
    }

    [Theory]
    [InlineData("1", "Invalid")]
    [InlineData("""{"do":"dance"}""", "Invalid")]
    [InlineData("""{"undo":"start"}""", "Invalid")]
    [InlineData("""{"do":"start","variables":[]}""", "Invalid")]
    [InlineData("""{"do":"start","process":"unknown"}""", "Invalid")]
    [InlineData("""{"do":"start","element":"a"}""", "Invalid")]
    [InlineData("""{"do":"complete"}""", "Invalid")]
    [InlineData("""{"do":"complete","task":"a","index":-1}""", "Invalid")]
    [InlineData("""{"do":"complete","task":"a","index":"0"}""", "Invalid")]
    [InlineData("""{"do":"message"}""", "Invalid")]
    [InlineData("""{"do":"message","name":"unknown"}""", "NotCorrelated")]
    [InlineData("""{"do":"signal"}""", "Invalid")]
    [InlineData("""{"do":"advance"}""", "Invalid")]
    [InlineData("""{"do":"advance","by":"an hour"}""", "Invalid")]
    [InlineData("""{"do":"advance","by":"-PT1H"}""", "Invalid")]
    [InlineData("""{"do":"advance","by":"P99999Y"}""", "Invalid")]
    [InlineData("""{"do":"clock","to":"tomorrow"}""", "Invalid")]
    [InlineData("""{"do":"set","variables":{"x":1}}""", "NotActive")]
    [InlineData("""{"do":"set","variables":{"x":1},"scope":"a"}""", "NotActive")]
    [InlineData("""{"do":"finishJob","element":"a"}""", "NotActive")]
    [InlineData("""{"do":"failJob","element":"a"}""", "NotActive")]
    [InlineData("""{"do":"escalate","element":"a","code":"x"}""", "NotActive")]
    [InlineData("""{"do":"resolve","element":"a"}""", "NotActive")]
    [InlineData("""{"do":"cancel"}""", "NotActive")]
    public void Step_that_cannot_be_done_is_refused(string step, string code) => Assert.Equal(code, Models.Play(OneTask).Refused(step));

    [Fact]
    public void Advance_by_nothing_fires_what_is_due_now()
    {
        var play = Models.Play(Models.Xml(Models.Process("p", $"""
            <startEvent id="s"/><intermediateCatchEvent id="t"><timerEventDefinition><timeDuration>PT0S</timeDuration></timerEventDefinition></intermediateCatchEvent><userTask id="a"/>{Models.Flow("s", "t", "a")}
            """)));
        Assert.Equal("", play.Tasks("""{"do":"advance","by":"PT0S"}"""));
        Assert.Equal("", play.Tasks("""{"do":"start"}"""));
        Assert.Equal("a", play.Tasks("""{"do":"advance","by":"PT0S"}"""));
    }

    [Fact]
    public void Tasks_of_one_element_are_completed_by_their_place_oldest_first()
    {
        var play = Models.Play(OneTask);
        play.Do("""{"do":"start","variables":{"who":"first"}}""");
        play.Do("""{"do":"start","variables":{"who":"second"}}""");
        play.Do("""{"do":"start","variables":{"who":"third"}}""");
        play.Do("""{"do":"complete","task":"a","index":1}""");
        Assert.Equal([true, false, true], play.World.Instances.Select(instance => instance.Runs));
        play.Do("""{"do":"complete","task":"a","index":1}""");
        Assert.Equal([true, false, false], play.World.Instances.Select(instance => instance.Runs));
        Assert.Equal("NotActive", play.Refused("""{"do":"complete","task":"a","index":1}"""));
    }

    [Fact]
    public void Start_needs_the_process_when_the_file_has_several_and_finds_those_of_other_files()
    {
        var two = Models.Xml(Models.Process("p", """<userTask id="a"/>""") + Models.Process("q", """<userTask id="b"/>"""));
        var play = Models.Play(two, Models.Xml(Models.Process("r", """<userTask id="c"/>""")));
        Assert.Equal("Invalid", play.Refused("""{"do":"start"}"""));
        Assert.Equal("b", play.Tasks("""{"do":"start","process":"q"}"""));
        Assert.Equal("b c", play.Tasks("""{"do":"start","process":"r"}"""));
        Assert.Equal("c", play.Tasks("""{"do":"cancel","process":"q"}"""));
    }

    [Fact]
    public void Lists_are_sorted_and_waits_leave_out_ladder_rungs()
    {
        var play = Models.Play(Models.Xml(Models.Process("p", $"""
            <extensionElements><sk:ladder id="L"><sk:rung at="50%" to="assignee" action="remind"/></sk:ladder></extensionElements>
            <userTask id="z"><extensionElements><sk:term duration="5 wd" ladder="L"/></extensionElements></userTask><userTask id="a"/><receiveTask id="m2"/><receiveTask id="m1"/>
            <boundaryEvent id="b" attachedToRef="z"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent><task id="t"/>{Models.Flow("b", "t")}
            """)));
        var answer = play.Do("""{"do":"start"}""");
        Assert.Equal("""["a","z"]""", answer.GetProperty("tasks").GetRawText());
        Assert.Equal("""[{"element":"b","kind":"timer"},{"element":"m1","kind":"message"},{"element":"m2","kind":"message"}]""", answer.GetProperty("waits").GetRawText());
        Assert.Equal("z", answer.GetProperty("terms")[0].GetProperty("element").GetString());
    }

    [Fact]
    public void Numbers_and_temporal_values_are_written_as_the_contract_says()
    {
        var play = Models.Play(Models.Xml(Models.Process("p", $"""
            <startEvent id="s"/><scriptTask id="t"><script>{"{"}big: 12345678901234567890, day: date("2027-01-04"), span: duration("P1D"), list: [1, null, true], zone: date and time("2027-01-04T09:00:00@Europe/Amsterdam"){"}"}</script></scriptTask>{Models.Flow("s", "t")}
            """)));
        Assert.Equal(
            """{"big":"12345678901234567890","day":"2027-01-04","list":[1,null,true],"span":"P1D","zone":"2027-01-04T09:00:00@Europe/Amsterdam"}""",
            play.Do("""{"do":"start"}""").GetProperty("variables").GetRawText());
    }
}
