using System.Text.Json;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Time;
using Signaalketen.Verification.Scenarios;

namespace Signaalketen.Cli.Verbs;

/// <summary>Evaluates one expression per line; a line that cannot be used is answered as such and the next one goes on.</summary>
internal static class FeelVerb
{
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextReader input, TextWriter output, TimeProvider time)
    {
        var arguments = new Arguments(args, "--clock");
        if (arguments.Words is not [])
            throw new UsageException("feel reads its expressions from standard input: signaalketen feel [--clock ISO]");
        var stopped = arguments.Clock(WorkingCalendar.Netherlands.Zone);
        while (await input.ReadLineAsync() is { } line)
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            var environment = new FeelEnvironment(stopped ?? time.GetUtcNow(), WorkingCalendar.Netherlands.Zone.Id, FeelLimits.Default);
            await output.WriteLineAsync(Answer(line, environment));
            await output.FlushAsync();
        }

        return CommandLine.Fine;
    }

    private static string Answer(string line, FeelEnvironment environment)
    {
        using var read = BoundedJson.Read(line, ScenarioLimits.Characters, out var broken);
        if (read is null)
            return FeelAnswer.Refused(new($"The line is not JSON that can be read: {broken}", 0));
        if (read.RootElement.ValueKind != JsonValueKind.Object || !read.RootElement.TryGetProperty("expr", out var expr) || expr.ValueKind != JsonValueKind.String)
            return FeelAnswer.Refused(new("A line is an object with the text 'expr': {\"expr\":\"1 + 1\"}.", 0));
        if (read.RootElement.TryGetProperty("context", out var context) && context.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
            return FeelAnswer.Refused(new("The context is FEEL text in quotes: {\"expr\":\"a\",\"context\":\"{ a: 1 }\"}.", 0));

        var given = context.ValueKind == JsonValueKind.String ? context.GetString() : null;
        if (!FeelVariables.TryRead(given, "the context", environment, out var variables, out var error))
            return FeelAnswer.Refused(error);
        var scope = new DictionaryFeelScope(variables);
        var parsed = Feel.Parse(expr.GetString()!, Feel.NamesIn(scope), environment.Limits);
        return parsed.IsOk ? FeelAnswer.Of(parsed.Expression.Evaluate(scope, environment)) : FeelAnswer.Refused(parsed.Error);
    }
}
