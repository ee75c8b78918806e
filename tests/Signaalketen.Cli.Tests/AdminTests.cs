using Microsoft.Extensions.Configuration;

namespace Signaalketen.Cli.Tests;

public sealed class AdminTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("signaalketen-").FullName;

    [Fact]
    public async Task The_first_administrator_is_made_on_the_command_line_once()
    {
        var (exit, output, _) = await Create("een lang wachtwoord", Key);
        Assert.Equal(CommandLine.Fine, exit);
        Assert.StartsWith("""{"ok":true,"account":""", output, StringComparison.Ordinal);

        var (again, _, error) = await Create("een ander wachtwoord", Key);
        Assert.Equal(CommandLine.Failed, again);
        Assert.Contains("al in gebruik", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_short_password_is_refused_before_anything_is_made()
    {
        var (exit, _, error) = await Create("kort", Key);
        Assert.Equal(CommandLine.WrongUsage, exit);
        Assert.Contains("14 characters", error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task Without_a_municipal_key_the_setting_is_named()
    {
        var (exit, _, error) = await Create("een lang wachtwoord", key: null);
        Assert.Equal(CommandLine.Failed, exit);
        Assert.Contains("Signaalketen:Vault:Key", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restored_database_is_held_and_released_on_the_command_line()
    {
        Assert.Equal(CommandLine.Failed, (await Run(["admin", "release"], "", Key)).Exit);
        Assert.Equal((CommandLine.Fine, """{"ok":true,"held":true}"""), await Run(["admin", "restored"], "", Key) is var (held, said, _) ? (held, said.Trim()) : default);
        Assert.Equal(CommandLine.Fine, (await Run(["admin", "release"], "", Key)).Exit);
        Assert.Contains("nothing to release", (await Run(["admin", "release"], "", Key)).Error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string Key => Convert.ToBase64String([.. Enumerable.Range(0, 32).Select(number => (byte)number)]);

    private Task<(int Exit, string Output, string Error)> Create(string password, string? key) =>
        Run(["admin", "create", "--user", "beheer", "--name", "Anouk Dekker", "--email", "beheer@signaalketen.example"], password, key);

    private async Task<(int Exit, string Output, string Error)> Run(string[] words, string input, string? key)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Signaalketen:Database:Folder"] = folder,
            ["Signaalketen:Vault:Municipality"] = "gm0000",
            ["Signaalketen:Vault:Key"] = key,
            ["Signaalketen:Site:Address"] = "https://signaalketen.example",
            ["Signaalketen:Mail:From"] = "taken@signaalketen.example",
            ["Signaalketen:Mail:Host"] = "mail.example",
        }).Build();
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await CommandLine.RunAsync(words, new StringReader(input), output, error, TimeProvider.System, configuration);
        return (exit, output.ToString(), error.ToString());
    }
}
