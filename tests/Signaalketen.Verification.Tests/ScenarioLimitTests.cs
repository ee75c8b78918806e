using Signaalketen.Verification.Scenarios;

namespace Signaalketen.Verification.Tests;

/// <summary>A scenario file is bounded as a model is, and no text makes it throw.</summary>
public class ScenarioLimitTests
{
    private const string Model = """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p"><startEvent id="s"/><userTask id="a"/><intermediateCatchEvent id="t"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
        <serviceTask id="j"/><endEvent id="e"/><sequenceFlow id="f" sourceRef="s" targetRef="a"/><sequenceFlow id="g" sourceRef="a" targetRef="t"/><sequenceFlow id="h" sourceRef="t" targetRef="j"/><sequenceFlow id="i" sourceRef="j" targetRef="e"/></process></definitions>
        """;

    private const string Story = """
        {"model":"p","also":[],"clock":"2027-01-04T09:00:00+01:00","jobs":"manual","steps":[{"do":"start","process":"p","variables":{"x":[1,{"y":null}]}},{"expect":{"tasks":["a"],"ended":false}},
        {"do":"complete","task":"a","index":0,"variables":{"z":1.5}},{"do":"advance","by":"PT2H"},{"expect":{"jobs":["j"]}},{"do":"set","variables":{"x":2}},{"do":"finishJob","element":"j"},{"expect":{"ended":true,"ends":{"e":1}}}]}
        """;

    private static readonly string[] Words =
        ["null", "0", "-1", "1e999", "99999999999999999999", "\"\"", "[]", "{}", "true", "\"\\ud800\"", "\"a\"", "\"P999999999Y\"", "\"PT0S\"", "\"9999-12-31T23:59:59Z\"", ",", ":", "[", "]", "{", "}", "\"", "\\", "\"do\"", "\"set\"", "\"cancel\"", "\"resolve\"", "\"message\"", "\"clock\"", "é", "\uD800", "//"];

    private static ScenarioOutcome Run(string text) => Scenario.Run(text, _ => Model);

    [Fact]
    public void The_story_itself_holds() => Assert.Equal(new(8, null), Run(Story));

    [Fact]
    public void Damaged_scenarios_hold_or_fail_in_words_and_never_throw()
    {
        const int seed = 20270106;
        var failed = 0;
        Parallel.For(0, 4_000, round =>
        {
            var random = new Random(seed + round);
            var text = Story;
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                var at = random.Next(text.Length);
                var length = random.Next(Math.Min(8, text.Length - at));
                text = text.Remove(at, length).Insert(at, random.Next(3) == 0 ? "" : Words[random.Next(Words.Length)]);
            }

            try
            {
                if (Run(text) is { Failure: { } failure })
                {
                    Assert.NotEmpty(failure);
                    Interlocked.Increment(ref failed);
                }
            }
            catch (Exception bug)
            {
                throw new InvalidOperationException($"Seed {seed + round}:\n{text}", bug);
            }
        });
        Assert.InRange(failed, 2_000, 4_000);
    }

    [Theory]
    [InlineData("\"do\"", "\"\\ud800\"")]
    [InlineData("\"x\"", "\"\\udc00\"")]
    [InlineData("\"model\":\"p\"", "\"model\":\"\\ud800\"")]
    public void Half_a_character_is_refused(string part, string with) =>
        Assert.StartsWith("The scenario is not JSON that can be read", Run(Story.Replace(part, with, StringComparison.Ordinal)).Failure, StringComparison.Ordinal);

    [Fact]
    public void Depth_size_steps_and_models_are_bounded()
    {
        Assert.Contains("64", Run(new string('[', 100_000)).Failure, StringComparison.Ordinal);
        Assert.Contains("5000000 characters", Run(Story + new string(' ', 5_000_000)).Failure, StringComparison.Ordinal);
        Assert.Contains("10000 steps", Run($"{{\"model\":\"p\",\"steps\":[{string.Join(',', Enumerable.Repeat("{}", 10_001))}]}}").Failure, StringComparison.Ordinal);
        Assert.Contains("100 models", Run($"{{\"model\":\"p\",\"also\":[{string.Join(',', Enumerable.Repeat("\"p\"", 100))}],\"steps\":[]}}").Failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,")]
    [InlineData("[],")]
    [InlineData("{\"a\":1},")]
    [InlineData("\"\",")]
    [InlineData("\"\\u0041\",")]
    [InlineData("[[[[[[[[1]]]]]]]],")]
    public void Largest_scenarios_are_read_below_200_MB(string item)
    {
        var text = $"{{\"model\":\"p\",\"steps\":[{{\"do\":\"start\",\"variables\":{{\"x\":[{string.Concat(Enumerable.Repeat(item, (ScenarioLimits.StepCharacters - 100) / item.Length))}1]}}}}],\"rest\":[{string.Concat(Enumerable.Repeat(item, (ScenarioLimits.Characters - ScenarioLimits.StepCharacters - 1_000) / item.Length))}1]}}";
        var before = GC.GetAllocatedBytesForCurrentThread();
        var outcome = Run(text);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(new(1, null), outcome);
        Assert.True(allocated < 200L << 20, $"{allocated >> 20} MB");
    }
}
