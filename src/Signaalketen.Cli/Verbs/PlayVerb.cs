using Signaalketen.Engine;
using Signaalketen.Engine.Time;
using Signaalketen.Verification.Play;
using Signaalketen.Verification.Scenarios;

namespace Signaalketen.Cli.Verbs;

/// <summary>Plays a model step by step.</summary>
internal static class PlayVerb
{
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextReader input, TextWriter output, TimeProvider time)
    {
        var arguments = new Arguments(args, "--also", "--clock", "--jobs", "--none-tasks");
        if (arguments.Words is not [var file])
            throw new UsageException("play needs one model: signaalketen play <file.bpmn> [--also FILE]…");
        var calendar = WorkingCalendar.Netherlands;
        var clock = arguments.Clock(calendar.Zone) ?? time.GetUtcNow();
        var jobs = arguments.Choice("--jobs", "auto", "auto", "manual");
        var noneTasks = arguments.Choice("--none-tasks", "pass", "pass", "wait");

        var deployment = Deployment.Of([Arguments.ReadFile(file), .. arguments.All("--also").Select(Arguments.ReadFile)]);
        if (!deployment.IsOk)
        {
            await output.WriteLineAsync(PlayAnswer.Refused(deployment.Problems));
            return CommandLine.Failed;
        }

        await output.WriteLineAsync(PlayAnswer.Deployed(deployment.Definitions.All.Where(definition => !definition.IsGlobalTask).Select(definition => definition.Id)));
        await output.FlushAsync();
        var engine = new Engine.Engine(new() { Calendar = calendar, NoneTasksWait = noneTasks == "wait" });
        var world = new World(engine, deployment.Definitions, new() { Clock = clock, JobsDoThemselves = jobs == "auto" });
        var session = new PlaySession(world, deployment.Definitions, deployment.MainProcesses, calendar.Zone);
        while (await input.ReadLineAsync() is { } line)
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            await output.WriteLineAsync(Answer(session, line));
            await output.FlushAsync();
        }

        return CommandLine.Fine;
    }

    private static string Answer(PlaySession session, string line)
    {
        using var step = BoundedJson.Read(line, ScenarioLimits.StepCharacters, out var broken);
        if (step is null)
            return PlayAnswer.Of(new Rejection(RejectionCode.Invalid, $"The step is not JSON that can be read: {broken}"));
        return session.Do(step.RootElement) is { } rejection ? PlayAnswer.Of(rejection) : PlayAnswer.Of(session.World);
    }
}
