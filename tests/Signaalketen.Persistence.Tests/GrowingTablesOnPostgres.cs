using Signaalketen.Persistence.Model;
using Signaalketen.Persistence.Steps;
using Signaalketen.Testing;

namespace Signaalketen.Persistence.Tests;

/// <summary>What one lane reads while the tables grow from nothing under its prepared statements.</summary>
public sealed class GrowingTablesOnPostgres : IDisposable
{
    private const int Groups = 400;
    private const int Steps = 6;

    // Each look takes a millisecond or so.
    private const int Looks = 30_000;

    private readonly TempDatabase database = new(StoreKind.Postgres);

    public void Dispose() => database.Dispose();

    // Plans that read a whole table while it is small would take here some hundred rows for each step.
    [StoreFact]
    public async Task Rows_are_looked_up_by_key_however_small_the_tables_were_when_the_lane_began()
    {
        var before = await OtherConnections();
        await using (var lane = database.Dialect.CreateLane(null))
        {
            for (var group = 0; group < Groups; group++)
            {
                var numbers = Enumerable.Range(group * Steps, Steps).ToList();
                Assert.All(await lane.Write([.. numbers.Select(Begin)]), outcome => Assert.Equal(CommitOutcome.Committed, outcome));
                Assert.All(await lane.Write([.. numbers.Select(End)]), outcome => Assert.Equal(CommitOutcome.Committed, outcome));
            }
        }

        Assert.InRange(await RowsRead(before), 1, Groups * Steps * 40);
    }

    private RowWrite[] Begin(int number) =>
    [
        database.Inserts.Of(Rows.Case($"case-{number}")),
        database.Inserts.Of(Rows.Instance($"instance-{number}", $"case-{number}")),
        database.Inserts.Of(new UserTaskRow
        {
            Id = $"task-{number}", InstanceId = $"instance-{number}", TaskKey = 1, CaseId = $"case-{number}", DefinitionKey = "signal:1", ElementId = "triage", Name = "Beoordelen",
            CandidateRole = "intake-desk", Reference = "SK-2026-AAAAA", OpenedAt = Rows.Monday,
        }),
        database.Inserts.Of(new TimerRow { InstanceId = $"instance-{number}", TimerKey = 1, ElementId = "wait", DueAt = Rows.Monday, TryAt = Rows.Monday }),
    ];

    // Every third goes on: a few of very many run.
    private static RowWrite[] End(int number)
    {
        var before = new StoredInstance($"instance-{number}", "", 1, 1, 0, new($"case-{number}", "", null, null, false, 1, new HashSet<string>()));
        return
        [
            number % 3 == 0
                ? InstanceWrites.Advance(before, onCase: true, "{\"a\":1}")
                : InstanceWrites.AdvanceTo(before, onCase: true, "signal:1", "{\"a\":1}", InstanceRowStatus.Completed, Rows.Monday),
            TaskWrites.Close(before.Id, 1, completed: true, null, Rows.Monday),
            WaitingWrites.CancelTimer(before.Id, 1),
            InstanceWrites.EndInCase(before.Case.Id, Rows.Monday, Rows.Monday, Rows.Monday),
        ];
    }

    // A server counts what a connection read when it ends, and it ends after its client has gone.
    private async Task<long> RowsRead(List<int> before)
    {
        for (var look = 0; look < Looks; look++)
        {
            if (!(await OtherConnections()).Except(before).Any())
                return (await Ask<long>("SELECT SUM(idx_tup_fetch + seq_tup_read)::bigint FROM pg_stat_user_tables"))[0];
        }

        Assert.Fail("The connection of the lane never ended.");
        return 0;
    }

    // Without the one that asks: the pool may have replaced it since the last question.
    private Task<List<int>> OtherConnections() =>
        Ask<int>("SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()");

    private async Task<List<T>> Ask<T>(string question)
    {
        await using var connection = await database.Dialect.Open(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = question;
        await using var reader = await command.ExecuteReaderAsync();
        var answers = new List<T>();
        while (await reader.ReadAsync())
            answers.Add(reader.GetFieldValue<T>(0));
        return answers;
    }
}
