using System.Text.Json;
using Signaalketen.Engine;
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
    public static ScenarioOutcome Run(string text, Func<string, string> readFile, bool roundTripStates = false)
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
                return new(0, PlayAnswer.Refused(deployment.Problems));
            var calendar = WorkingCalendar.Netherlands;
            var clock = DateTimeOffset.UnixEpoch;
            if (root.TryGetProperty("clock", out var given) && !IsoInstant.TryParse(given.ToString(), calendar.Zone, out clock, out var error))
                return new(0, $"\"clock\" must be an ISO 8601 moment: {error}");
            var manual = root.TryGetProperty("jobs", out var jobs) && jobs.ToString() == "manual";
            var waits = root.TryGetProperty("noneTasks", out var noneTasks) && noneTasks.ToString() == "wait";
            var engine = new Engine.Engine(new() { Calendar = calendar, NoneTasksWait = waits });
            var world = new World(engine, deployment.Definitions, new() { Clock = clock, JobsDoThemselves = !manual, RoundTripStates = roundTripStates });
            return Play(new(world, deployment.Definitions, deployment.MainProcesses, calendar.Zone), steps);
        }
    }

    private static ScenarioOutcome Play(PlaySession session, JsonElement steps)
    {
        var count = 0;
        string? refused = null;
        var answer = PlayAnswer.Of(session.World);
        foreach (var step in steps.EnumerateArray())
        {
            count++;
            if (step.ValueKind == JsonValueKind.Object && step.TryGetProperty("expect", out var expected))
            {
                using var actual = JsonDocument.Parse(answer);
                if (Expectation.Difference("", expected, actual.RootElement) is { } difference)
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
        }

        return new(count, refused);
    }
}
