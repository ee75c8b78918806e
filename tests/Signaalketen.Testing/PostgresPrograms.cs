namespace Signaalketen.Testing;

/// <summary>Where PostgreSQL is installed on this machine, and the account that may run it.</summary>
/// <param name="Folder">Holds <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c>.</param>
/// <param name="Account">Who must run them when we are root, which PostgreSQL refuses; else null.</param>
public sealed record PostgresPrograms(string Folder, string? Account)
{
    private static readonly string[] Needed = ["initdb", "pg_ctl", "postgres"];

    /// <summary>The installation that was found; null with the reason in <see cref="Missing"/>.</summary>
    public static PostgresPrograms? Found { get; } = Find();

    /// <summary>Why tests on PostgreSQL cannot run here; null when they can.</summary>
    public static string? Missing { get; private set; }

    private static PostgresPrograms? Find()
    {
        if (Folders().FirstOrDefault(folder => Needed.All(program => File.Exists(Path.Combine(folder, program)))) is not { } found)
        {
            Missing = "PostgreSQL is not installed here: initdb, pg_ctl and postgres are not on the PATH and not under /usr/lib/postgresql.";
            return null;
        }

        if (!Environment.IsPrivilegedProcess)
            return new(found, null);
        var accounts = File.Exists("/etc/passwd") ? File.ReadAllLines("/etc/passwd").Select(line => line.Split(':')[0]).ToList() : [];
        if (new[] { "postgres", "nobody" }.FirstOrDefault(accounts.Contains) is { } account && Search().Any(folder => File.Exists(Path.Combine(folder, "setpriv"))))
            return new(found, account);
        Missing = "PostgreSQL refuses to run as root, and there is no setpriv or no account 'postgres' or 'nobody' to run it as.";
        return null;
    }

    private static IEnumerable<string> Folders() =>
        Search().Concat(Versions("/usr/lib/postgresql", "bin")).Concat(Versions("/usr", "bin", "pgsql-*")).Concat(Versions("/opt/homebrew/opt", "bin", "postgresql*"));

    private static string[] Search() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    // The newest first.
    private static IEnumerable<string> Versions(string parent, string child, string pattern = "*") =>
        Directory.Exists(parent)
            ? Directory.GetDirectories(parent, pattern).OrderByDescending(folder => folder.Length).ThenByDescending(folder => folder, StringComparer.Ordinal).Select(folder => Path.Combine(folder, child))
            : [];
}
