using Signaalketen.Casework;
using Signaalketen.Casework.Forms;
using Signaalketen.Engine.State;
using Signaalketen.Persistence.Steps;
using Signaalketen.Runtime.Cases;
using Signaalketen.Runtime.Intake;
using Signaalketen.Runtime.Tasks;
using Signaalketen.Runtime.Tests.House;

namespace Signaalketen.Runtime.Tests.Simulation;

/// <summary>The people: they report, take and finish tasks, click twice, and ask again when no answer came. Remembers what they were told.</summary>
public sealed class Crowd(World world)
{
    private const int MostReports = 2;

    private sealed record Wish(SimulatedNode Node, string What);

    private readonly List<Wish> open = [];
    private readonly Dictionary<string, string?> reports = [];
    private readonly Dictionary<string, List<string>> completions = [];

    /// <summary>Reports by the number of their form, with the reference that the reporter got; null until an answer came.</summary>
    public IReadOnlyDictionary<string, string?> Reports => reports;

    /// <summary>Reports without a number: at least and at most so many are cases now.</summary>
    public (int Least, int Most) Loose { get; private set; }

    /// <summary>Tasks of which somebody was told that they finished them, with who it was.</summary>
    public Dictionary<string, List<string>> Done { get; } = [];

    public void Forget(SimulatedNode node) => open.RemoveAll(wish => wish.Node == node);

    public void Act()
    {
        var node = world.AnyNode();
        if (!node.Runs || open.Count > 5)
            return;
        switch (world.Dice.Below(8))
        {
            case 0 or 1:
                Report(node);
                break;
            case 2:
                Assign(node);
                break;
            default:
                var tasks = OpenTasks();
                if (tasks.Count > 0)
                    Finish(node, world.Dice.Of(tasks), claim: world.Dice.OneIn(5));
                break;
        }
    }

    /// <summary>What people do when nothing is in the way: ask again what got no answer, and finish one task.</summary>
    /// <returns>Whether there was anything.</returns>
    public bool ActCalmly(SimulatedNode node)
    {
        if (reports.FirstOrDefault(report => report.Value is null).Key is { } unanswered)
            Send(node, unanswered);
        else if (OpenTasks() is [var task, ..])
            Finish(node, task, claim: false);
        else
            return false;
        return true;
    }

    private void Report(SimulatedNode node)
    {
        var unanswered = reports.Where(report => report.Value is null).Select(report => report.Key).ToList();
        if (unanswered.Count > 0 || (reports.Count > 0 && world.Dice.OneIn(4)))
        {
            // No answer yet, or a second click.
            Send(node, world.Dice.Of(unanswered.Count > 0 ? unanswered : [.. reports.Keys]));
        }
        else if (reports.Count + Loose.Most < MostReports && (reports.Count == 0 || world.Dice.OneIn(4)))
        {
            if (world.Dice.OneIn(3))
                SendLoose(node);
            else
                Send(node, $"form-{reports.Count}");
        }
    }

    private void Send(SimulatedNode node, string form)
    {
        reports.TryAdd(form, null);
        Begin(node, "report", async () =>
        {
            var received = await node.Get<SignalIntake>().Receive(Fields, Variables.Empty, CancellationToken.None, form);
            if (reports[form] is { } before && before != received.Reference)
                world.Wrong($"one report has two references, {before} and {received.Reference}");
            reports[form] = received.Reference;
        });
    }

    private void SendLoose(SimulatedNode node)
    {
        Loose = Loose with { Most = Loose.Most + 1 };
        Begin(node, "loose report", async () =>
        {
            await node.Get<SignalIntake>().Receive(Fields, Variables.Empty, CancellationToken.None);
            Loose = Loose with { Least = Loose.Least + 1 };
        });
    }

    private void Assign(SimulatedNode node)
    {
        var cases = world.Stage.Query("SELECT id FROM case_file ORDER BY id", row => row.GetString(0));
        if (cases.Count == 0)
            return;
        var (id, owner) = (world.Dice.Of(cases), world.Dice.Of(Holders(Roles.CaseOwner)).AccountId);
        Begin(node, "assign", () => node.Get<StepStore>().Commit([CaseWrites.Assign(id, owner, null)], CancellationToken.None));
    }

    private void Finish(SimulatedNode node, (string Id, string Role, string? Assignee, string Element) task, bool claim)
    {
        var holders = Holders(task.Role);
        var person = holders.FirstOrDefault(one => one.AccountId == task.Assignee) ?? world.Dice.Of(holders);
        if (claim)
        {
            Begin(node, "claim", () => node.Get<TaskService>().Claim(task.Id, person, CancellationToken.None));
            return;
        }

        if (!completions.TryGetValue(task.Id, out var tries))
            completions[task.Id] = tries = [];
        tries.Add(person.AccountId);
        Begin(node, $"finish {task.Element}", async () =>
        {
            var answers = task.Element == "triage" ? Answers.ToAssess("verzonnen") : Answers.Nothing;
            var result = await node.Get<TaskService>().Complete(task.Id, person, answers, CancellationToken.None);
            Answered(task.Id, person.AccountId, result, tries);
        });
    }

    private void Answered(string taskId, string person, TaskResult result, List<string> tries)
    {
        if (result is TaskResult.Done)
        {
            if (!Done.TryGetValue(taskId, out var by))
                Done[taskId] = by = [];
            by.Add(person);
        }
        else if (result is TaskResult.Refused { Refusal.Code: RefusalCode.AlreadyDone } && tries.Count == 1 && PerformedBy(taskId) == person)
        {
            world.Wrong($"the only one who finished task {taskId} was told that it had been done before");
        }
    }

    private string? PerformedBy(string taskId) =>
        world.Stage.Query($"SELECT performed_by_id FROM user_task WHERE id = '{taskId}'", row => row.IsDBNull(0) ? null : row.GetString(0), again: false)[0];

    private void Begin(SimulatedNode node, string what, Func<Task> work)
    {
        var wish = new Wish(node, what);
        open.Add(wish);
        world.Begin(node, what, async () =>
        {
            try
            {
                await work();
            }
            finally
            {
                open.Remove(wish);
            }
        });
    }

    private List<(string Id, string Role, string? Assignee, string Element)> OpenTasks() => world.Stage.Query(
        "SELECT id, candidate_role, assignee_id, element_id FROM user_task WHERE status = 'Open' ORDER BY id",
        row => (row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetString(3)));

    private List<Person> Holders(string role) => [.. world.Stage.People.Where(person => person.Has(role))];

    private static CaseFieldValue[] Fields => [Answers.Field("report.statement", "verzonnen"), Answers.Field("reporter.email", "melder@post.example")];
}
