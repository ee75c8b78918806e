using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Signaalketen.Runtime.Hosting;

namespace Signaalketen.Cli.Verbs;

/// <summary>After a back-up was put back (rule R20): first hold what would go by itself, later let it go. Both stand in the list of incidents.</summary>
internal static class RestoreVerb
{
    // Nobody is signed in on the command line; whoever may run it may do everything on this server.
    private const string Operator = "system:operator";

    public static Task<int> DeclareAsync(TextWriter output, TextWriter error, IConfiguration configuration, TimeProvider time) =>
        AdminVerb.OverDatabase(error, configuration, time, async provider =>
        {
            await provider.GetRequiredService<RestoreWatch>().Declare(provider.GetRequiredService<TimeProvider>().GetUtcNow(), CancellationToken.None);
            await output.WriteLineAsync("""{"ok":true,"held":true}""");
            return CommandLine.Fine;
        });

    public static Task<int> ReleaseAsync(TextWriter output, TextWriter error, IConfiguration configuration, TimeProvider time) =>
        AdminVerb.OverDatabase(error, configuration, time, async provider =>
        {
            if (await provider.GetRequiredService<RestoreWatch>().Release(Operator, provider.GetRequiredService<TimeProvider>().GetUtcNow(), CancellationToken.None))
            {
                await output.WriteLineAsync("""{"ok":true,"held":false}""");
                return CommandLine.Fine;
            }

            await error.WriteLineAsync("Nothing is held: there was nothing to release.");
            return CommandLine.Failed;
        });
}
