using Signaalketen.Persistence.Model;
using Signaalketen.Persistence.Steps;

namespace Signaalketen.Persistence.Dialects.Postgres;

/// <summary>
/// The next version of an instance and what happened in that step, as one statement: every step has both, one after the other, and a statement
/// costs the server as much as what it writes.
/// </summary>
internal static class InstanceWithHistory
{
    private const string Instance = "instance_id";

    /// <summary>The same step, in which the two are one.</summary>
    public static IReadOnlyList<RowWrite> Join(IReadOnlyList<RowWrite> step)
    {
        for (var index = 0; index + 1 < step.Count; index++)
        {
            var (change, insert) = (step[index], step[index + 1]);
            if (change is { WhenMissed: Missed.Conflict, Together: true, Inserts: null } && insert.Inserts == typeof(HistoryRow))
            {
                var both = change with { Values = [.. change.Values, .. insert.Values.Where(value => value.Key != Instance)], Then = insert.Sql };
                return [.. step.Take(index), both, .. step.Skip(index + 2)];
            }
        }

        return step;
    }

    /// <summary>The insert as a selection from the rows that were touched.</summary>
    public static string OfTouched(string insert) => PostgresStatement.Selecting(insert, "touched").Replace("@" + Instance, "id", StringComparison.Ordinal);
}
