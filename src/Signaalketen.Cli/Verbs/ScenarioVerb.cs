using System.Text.Json;
using Signaalketen.Verification.Scenarios;

namespace Signaalketen.Cli.Verbs;

/// <summary>Runs scenario files; one JSON line each, and on standard error what happened, in sentences.</summary>
internal static class ScenarioVerb
{
    public static async Task<int> TestAsync(IReadOnlyList<string> args, TextWriter output, TextWriter error)
    {
        var arguments = new Arguments(args, "--trace!");
        if (arguments.Words.Count == 0)
            throw new UsageException("scenario test needs a file or a folder.");
        var failed = false;
        foreach (var file in arguments.Words.SelectMany(Files))
        {
            var story = new List<string>();
            var outcome = Run(file, story.Add);
            failed |= outcome.Failure is not null;
            if (arguments.Has("--trace") || outcome.Failure is not null)
            {
                foreach (var line in story.Prepend($"{file}:"))
                    await error.WriteLineAsync(line);
            }

            await output.WriteLineAsync(JsonSerializer.Serialize(
                outcome.Failure is null
                    ? new Dictionary<string, object> { ["ok"] = true, ["file"] = file, ["steps"] = outcome.Steps }
                    : new() { ["ok"] = false, ["file"] = file, ["steps"] = outcome.Steps, ["message"] = outcome.Failure }));
        }

        return failed ? CommandLine.Failed : CommandLine.Fine;
    }

    private static ScenarioOutcome Run(string file, Action<string> tell)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        try
        {
            return Scenario.Run(Arguments.ReadFile(file), path => Arguments.ReadFile(Path.Combine(folder, path)), tell: tell);
        }
        catch (UsageException missing)
        {
            return new(0, missing.Message);
        }
    }

    /// <summary>A file itself, or the scenario files below a folder: those in a folder named <c>scenarios</c>, else every .json file.</summary>
    private static IEnumerable<string> Files(string path)
    {
        if (!Directory.Exists(path))
            return [path];
        string[] all = [.. Directory.EnumerateFiles(path, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        if (all.Length == 0)
            throw new UsageException($"There is no scenario (.json) below '{path}'.");
        string[] marked = [.. all.Where(file => Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(file))) == "scenarios")];
        return marked.Length > 0 ? marked : all;
    }
}
