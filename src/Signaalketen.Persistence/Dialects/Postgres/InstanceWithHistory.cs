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

    /// <summary>The insert as a selection from the rows that were touched; it ends in their table.</summary>
    public static string OfTouched(string insert) =>
        insert.Replace(" VALUES (", " SELECT ", StringComparison.Ordinal)[..^1].Replace("@" + Instance, "id", StringComparison.Ordinal) + " FROM touched";

    /// <param name="update">With its values in it.</param>
    /// <param name="insert">See <see cref="OfTouched"/>, with its values in it.</param>
    /// <param name="given">Parameters of a set: the insert takes them from the rows that were touched.</param>
    /// <param name="touched">0 when a row was missed.</param>
    public static string Text(string update, string insert, IReadOnlyList<string> given, string touched) =>
        $"WITH touched AS ({update} RETURNING {string.Join(", ", given.Select(name => "given.p_" + name).Prepend("id"))}), kept AS ({insert}) SELECT 1 / {touched} FROM touched";
}
