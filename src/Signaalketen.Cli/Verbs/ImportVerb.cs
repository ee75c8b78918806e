using System.Text.Encodings.Web;
using System.Text.Json;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing.Import;

namespace Signaalketen.Cli.Verbs;

/// <summary>Reports what becomes of a model that another tool made: one JSON object.</summary>
internal static class ImportVerb
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output)
    {
        if (new Arguments(args).Words is not [var file])
            throw new UsageException("import needs one model: signaalketen import <file.bpmn>");
        var report = Importer.Read(Arguments.ReadFile(file));
        await output.WriteLineAsync(JsonSerializer.Serialize(
            new
            {
                ok = report.IsOk,
                processes = report.Model?.Processes.Select(process => process.Id) ?? [],
                tool = report.Tool,
                read = report.Read,
                translated = report.Translated.Select(entry => new { element = entry.Element, what = entry.What, from = entry.From, to = entry.To }),
                degraded = report.Degraded.Select(entry => new { element = entry.Element, what = entry.What, message = entry.Message, messageNl = entry.MessageNl }),
                dropped = report.Dropped.Select(entry => new
                {
                    element = entry.Element, @namespace = entry.Namespace, name = entry.Name, kind = entry.Kind == DroppedKind.Element ? "element" : "attribute", count = entry.Count,
                }),
                problems = report.Problems.Select(Describe),
            },
            Readable));
        return report.IsOk ? CommandLine.Fine : CommandLine.Failed;
    }

    public static object Describe(Problem problem) => new
    {
        severity = problem.Severity == ProblemSeverity.Error ? "error" : "warning",
        rule = problem.Rule,
        element = problem.Element,
        message = problem.Message,
        messageNl = problem.MessageNl,
        repair = RuleCatalog.Find(problem.Rule)?.Repair,
        repairNl = RuleCatalog.Find(problem.Rule)?.RepairNl,
    };
}
