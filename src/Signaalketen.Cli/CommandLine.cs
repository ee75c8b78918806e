using Microsoft.Extensions.Configuration;
using Signaalketen.Cli.Verbs;

namespace Signaalketen.Cli;

/// <summary>From words to a verb. Exit codes: 0 fine, 1 the model or the expectation failed, 2 wrong usage.</summary>
public static class CommandLine
{
    public const int Fine = 0;
    public const int Failed = 1;
    public const int WrongUsage = 2;

    private const string Usage = """
        signaalketen <verb>

          play <file.bpmn> [--also FILE]… [--clock ISO] [--jobs auto|manual] [--none-tasks pass|wait]
                                  play a model: one JSON step per line in, one JSON answer per line out
          scenario test [--trace] <file-or-folder>…
                                  run scenario files; what happened is told on standard error, of every file or of those that failed
          verify <file.bpmn> [--also FILE]…
                                  list what is wrong with a model, one JSON line per problem
          feel [--clock ISO]      evaluate FEEL: {"expr":"…","context":"{ … }"} per line in, one JSON answer per line out
          dmn <file.dmn> --decision NAME [--clock ISO]
                                  evaluate a decision or decision service: {"input":"{ … }"} per line in, answers as of feel;
                                  what the file imports is found in its own folder
          import <file.bpmn>      say what becomes of a model of another tool: read, translated, degraded, dropped
          roundtrip <file.bpmn>   write a model back with everything in it
          admin create --user NAME --name "Display name" --email ADDRESS
                                  make an administrator in the database of this server (settings as for the web server,
                                  from the environment); the password is read from standard input
          admin restored          say, before the service starts, that its database was restored from a back-up: mails, terms and
                                  automatic steps then wait until they are released
          admin release           release them
        """;

    public static async Task<int> RunAsync(string[] args, TextReader input, TextWriter output, TextWriter error, TimeProvider time, IConfiguration? configuration = null)
    {
        try
        {
            return args switch
            {
                ["play", .. var rest] => await PlayVerb.RunAsync(rest, input, output, time),
                ["scenario", "test", .. var rest] => await ScenarioVerb.TestAsync(rest, output, error),
                ["verify", .. var rest] => await VerifyVerb.RunAsync(rest, output),
                ["feel", .. var rest] => await FeelVerb.RunAsync(rest, input, output, time),
                ["dmn", .. var rest] => await DmnVerb.RunAsync(rest, input, output, error, time),
                ["import", .. var rest] => await ImportVerb.RunAsync(rest, output),
                ["roundtrip", .. var rest] => await RoundTripVerb.RunAsync(rest, output, error),
                ["admin", "create", .. var rest] => await AdminVerb.CreateAsync(
                    rest, input, output, error, Settings(configuration), time),
                ["admin", "restored"] => await RestoreVerb.DeclareAsync(output, error, Settings(configuration), time),
                ["admin", "release"] => await RestoreVerb.ReleaseAsync(output, error, Settings(configuration), time),
                ["help" or "--help" or "-h"] => await Say(output, Usage, Fine),
                _ => await Say(error, Usage, WrongUsage),
            };
        }
        catch (UsageException wrong)
        {
            return await Say(error, wrong.Message, WrongUsage);
        }
    }

    private static IConfiguration Settings(IConfiguration? given) => given ?? new ConfigurationBuilder().AddEnvironmentVariables().Build();

    private static async Task<int> Say(TextWriter writer, string text, int exit)
    {
        await writer.WriteLineAsync(text);
        return exit;
    }
}

/// <summary>The command line cannot be understood; the message tells the user what to change.</summary>
public sealed class UsageException(string message) : Exception(message);
