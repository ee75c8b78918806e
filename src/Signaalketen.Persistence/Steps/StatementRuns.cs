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
        while (Next(steps, at) is { } statement)
        {
            var run = new List<RowWrite>();
            for (var step = 0; step < steps.Count; step++)
            {
                for (; at[step] < steps[step].Count && steps[step][at[step]].SameStatement(statement); at[step]++)
                    run.Add(steps[step][at[step]]);
            }

            yield return run;
        }
    }

    // A statement waits until every step that still has it has come to it; when all wait for each other, the first goes.
    private static RowWrite? Next(IReadOnlyList<IReadOnlyList<RowWrite>> steps, int[] at)
    {
        RowWrite? first = null;
        for (var step = 0; step < steps.Count; step++)
        {
            if (at[step] == steps[step].Count)
                continue;
            var head = steps[step][at[step]];
            if (!AnyComesTo(head, steps, at))
                return head;
            first ??= head;
        }

        return first;
    }

    private static bool AnyComesTo(RowWrite statement, IReadOnlyList<IReadOnlyList<RowWrite>> steps, int[] at)
    {
        for (var step = 0; step < steps.Count; step++)
        {
            var index = at[step];
            while (index < steps[step].Count && steps[step][index].SameStatement(statement))
                index++;
            for (; index < steps[step].Count; index++)
            {
                if (steps[step][index].SameStatement(statement))
                    return true;
            }
        }

        return false;
    }
}
