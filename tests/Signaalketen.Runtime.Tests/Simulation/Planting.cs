using Signaalketen.Persistence.Steps;

namespace Signaalketen.Runtime.Tests.Simulation;

/// <summary>Makes a step wrong in one chosen way: other statements, or in other transactions. The product itself has no such switch.</summary>
public static class Planting
{
    public sealed record Split(IReadOnlyList<RowWrite> Before, IReadOnlyList<RowWrite> Step, IReadOnlyList<RowWrite> After);

    public static Split Of(SimulatedNode node, IReadOnlyList<RowWrite> step) => node.World.Calm ? new([], step, []) : node.World.Plant switch
    {
        Plant.VersionCheckOff => Each(step, VersionCheckOff),
        Plant.CaseVersionGuardOff => Each(step, write => write with { Sql = write.Sql.Replace("AND c.version = @caseVersion", "", StringComparison.Ordinal) }),
        Plant.MailSentInsideTheTransaction => Each(step, write => SendAtOnce(node, write)),
        Plant.JoinCountedInMemory when step.Any(ArrivesAtJoin) =>
            Each(step, write => write with { Sql = write.Sql.Replace("state_text = @state", "state_text = CASE WHEN @status = 'Active' THEN state_text ELSE @state END", StringComparison.Ordinal) }),
        Plant.FencingTokenIgnored => Each(step, write => write with { Sql = write.Sql.Replace("AND lease_token = @token", "", StringComparison.Ordinal) }),
        Plant.HistoryWrittenAfterTheCommit => Later(step, write => Inserts(write, "history")),
        Plant.TimerRowDeletedAfterTheStep => Later(step, write => write.Sql.StartsWith("DELETE FROM timer", StringComparison.Ordinal)),
        Plant.MailRowsWrittenBeforeTheStep => Earlier(step, write => Inserts(write, "outbox_mail")),
        Plant.EffectsWrittenBeforeTheCommit => Earlier(step, write => Inserts(write, "timer") || Inserts(write, "job") || Inserts(write, "subscription")),
        Plant.JobRowsWrittenBeforeTheStep => Earlier(step, write => Inserts(write, "disclosure")),
        Plant.DuplicateRequestAccepted => Each(step, WithoutSubmissionKey),
        _ => new([], step, []),
    };

    public static string TakeDueTimers(Plant plant, string statement) => plant switch
    {
        Plant.TimerRowDeletedWhenTaken => "DELETE FROM timer" + statement[statement.IndexOf(" WHERE (instance_id", StringComparison.Ordinal)..],
        _ => statement,
    };

    public static string Lease(Plant plant, string table, string statement) => plant switch
    {
        Plant.LeaseNotRespected => statement.Replace("(lease_until IS NULL OR lease_until <= @now)", "1 = 1", StringComparison.Ordinal),
        Plant.MailMarkedSentBeforeSending when table == "outbox_mail" => statement.Replace("SET attempts", "SET status = 'Sent', attempts", StringComparison.Ordinal),
        _ => statement,
    };

    // The version is not looked at, and the number of the history row is whatever comes next.
    private static RowWrite VersionCheckOff(RowWrite write) => Inserts(write, "history")
        ? write with { Sql = write.Sql.Replace("@sequence", "(SELECT COALESCE(MAX(h.sequence), 0) + 1 FROM history h WHERE h.instance_id = @instance_id)", StringComparison.Ordinal) }
        : write with { Sql = write.Sql.Replace("AND version = @version", "", StringComparison.Ordinal) };

    private static RowWrite SendAtOnce(SimulatedNode node, RowWrite write)
    {
        if (Inserts(write, "outbox_mail"))
            node.World.Ledger.Accepted($"<{Value(write, "id")}@planted>", "planted");
        return write;
    }

    private static bool ArrivesAtJoin(RowWrite write) =>
        Inserts(write, "history") && Value(write, "events") is string events && events.Contains("_disclose_join", StringComparison.Ordinal);

    private static RowWrite WithoutSubmissionKey(RowWrite write) => Inserts(write, "case_file")
        ? write with { Values = [.. write.Values.Select(pair => pair.Key == "submission_key" ? new("submission_key", null) : pair)] }
        : write;

    public static bool Inserts(RowWrite write, string table) => write.Sql.StartsWith($"INSERT INTO {table} ", StringComparison.Ordinal);

    public static object? Value(RowWrite write, string name) => write.Values.FirstOrDefault(pair => pair.Key == name).Value;

    private static Split Each(IReadOnlyList<RowWrite> step, Func<RowWrite, RowWrite> changed) => new([], [.. step.Select(changed)], []);

    private static Split Later(IReadOnlyList<RowWrite> step, Func<RowWrite, bool> which) =>
        step.Count == 1 ? new([], step, []) : new([], [.. step.Where(write => !which(write))], [.. step.Where(which)]);

    private static Split Earlier(IReadOnlyList<RowWrite> step, Func<RowWrite, bool> which) => new([.. step.Where(which)], [.. step.Where(write => !which(write))], []);
}
