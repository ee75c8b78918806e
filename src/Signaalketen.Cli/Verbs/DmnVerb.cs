using System.Text.Json;
using Signaalketen.Engine.Decisions;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Time;
using Signaalketen.Verification.Scenarios;

namespace Signaalketen.Cli.Verbs;

/// <summary>Evaluates one decision for each line of input.</summary>
internal static class DmnVerb
{
    /// <summary>Models beside the file that are looked through for its imports, and their characters together.</summary>
    private const int MostFiles = 200;
    private const int MostCharacters = 20_000_000;

    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextReader input, TextWriter output, TextWriter error, TimeProvider time)
    {
        var arguments = new Arguments(args, "--decision", "--clock");
        if (arguments.Words is not [var file] || arguments.One("--decision") is not { } decision)
            throw new UsageException("dmn needs a model and a decision: signaalketen dmn <file.dmn> --decision NAME [--clock ISO]");
        var stopped = arguments.Clock(WorkingCalendar.Netherlands.Zone);
        var text = Arguments.ReadFile(file);
        var read = DmnReader.Read(text, Beside(file, text));
        foreach (var problem in read.Problems)
            await error.WriteLineAsync($"{problem.Rule} {problem.Element}: {problem.Message}");
        var refusal = read.Model is null ? string.Join(' ', read.Problems.Select(problem => problem.Message))
            : read.Model.Has(decision) ? null : $"There is no decision, decision service or knowledge model '{decision}' in {Path.GetFileName(file)}.";
        while (await input.ReadLineAsync() is { } line)
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            var environment = new FeelEnvironment(stopped ?? time.GetUtcNow(), WorkingCalendar.Netherlands.Zone.Id, FeelLimits.Default);
            await output.WriteLineAsync(refusal is null ? Answer(line, read.Model!, decision, environment) : FeelAnswer.Refused(new(refusal, 0)));
            await output.FlushAsync();
        }

        return refusal is null ? CommandLine.Fine : CommandLine.Failed;
    }

    private static string Answer(string line, DecisionModel model, string decision, FeelEnvironment environment)
    {
        using var read = BoundedJson.Read(line, ScenarioLimits.Characters, out var broken);
        if (read is null)
            return FeelAnswer.Refused(new($"The line is not JSON that can be read: {broken}", 0));
        var input = default(JsonElement);
        if (read.RootElement.ValueKind != JsonValueKind.Object
            || (read.RootElement.TryGetProperty("input", out input) && input.ValueKind is not (JsonValueKind.String or JsonValueKind.Null)))
            return FeelAnswer.Refused(new("A line is an object with the FEEL text of a context: {\"input\":\"{ urgent: true }\"}.", 0));
        var given = input.ValueKind == JsonValueKind.String ? input.GetString() : null;
        return FeelVariables.TryRead(given, "the input", environment, out var variables, out var error)
            ? FeelAnswer.Of(model.Evaluate(decision, variables, environment)!)
            : FeelAnswer.Refused(error);
    }

    /// <summary>The other models of the file's folder and the folders in it, when it imports any.</summary>
    private static List<string> Beside(string file, string text)
    {
        var texts = new List<string>();
        if (!text.Contains("import", StringComparison.Ordinal))
            return texts;
        var own = Path.GetFullPath(file);
        var characters = 0;
        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1, IgnoreInaccessible = true };
        foreach (var other in Directory.EnumerateFiles(Path.GetDirectoryName(own)!, "*.dmn", options).Where(other => other != own).Order(StringComparer.Ordinal).Take(MostFiles))
        {
            var model = Arguments.ReadFile(other);
            if ((characters += model.Length) > MostCharacters)
                throw new UsageException($"The models beside '{file}' have more than {MostCharacters} characters together: put the ones it imports in a folder of their own.");
            texts.Add(model);
        }

        return texts;
    }
}
