using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;

namespace Signaalketen.Testing;

/// <summary>
/// A PostgreSQL server of its own on loopback, with a random port and password and all safety on. A small shell keeps it: it listens to
/// us, and when we end, in whatever way, it stops the server and removes its files.
/// </summary>
public sealed class PostgresCluster : IDisposable
{
    private const string Owner = "signaalketen";

    // Immediate: nobody needs what is in it any more.
    private const string Keeper =
        """
        bin=$1; port=$2; settings=$3
        read -r password
        umask 077
        home=$(mktemp -d)
        data=$home/data
        end() { "$bin/pg_ctl" -D "$data" -m immediate stop > "$home/stop.log" 2>&1; rm -rf "$home"; }
        trap end EXIT
        trap '' INT
        echo "$home"
        printf '%s' "$password" > "$home/password"
        "$bin/initdb" -D "$data" -U signaalketen --pwfile="$home/password" -A scram-sha-256 -E UTF8 --locale=C.UTF-8 --no-sync > "$home/initdb.log" 2>&1 || { tail -n 3 "$home/initdb.log"; exit 1; }
        cat >> "$data/postgresql.conf" <<SETTINGS
        listen_addresses = '127.0.0.1'
        port = $port
        unix_socket_directories = ''
        fsync = on
        synchronous_commit = on
        full_page_writes = on
        max_connections = 200
        dynamic_shared_memory_type = mmap
        $settings
        SETTINGS
        while read -r word; do
          case $word in
            start) "$bin/pg_ctl" -D "$data" -w -t 60 -l "$home/server.log" start > "$home/start.log" 2>&1 && echo started || { echo failed; tail -n 3 "$home/server.log" | tr '\n' ' '; echo; } ;;
            crash) postmaster=$(head -n 1 "$data/postmaster.pid"); kill -9 "$postmaster" $(cat "/proc/$postmaster/task/$postmaster/children"); echo crashed ;;
            stop) "$bin/pg_ctl" -D "$data" -w -m fast stop > "$home/stop.log" 2>&1; echo stopped ;;
          esac
        done
        """;

    private readonly Process keeper;
    private readonly string password = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    private PostgresCluster(PostgresPrograms programs, string[] settings)
    {
        Port = FreePort();
        var start = new ProcessStartInfo(programs.Account is null ? "sh" : "setpriv")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            // The account that runs it need not be able to see our folder.
            WorkingDirectory = "/",
        };
        if (programs.Account is { } account)
        {
            foreach (var argument in new[] { $"--reuid={account}", $"--regid={account}", "--clear-groups", "sh" })
                start.ArgumentList.Add(argument);
        }

        foreach (var argument in new[] { "-c", Keeper, "keeper", programs.Folder, Port.ToString(System.Globalization.CultureInfo.InvariantCulture), string.Join('\n', settings) })
            start.ArgumentList.Add(argument);
        keeper = Process.Start(start)!;
        keeper.StandardInput.WriteLine(password);
        Folder = Answer();
        try
        {
            Start();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Everything of the server is in here; owned by the account that runs it.</summary>
    public string Folder { get; }

    public int Port { get; }

    /// <param name="settings">Lines of its own for the server's settings, such as <c>shared_buffers = 1GB</c>.</param>
    /// <exception cref="InvalidOperationException">It did not start; the message holds the end of its log.</exception>
    public static PostgresCluster Launch(params string[] settings)
    {
        var programs = PostgresPrograms.Found ?? throw new InvalidOperationException(PostgresPrograms.Missing);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new(programs, settings);
            }
            catch (InvalidOperationException) when (attempt < 3)
            {
                // Somebody else took the port between our look and the server's.
            }
        }
    }

    /// <summary>Of an account that may do everything, in a database of this server.</summary>
    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1", Port = Port, Username = Owner, Password = password, Database = database,
        // Each test has a database and so a pool of its own; what one does not use any more another needs.
        MaxPoolSize = 30, ConnectionIdleLifetime = 5, ConnectionPruningInterval = 1,
        IncludeErrorDetail = false,
    }.ConnectionString;

    public async Task Run(string statement, string database = "postgres")
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString(database)) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Starts it, again after <see cref="Stop"/> or <see cref="Crash"/>; returns when it takes connections.</summary>
    public void Start() => Tell("start", "started");

    /// <summary>Ends it with its connections, as a restart of the server does.</summary>
    public void Stop() => Tell("stop", "stopped");

    /// <summary>Kills all its processes at once, as a power cut does (the machine's page cache stays).</summary>
    public void Crash() => Tell("crash", "crashed");

    public void Dispose()
    {
        // The keeper reads the end of its input, whether we say so or die.
        keeper.StandardInput.Dispose();
        keeper.WaitForExit(TimeSpan.FromSeconds(20));
        keeper.Dispose();
    }

    private void Tell(string word, string expected)
    {
        keeper.StandardInput.WriteLine(word);
        keeper.StandardInput.Flush();
        if (Answer() is var answer && answer != expected)
            throw new InvalidOperationException($"PostgreSQL did not {word}: {answer} {(answer == "failed" ? Answer() : "")}");
    }

    private string Answer() => keeper.StandardOutput.ReadLine() ?? throw new InvalidOperationException("PostgreSQL's keeper ended.");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
