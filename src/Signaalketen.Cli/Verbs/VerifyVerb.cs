using System.Text.Encodings.Web;
using System.Text.Json;
using Signaalketen.Engine.Model;
using Signaalketen.Verification;

namespace Signaalketen.Cli.Verbs;

/// <summary>Lists what is wrong with a model.</summary>
internal static class VerifyVerb
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output)
    {
        var arguments = new Arguments(args, "--also");
        if (arguments.Words is not [var file])
            throw new UsageException("verify needs one model: signaalketen verify <file.bpmn> [--also FILE]…");
        var findings = Verifier.Verify(Arguments.ReadFile(file), [.. arguments.All("--also").Select(Arguments.ReadFile)]);
        foreach (var (problem, path) in findings)
        {
            var line = new Dictionary<string, object?>
            {
                ["severity"] = problem.Severity == ProblemSeverity.Error ? "error" : "warning",
                ["rule"] = problem.Rule,
                ["element"] = problem.Element,
                ["message"] = problem.Message,
                ["messageNl"] = problem.MessageNl,
            };
            if (path.Count > 0)
                line["path"] = path;
            await output.WriteLineAsync(JsonSerializer.Serialize(line, Readable));
        }

        return findings.Any(finding => finding.Problem.Severity == ProblemSeverity.Error) ? CommandLine.Failed : CommandLine.Fine;
    }
}
