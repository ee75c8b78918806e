using System.Globalization;

namespace Signaalketen.Chaos.Nodes;

/// <summary>What a test tells the node that it starts, by the environment: a connection string is a secret, and arguments can be read by all.</summary>
/// <param name="Name">Of the node and its how-manieth life, such as <c>b-7</c>.</param>
/// <param name="Account">The user name of the person who works at this node.</param>
/// <param name="Lease">Far shorter than the product itself accepts, so that a test sees many of them run out.</param>
/// <param name="ClockOffset">How wrong the clock of its machine is.</param>
/// <param name="Losses">Claims without an answer before a job is taken for a killer.</param>
/// <param name="Users">Whether people work at it.</param>
internal sealed record NodeSettings(
    string Name, string Folder, string ConnectionString, string Account, TimeSpan Lease, TimeSpan ClockOffset, int Attempts, int Losses, bool Users)
{
    private const string Prefix = "SIGNAALKETEN_NODE_";

    public void Put(IDictionary<string, string?> environment)
    {
        environment[Prefix + nameof(Name)] = Name;
        environment[Prefix + nameof(Folder)] = Folder;
        environment[Prefix + nameof(ConnectionString)] = ConnectionString;
        environment[Prefix + nameof(Account)] = Account;
        environment[Prefix + nameof(Lease)] = Lease.ToString("c", CultureInfo.InvariantCulture);
        environment[Prefix + nameof(ClockOffset)] = ClockOffset.ToString("c", CultureInfo.InvariantCulture);
        environment[Prefix + nameof(Attempts)] = Attempts.ToString(CultureInfo.InvariantCulture);
        environment[Prefix + nameof(Losses)] = Losses.ToString(CultureInfo.InvariantCulture);
        environment[Prefix + nameof(Users)] = Users.ToString();
    }

    public static NodeSettings Take() => new(
        Get(nameof(Name)), Get(nameof(Folder)), Get(nameof(ConnectionString)), Get(nameof(Account)),
        TimeSpan.ParseExact(Get(nameof(Lease)), "c", CultureInfo.InvariantCulture), TimeSpan.ParseExact(Get(nameof(ClockOffset)), "c", CultureInfo.InvariantCulture),
        int.Parse(Get(nameof(Attempts)), CultureInfo.InvariantCulture), int.Parse(Get(nameof(Losses)), CultureInfo.InvariantCulture), bool.Parse(Get(nameof(Users))));

    private static string Get(string name) => Environment.GetEnvironmentVariable(Prefix + name) ?? throw new InvalidOperationException($"{Prefix}{name} is not set.");
}
