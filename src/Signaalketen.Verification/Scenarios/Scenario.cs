using System.Text.Json;
using Signaalketen.Engine;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.Time;
using Signaalketen.Verification.Play;

namespace Signaalketen.Verification.Scenarios;

/// <summary>How a scenario went.</summary>
/// <param name="Steps">Steps done before the end or the first failure.</param>
/// <param name="Failure">Null when every expectation held; else which step failed and how.</param>
public sealed record ScenarioOutcome(int Steps, string? Failure);

/// <summary>A story about a model with what must be true along the way: how a process owner tests a flow.</summary>
public static class Scenario
{
    /// <param name="text">The scenario file: model, also, clock, steps, and jobs and noneTasks as the options of play.</param>
    /// <param name="readFile">Gives the text of a model by the path that the scenario names.</param>
    /// <param name="roundTripStates">Write and read back the state between all steps.</param>
    /// <param name="tell">Hears what happens, one numbered line per step, for a person.</param>
    public static ScenarioOutcome Run(string text, Func<string, string> readFile, bool roundTripStates = false, Action<string>? tell = null)
    {
        if (BoundedJson.Read(text, ScenarioLimits.Characters, out var broken) is not { } document)
            return new(0, $"The scenario is not JSON that can be read: {broken}");

        using (document)
        {
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("model", out var model) || model.ValueKind != JsonValueKind.String
                || !root.TryGetProperty("steps", out var steps) || steps.ValueKind != JsonValueKind.Array)
                return new(0, "A scenario is an object with \"model\" and \"steps\".");
            var files = new List<string> { model.GetString()! };
            if (root.TryGetProperty("also", out var also) && also.ValueKind == JsonValueKind.Array)
                files.AddRange(also.EnumerateArray().Where(file => file.ValueKind == JsonValueKind.String).Select(file => file.GetString()!));
            if (files.Count > ScenarioLimits.Models)
                return new(0, $"The scenario names more than {ScenarioLimits.Models} models: split it.");
            if (steps.GetArrayLength() > ScenarioLimits.Steps)
                return new(0, $"The scenario has more than {ScenarioLimits.Steps} steps: split it.");
            var deployment = Deployment.Of([.. files.Select(readFile)]);
            if (!deployment.IsOk)
                return Refused(PlayAnswer.Refused(deployment.Problems), steps, tell);
            var calendar = WorkingCalendar.Netherlands;
            var clock = DateTimeOffset.UnixEpoch;
            if (root.TryGetProperty("clock", out var given) && !IsoInstant.TryParse(given.ToString(), calendar.Zone, out clock, out var error))
                return new(0, $"\"clock\" must be an ISO 8601 moment: {error}");
            var manual = root.TryGetProperty("jobs", out var jobs) && jobs.ToString() == "manual";
            var waits = root.TryGetProperty("noneTasks", out var noneTasks) && noneTasks.ToString() == "wait";
            var engine = new Engine.Engine(new() { Calendar = calendar, NoneTasksWait = waits });
            var world = new World(engine, deployment.Definitions, new() { Clock = clock, JobsDoThemselves = !manual, RoundTripStates = roundTripStates });
            return Play(new(world, deployment.Definitions, deployment.MainProcesses, calendar.Zone), deployment.Definitions, steps, tell);
        }
    }

    /// <summary>Nothing was deployed, which fails unless that is all that the scenario expects.</summary>
    private static ScenarioOutcome Refused(string answer, JsonElement steps, Action<string>? tell)
    {
        tell?.Invoke($"0. deploy → refused: {answer}");
        using var actual = JsonDocument.Parse(answer);
        var count = 0;
        foreach (var step in steps.EnumerateArray())
        {
            if (step.ValueKind != JsonValueKind.Object || !step.TryGetProperty("expect", out var expected))
                return new(count, answer);
            count++;
            if (Expectation.Difference("", expected, actual.RootElement) is { } difference)
                return new(count, $"Step {count}: {difference}");
            tell?.Invoke($"{count}. expect → holds");
        }

        return new(count, count == 0 ? answer : null);
    }

    private static ScenarioOutcome Play(PlaySession session, DefinitionSet definitions, JsonElement steps, Action<string>? tell)
    {
        var count = 0;
        string? refused = null;
        var answer = PlayAnswer.Of(session.World);
        var told = new Dictionary<Instance, int>();
        foreach (var step in steps.EnumerateArray())
        {
            count++;
            if (step.ValueKind == JsonValueKind.Object && step.TryGetProperty("expect", out var expected))
            {
                using var actual = JsonDocument.Parse(answer);
                var difference = Expectation.Difference("", expected, actual.RootElement);
                tell?.Invoke($"{count}. expect → {difference ?? "holds"}");
                if (difference is not null)
                    return new(count, $"Step {count}: {difference}");
                refused = null;
                continue;
            }

            // A step that fails is only all right when the scenario says that it should.
            if (refused is not null)
                return new(count - 1, refused);
            var rejection = session.Do(step);
            refused = rejection is null ? null : $"Step {count} was refused: {rejection.Code} {rejection.Message}";
            answer = rejection is null ? PlayAnswer.Of(session.World) : PlayAnswer.Of(rejection);
            if (tell is not null)
                tell($"{count}. {Trace.Asked(step)} → {(rejection is null ? Happened(session.World, definitions, told) : $"refused: {rejection.Code} {rejection.Message}")}");
        }

        return new(count, refused);
    }

    /// <summary>What happened in each instance since it was last told.</summary>
    private static string Happened(World world, DefinitionSet definitions, Dictionary<Instance, int> told)
    {
        var sentences = new List<string>();
        foreach (var instance in world.Instances)
        {
            var news = instance.Events[told.GetValueOrDefault(instance)..];
            told[instance] = instance.Events.Count;
            if (news.Count == 0)
                continue;
            var sentence = string.Join("; ", Trace.Of(news, instance.State, definitions));
            sentences.Add(world.Instances.Count > 1 ? $"[{instance.Id}] {sentence}" : sentence);
        }

        return sentences.Count == 0 ? "nothing happened" : string.Join(" ", sentences);
    }
}
