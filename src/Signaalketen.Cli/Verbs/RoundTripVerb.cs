using System.Text.Encodings.Web;
using System.Text.Json;
using Signaalketen.Engine.Parsing;

namespace Signaalketen.Cli.Verbs;

/// <summary>Writes a model back as it was read; what keeps it from being a model goes to standard error.</summary>
internal static class RoundTripVerb
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter error)
    {
        if (new Arguments(args).Words is not [var file])
            throw new UsageException("roundtrip needs one model: signaalketen roundtrip <file.bpmn>");
        if (RoundTrip.Write(Arguments.ReadFile(file), out var problems) is { } xml)
        {
            await output.WriteAsync(xml);
            return CommandLine.Fine;
        }

        foreach (var problem in problems)
            await error.WriteLineAsync(JsonSerializer.Serialize(ImportVerb.Describe(problem), Readable));
        return CommandLine.Failed;
    }
}
