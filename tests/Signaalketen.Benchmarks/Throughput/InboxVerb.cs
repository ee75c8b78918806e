using System.Diagnostics;
using Signaalketen.Casework;
using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.People;
using Signaalketen.Runtime.Tasks;

namespace Signaalketen.Benchmarks.Throughput;

/// <summary>
/// <c>inbox --database postgres|sqlite [--tasks 10000,1000000] [--reads 500] [--json]</c>: how long a person waits for the first 25 tasks of
/// their groups and the counts of their lists, as the page of tasks asks for them, while so many are open. Goal: p99 under 10 ms at a million.
/// </summary>
internal static class InboxVerb
{
    private const int WarmUp = 500;

    public static async Task<int> Run(string[] args)
    {
        var arguments = new Arguments(args);
        var database = arguments.Text("database", "sqlite");
        foreach (var tasks in arguments.Numbers("tasks", "10000,1000000"))
        {
            await using var rig = await Rig.Make(database, null);
            var begun = Stopwatch.GetTimestamp();
            await Fill(rig, tasks);
            var filled = Stopwatch.GetElapsedTime(begun).TotalSeconds;
            var desk = await rig.Get<Accounts>().Create(new("dora", "Collega Dora", "dora@werk.example", [Roles.IntakeDesk]), CancellationToken.None);
            var lists = rig.Get<TaskQueries>();
            foreach (var sort in new[] { TaskSort.Newest, TaskSort.Due })
            {
                var ticks = new List<long>();
                for (var read = -WarmUp; read < arguments.Number("reads", 500); read++)
                {
                    var asked = Stopwatch.GetTimestamp();
                    var page = await lists.Page(TaskListKind.Team, desk, sort, descending: false, 1, CancellationToken.None);
                    if (page.Tasks.Count != TaskPage.Size || page.Counts.Team != Tally.Of(tasks))
                        throw new InvalidOperationException($"The list holds {page.Tasks.Count} tasks and counts {page.Counts.Team}.");
                    if (read >= 0)
                        ticks.Add(Stopwatch.GetTimestamp() - asked);
                }

                var figures = new Figures(1, 0, 0, ticks, 0, 0, 0);
                Printed.Line(arguments.Has("json"),
                [
                    ("benchmark", "inbox"), ("database", database), ("tasks", tasks), ("order", sort.ToString()), ("reads", ticks.Count),
                    ("p50Ms", Printed.Round(figures.Percentile(0.50), 2)), ("p99Ms", Printed.Round(figures.Percentile(0.99), 2)), ("fillSeconds", Printed.Round(filled, 0)),
                ]);
            }
        }

        return 0;
    }

    // Opened one second apart, due on any of a thousand hours, one in ten without a term.
    private static async Task Fill(Rig rig, int tasks)
    {
        var key = (await rig.Get<DefinitionCache>().Newest(CancellationToken.None)).Set.Latest("chain")!.Key;
        await new ChainClient(rig, key).Run(_ => { }, steps: 1);
        await Copies.OfLast(rig, "00a", tasks - 1, new Dictionary<string, string>
        {
            ["user_task.opened_at"] = "t.opened_at - n.i * 10000000",
            ["user_task.due_at"] = "CASE WHEN n.i % 10 = 0 THEN NULL ELSE t.opened_at + (n.i % 1000) * 36000000000 END",
        });
    }
}
