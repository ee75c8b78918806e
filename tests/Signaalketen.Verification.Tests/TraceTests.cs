using Signaalketen.Verification.Scenarios;

namespace Signaalketen.Verification.Tests;

/// <summary>A scenario told in sentences.</summary>
public class TraceTests
{
    private static List<string> Story(string body, string steps, string roots = "", string more = "")
    {
        var story = new List<string>();
        Scenario.Run($$"""{"model":"p",{{more}}"clock":"2027-01-04T09:00:00+01:00","steps":[{{steps}}]}""", _ => Models.Xml(roots + Models.Process("p", body)), tell: story.Add);
        return story;
    }

    [Fact]
    public void Join_says_which_flow_it_still_waits_for() => Assert.Equal(
        [
            "1. start `p` with {\"x\": 1} → an instance of `p:1` starts; set x; `s` completed; `f` completed; `a` is an open task; `b` is an open task",
            "2. complete `a` → `a` completed; token to `j`; `j` waits for `b-j`",
            "3. complete `a` → refused: NotActive 'a' has no open task or job.",
            "4. expect → holds",
            "5. complete `b` → `b` completed; `j` completed; the instance ended",
        ],
        Story(
            $"""<startEvent id="s"/><parallelGateway id="f"/><userTask id="a"/><userTask id="b"/><parallelGateway id="j"/>{Models.Flow("s", "f", "a", "j")}{Models.Flow("f", "b", "j")}""",
            """{"do":"start","process":"p","variables":{"x": 1}},{"do":"complete","task":"a"},{"do":"complete","task":"a"},{"expect":{"ok":false}},{"do":"complete","task":"b"}"""));

    [Fact]
    public void Waits_jobs_incidents_and_what_is_cut_off_are_told() => Assert.Equal(
        [
            "1. start → an instance of `p:1` starts; `s` completed; `b` waits until 2027-01-04T09:00:00Z; `j` asks for the job j",
            "2. failJob `j` → the work of `j` came back; incident at `j` (JobFailed): no luck",
            "3. advance `PT1H` → the incident at `j` is over; `j` was cut off; `b` completed; `m` waits for the message 'm'",
            "4. signal `nobody` → nothing happened",
            "5. cancel → `m` was cut off; `p` was cut off; the instance is cancelled",
        ],
        Story(
            $"""<startEvent id="s"/><serviceTask id="j"/><boundaryEvent id="b" attachedToRef="j"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent><receiveTask id="m" messageRef="msg"/>{Models.Flow("s", "j")}{Models.Flow("b", "m")}""",
            """{"do":"start"},{"do":"failJob","element":"j","message":"no luck"},{"do":"advance","by":"PT1H"},{"do":"signal","name":"nobody"},{"do":"cancel"}""",
            "<message id=\"msg\" name=\"m\"/>", "\"jobs\":\"manual\","));
}
