using System.Diagnostics;
using System.Globalization;
using Signaalketen.Chaos.Audit;
using Signaalketen.Chaos.Storms;
using Signaalketen.Testing;
using Xunit.Abstractions;

namespace Signaalketen.Chaos;

/// <summary>One storm for all tests of the class: what it left is what they look at.</summary>
public sealed class StormFixture : IAsyncLifetime
{
    /// <summary>Minutes that a long run rages.</summary>
    public const string MinutesVariable = "SIGNAALKETEN_CHAOS_MINUTES";

    /// <summary>Draws the faults of an earlier run again.</summary>
    public const string SeedVariable = "SIGNAALKETEN_CHAOS_SEED";

    private const int Faults = 105;

    internal Ground Ground { get; private set; } = null!;

    internal Storm Storm { get; private set; } = null!;

    internal TimeSpan Raged { get; private set; }

    internal TimeSpan Calmed { get; private set; }

    internal IReadOnlyList<int> Endings { get; private set; } = [];

    internal int Seed { get; } = Read(SeedVariable) is { } seed ? (int)seed : Random.Shared.Next(1, 1_000_000);

    public async Task InitializeAsync()
    {
        if (Stores.WhyNot(StoreKind.Postgres) is not null)
            return;
        Console.WriteLine($"chaos: seed {Seed}");
        Ground = await Ground.Lay(ChaosModel.Xml);
        Storm = new(Ground, Seed);
        var watch = Stopwatch.StartNew();
        await Storm.Rage(Faults, TimeSpan.FromMinutes(Read(MinutesVariable) ?? 0));
        Raged = watch.Elapsed;
        Calmed = await Storm.Calm();
        Endings = await Storm.Stop();
        Ground.LetGo();
    }

    public async Task DisposeAsync()
    {
        if (Storm is not null)
            await Storm.DisposeAsync();
        Ground?.Dispose();
    }

    private static double? Read(string variable) =>
        double.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
}

/// <summary>Three nodes over one database, killed and stopped at random moments together with the database itself, while people work.</summary>
public sealed class ChaosOnPostgres(StormFixture storm, ITestOutputHelper output) : IClassFixture<StormFixture>
{
    [StoreFact]
    public async Task Whatever_dies_nothing_is_lost_nothing_is_done_twice_and_nothing_comes_early()
    {
        var ledger = await Ledger.Read(storm.Ground.Cluster.ConnectionString(Ground.Database), storm.Ground.Folder);
        Report(ledger);
        var contradictions = Auditor.Contradictions(ledger);
        Assert.True(contradictions.Count == 0, $"seed {storm.Seed}, {contradictions.Count} contradictions:{Environment.NewLine}{string.Join(Environment.NewLine, contradictions.Take(30))}");
        Assert.True(storm.Storm.Faults.Values.Sum() >= 100);
        Assert.Empty(ledger.OpenIncidents);
    }

    [StoreFact]
    [Trait("Rule", "R15")]
    public void No_node_ends_by_itself_and_every_node_stops_when_it_is_asked_to()
    {
        Assert.Empty(storm.Storm.Nodes.SelectMany(node => node.Collapses));
        Assert.All(storm.Endings, code => Assert.Equal(0, code));
    }

    /// <summary>An auditor who never complains proves nothing.</summary>
    [StoreTheory]
    [InlineData("a task was lost", "DELETE FROM user_task WHERE id = (SELECT max(id) FROM user_task)", "opened in history, but has no row")]
    [InlineData("a step was written twice", "INSERT INTO history SELECT instance_id, sequence + 1, happened_at, actor_id, events FROM history h WHERE sequence = (SELECT max(sequence) FROM history x WHERE x.instance_id = h.instance_id) LIMIT 1", "has gaps")]
    [InlineData("a step was lost", "DELETE FROM history WHERE (instance_id, sequence) = (SELECT instance_id, 2 FROM history WHERE sequence = 3 LIMIT 1)", "has gaps")]
    [InlineData("a state was changed", "UPDATE process_instance SET state_text = replace(state_text, '\"nextKey\":', '\"nextKey\":1') WHERE id = (SELECT max(id) FROM process_instance)", "does not replay")]
    [InlineData("a timer is left", "INSERT INTO timer SELECT id, 1, 'rest', 1, 1, 0 FROM process_instance LIMIT 1", "timers")]
    [InlineData("a timer fired early", "UPDATE witness.step SET at = at - 36000000000 WHERE (instance_id, sequence) = (SELECT instance_id, sequence FROM history WHERE actor_id = 'system:timers' LIMIT 1)", "fired no timer that was due")]
    [InlineData("a mail was lost", "DELETE FROM outbox_mail WHERE id = (SELECT max(id) FROM outbox_mail)", "left without a row")]
    [InlineData("a mail was not sent", "UPDATE outbox_mail SET status = 'Failed' WHERE id = (SELECT max(id) FROM outbox_mail)", "is Failed")]
    [InlineData("a mail was written that never left", "INSERT INTO outbox_mail SELECT * FROM jsonb_populate_recordset(NULL::outbox_mail, (SELECT jsonb_agg(to_jsonb(m) || '{\"id\":\"zz\",\"business_key\":\"zz\",\"reference\":\"SK-0000-AAAAA\"}') FROM (SELECT * FROM outbox_mail LIMIT 1) m))", "never left")]
    [InlineData("a report was lost", "UPDATE case_file SET submission_key = NULL WHERE id = (SELECT max(id) FROM case_file WHERE submission_key IS NOT NULL)", "which is not there")]
    [InlineData("somebody else did a task", "UPDATE user_task SET performed_by_id = 'nobody' WHERE id = (SELECT max(id) FROM user_task WHERE status = 'Completed')", "not by who did it")]
    [InlineData("an instance was lost", "DELETE FROM process_instance WHERE id = (SELECT max(id) FROM process_instance WHERE process_id = 'partner')", "belongs to nothing")]
    [InlineData("a lease was taken too early", "UPDATE witness.lease SET old_until = at + 50000000 WHERE (job_id, token) = (SELECT job_id, token FROM witness.lease LIMIT 1)", "before its lease ended")]
    [InlineData("a job went twice", "INSERT INTO witness.job SELECT * FROM witness.job WHERE gone LIMIT 1", "went 2 times")]
    public async Task The_auditor_complains_when(string what, string tampering, string complaint)
    {
        var copy = "copy_" + Guid.NewGuid().ToString("N");
        await storm.Ground.Cluster.Run($"CREATE DATABASE {copy} TEMPLATE {Ground.Database}");
        // No trigger of ours, and no rule that would keep such a row out.
        await storm.Ground.Cluster.Run("SET session_replication_role = replica; " + tampering, copy);
        var found = Auditor.Contradictions(await Ledger.Read(storm.Ground.Cluster.ConnectionString(copy), storm.Ground.Folder));
        Assert.True(found.Any(one => one.Contains(complaint, StringComparison.Ordinal)), $"When {what}: {string.Join(Environment.NewLine, found.Take(5))}");
        await storm.Ground.Cluster.Run($"DROP DATABASE {copy}");
    }

    private void Report(Ledger ledger)
    {
        var (takeOvers, longest) = JobAudit.TakeOvers(ledger);
        var lines = new[]
        {
            $"seed {storm.Seed}; {storm.Storm.Faults.Values.Sum()} faults in {storm.Raged.TotalSeconds:F0} s, quiet {storm.Calmed.TotalSeconds:F1} s later",
            string.Join(", ", storm.Storm.Faults.OrderBy(fault => fault.Key, StringComparer.Ordinal).Select(fault => $"{fault.Key} {fault.Value}")),
            $"{ledger.Cases.Count} cases, {ledger.Instances.Count} instances, {ledger.Steps.Sum(steps => steps.Count())} steps, {ledger.WitnessedTimers.Count} timers, {ledger.Mails.Count} mails, {ledger.WitnessedJobs.Count(row => !row.Gone)} jobs",
            $"{ledger.Journal.Count(line => line[0] == "asked")} commands asked, {ledger.Journal.Count(line => line[0] == "accepted")} accepted; {ledger.Journal.Count(line => line[0] == "effect")} effects",
            $"{storm.Storm.Nodes.Sum(node => node.Lives)} lives of nodes, {storm.Storm.Nodes.Sum(node => node.FailedStarts)} failed starts without a database",
            $"{takeOvers} leases taken over, the longest {longest.TotalSeconds:F2} s after it ended",
            $"{storm.Storm.Recoveries.Count} recoveries of a node from the database, the longest {(storm.Storm.Recoveries.Count == 0 ? 0 : storm.Storm.Recoveries.Max().TotalSeconds):F2} s",
        };
        foreach (var line in lines)
        {
            output.WriteLine(line);
            Console.WriteLine("chaos: " + line);
        }
    }
}
