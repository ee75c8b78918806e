namespace Signaalketen.Persistence.Steps;

/// <summary>
/// Puts the statements of a group of steps in an order in which equal ones stand together, so that a database can be told each once for a set
/// of rows. The statements of one step keep their order; steps of one group do not wait for each other's, as if they were written side by side.
/// </summary>
internal static class StatementRuns
{
    public static IEnumerable<IReadOnlyList<RowWrite>> Of(IReadOnlyList<IReadOnlyList<RowWrite>> steps)
    {
        var at = new int[steps.Count];
        var left = Left(steps);
        while (Next(steps, at, left) is { } statement)
        {
            var run = new List<RowWrite>();
            for (var step = 0; step < steps.Count; step++)
            {
                for (; at[step] < steps[step].Count && statement == (steps[step][at[step]].Sql, steps[step][at[step]].WhenMissed); at[step]++)
                    run.Add(steps[step][at[step]]);
            }

            left[statement] -= run.Count;
            yield return run;
        }
    }

    private static Dictionary<(string Sql, Missed WhenMissed), int> Left(IReadOnlyList<IReadOnlyList<RowWrite>> steps)
    {
        var left = new Dictionary<(string, Missed), int>();
        foreach (var write in steps.SelectMany(step => step))
            left[(write.Sql, write.WhenMissed)] = left.GetValueOrDefault((write.Sql, write.WhenMissed)) + 1;
        return left;
    }

    // A statement waits until every step that still has it has come to it; when all wait for each other, the one that most have come to.
    private static (string Sql, Missed WhenMissed)? Next(
        IReadOnlyList<IReadOnlyList<RowWrite>> steps, int[] at, Dictionary<(string Sql, Missed WhenMissed), int> left)
    {
        var heads = new Dictionary<(string Sql, Missed WhenMissed), int>();
        (string, Missed)? most = null;
        for (var step = 0; step < steps.Count; step++)
        {
            for (var index = at[step]; index < steps[step].Count && (index == at[step] || Same(steps[step][index], steps[step][at[step]])); index++)
            {
                var head = (steps[step][index].Sql, steps[step][index].WhenMissed);
                var count = heads[head] = heads.GetValueOrDefault(head) + 1;
                if (count == left[head])
                    return head;
                if (most is null || count > heads[most.Value])
                    most = head;
            }
        }

        return most;
    }

    private static bool Same(RowWrite one, RowWrite other) => one.WhenMissed == other.WhenMissed && one.Sql == other.Sql;
}
