using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Signaalketen.Casework;
using Signaalketen.Runtime.Hosting;
using Signaalketen.Runtime.Options;
using Signaalketen.Runtime.People;

namespace Signaalketen.Cli.Verbs;

/// <summary>Makes the first administrator, on the server itself: a web page makes accounts only for an administrator who is signed in.</summary>
internal static class AdminVerb
{
    public static async Task<int> CreateAsync(IReadOnlyList<string> args, TextReader input, TextWriter output, TextWriter error, IConfiguration configuration, TimeProvider time)
    {
        var arguments = new Arguments(args, "--user", "--name", "--email");
        if (arguments.Words.Count > 0 || arguments.One("--user") is not { } user || arguments.One("--name") is not { } name || arguments.One("--email") is not { } email)
            throw new UsageException("admin create --user NAME --name \"Display name\" --email ADDRESS; the password is read from standard input.");
        await error.WriteLineAsync($"Password (at least {PasswordRule.ShortestLength} characters):");
        var password = await input.ReadLineAsync() ?? "";
        if (!PasswordRule.Allows(password))
            throw new UsageException($"The password needs at least {PasswordRule.ShortestLength} characters.");

        return await OverDatabase(error, configuration, time, async provider =>
        {
            var person = await provider.GetRequiredService<Accounts>().Create(new(user, name, email, [Roles.Administrator], password), CancellationToken.None);
            await output.WriteLineAsync($$"""{"ok":true,"account":"{{person.AccountId}}"}""");
            return CommandLine.Fine;
        });
    }

    /// <summary>Does something with the database of this server, as the site would, without its loops.</summary>
    public static async Task<int> OverDatabase(TextWriter error, IConfiguration configuration, TimeProvider time, Func<IServiceProvider, Task<int>> work)
    {
        try
        {
            var services = new ServiceCollection();
            services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
            services.AddSingleton(time);
            services.AddSignaalketenRuntime(configuration, heartbeat: false);
            await using var provider = services.BuildServiceProvider();
            await provider.GetRequiredService<StartUp>().Prepare(CancellationToken.None);
            return await work(provider);
        }
        catch (Exception refused) when (refused is OptionsException or AccountException or Persistence.Vault.MunicipalKeyException)
        {
            await error.WriteLineAsync(refused.Message);
            return CommandLine.Failed;
        }
    }
}
