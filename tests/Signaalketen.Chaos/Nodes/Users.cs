using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Signaalketen.Casework;
using Signaalketen.Casework.Forms;
using Signaalketen.Engine.Commands;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.State;
using Signaalketen.Persistence.Dialects;
using Signaalketen.Persistence.Model;
using Signaalketen.Runtime;
using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.Intake;
using Signaalketen.Runtime.People;
using Signaalketen.Runtime.Tasks;

namespace Signaalketen.Chaos.Nodes;

/// <summary>Whether people still begin something new.</summary>
internal sealed class UsersSwitch
{
    public volatile bool Finishing;
}

/// <summary>
/// The people at a node: they report, finish tasks and send messages, and keep in the journal what they asked and what they were answered.
/// Nodes do not agree on who takes what, so that two often want the same.
/// </summary>
internal sealed class Users(
    NodeSettings settings, Journal journal, UsersSwitch switched, SignalIntake intake, TaskService tasks, CommandDispatcher dispatcher, Accounts accounts, Dialect dialect) : BackgroundService
{
    // More would only make the end of a run longer.
    private const int MostCases = 120;

    private static readonly FormReading Nothing = new([], Variables.Empty, new Dictionary<string, string>(), new Dictionary<string, IReadOnlyList<string>>(), [], false);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Person? person = null;
        while (person is null && !stoppingToken.IsCancellationRequested)
            await Try(async () => person = await Me(stoppingToken), stoppingToken);
        if (person is not null)
            await Task.WhenAll(Repeat(Report, 250, stoppingToken), Repeat(ct => Complete(person, ct), 60, stoppingToken), Repeat(ct => Send(person, ct), 60, stoppingToken));
    }

    private async Task Repeat(Func<CancellationToken, Task> act, int pause, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
            await Try(() => act(ct), ct, pause);
    }

    // A person who gets an error looks again a little later.
    private static async Task Try(Func<Task> act, CancellationToken ct, int pause = 100)
    {
        try
        {
            await act();
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
        }
        catch (OperationCanceledException)
        {
            return;
        }

        await Task.Delay(Random.Shared.Next(pause, 2 * pause), CancellationToken.None);
    }

    private async Task<Person> Me(CancellationToken ct)
    {
        await using var db = dialect.CreateDb();
        var id = await db.Users.Where(row => row.UserName == settings.Account).Select(row => row.Id).SingleAsync(ct);
        return await accounts.Find(id, ct) ?? throw new InvalidOperationException("The account is gone.");
    }

    // The same form is sent until there is an answer, as a page does that keeps its key.
    private async Task Report(CancellationToken ct)
    {
        await using var db = dialect.CreateDb();
        if (switched.Finishing || await db.ProcessInstances.CountAsync(row => row.Status == InstanceRowStatus.Active, ct) >= MostCases)
            return;
        var form = Guid.NewGuid().ToString("N");
        journal.Write("asked", "start", form);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var received = await intake.Receive([new("report.statement", DataClass.K3, "verzonnen")], Variables.Empty, ct, form);
                Accepted("start", form, received.Reference);
                return;
            }
            catch (Exception) when (attempt < 4 && !ct.IsCancellationRequested)
            {
                await Task.Delay(50 * attempt, ct);
            }
        }
    }

    private async Task Complete(Person person, CancellationToken ct)
    {
        await using var db = dialect.CreateDb();
        var open = await db.UserTasks.Where(row => row.Status == UserTaskStatus.Open).Select(row => new { row.Id, row.ElementId }).ToListAsync(ct);
        // Some are left for their boundary timer.
        var wanted = open.Where(row => row.ElementId != ChaosModel.Late || row.Id[^1] % 3 != 0).OrderBy(_ => Random.Shared.Next()).Take(4).ToList();
        foreach (var task in wanted)
        {
            journal.Write("asked", "complete", task.Id, person.AccountId);
            if (await tasks.Complete(task.Id, person, Nothing, ct) is TaskResult.Done)
                Accepted("complete", task.Id, person.AccountId);
        }
    }

    private async Task Send(Person person, CancellationToken ct)
    {
        await using var db = dialect.CreateDb();
        var open = await db.Subscriptions.AsNoTracking().Where(row => row.SubscriptionKind == SubscriptionRowKind.Message).ToListAsync(ct);
        foreach (var wait in open.OrderBy(_ => Random.Shared.Next()).Take(4))
        {
            var word = Guid.NewGuid().ToString("N");
            journal.Write("asked", "message", word, wait.InstanceId);
            var message = new CorrelateMessage(wait.Name, wait.CorrelationKey, Variables.Of(ChaosModel.Word, new FeelString(word)), wait.ElementId);
            if (await dispatcher.Execute(wait.InstanceId, message, null, Actor.Of(person), ct) is DispatchResult.Accepted)
                Accepted("message", word, wait.InstanceId);
        }
    }

    private void Accepted(params string[] words)
    {
        journal.Write(["accepted", .. words]);
        NodeProgram.Tell("did");
    }
}
