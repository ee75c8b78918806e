using Signaalketen.Engine.State;
using Signaalketen.Runtime.Incidents;
using Signaalketen.Runtime.Jobs;
using Signaalketen.Runtime.Mail;
using Signaalketen.Runtime.Timers;

namespace Signaalketen.Runtime.Tests.Simulation;

/// <summary>After the storm: everything runs undisturbed until there is nothing left to do, and then it is judged.</summary>
public sealed class Aftermath(World world, Turns turns, Crowd crowd)
{
    private const int MostRounds = 300;
    private const string Open = "status = 'Open' AND available_at <= @now AND COALESCE(lease_until, 0) <= @now";

    public void Run()
    {
        world.BecomeCalm();
        for (var round = 0; world.Wrongs.Count == 0; round++)
        {
            if (round == MostRounds)
            {
                world.Wrong("it never becomes quiet");
                return;
            }

            if (!Round(world.AnyNode()))
                break;
        }

        if (world.Wrongs.Count > 0)
            return;
        Judge.Rows(world);
        Judge.Ending(world, crowd);
    }

    private bool Free(string table, string when) =>
        world.Stage.Query($"SELECT 1 FROM {table} WHERE {when} LIMIT 1", _ => true, world.Clock.Now.UtcTicks).Count > 0;

    // Whether there may be more to do.
    private bool Round(SimulatedNode node)
    {
        var handled = 0;
        var now = node.Get<TimeProvider>().GetUtcNow();
        // Only the loop that has something to do: an idle look costs as much as a busy one.
        if (world.NextDue() <= world.Clock.Now)
        {
            if (Free("timer", "due_at <= @now AND try_at <= @now") || Free("start_trigger", "due_at <= @now"))
                turns.Complete(async () => handled += await node.Get<TimerSweep>().RunOnce(now, CancellationToken.None));
            if (Free("job", Open))
                turns.Complete(async () => handled += await node.Get<JobPump>().RunOnce(now, CancellationToken.None));
            if (Free("outbox_mail", Open))
                turns.Complete(async () => handled += await node.Get<MailPump>().RunOnce(now, CancellationToken.None));
        }

        if (handled > 0)
            return true;
        if (crowd.ActCalmly(node))
        {
            turns.Settle();
            return true;
        }

        if (world.NextDue() is { } next)
        {
            world.Advance(next > world.Clock.Now ? next - world.Clock.Now : TimeSpan.FromSeconds(1));
            return true;
        }

        var resolved = 0;
        turns.Complete(async () =>
        {
            var desk = node.Get<IncidentDesk>();
            foreach (var incident in await desk.List(CancellationToken.None))
            {
                resolved++;
                if (await desk.Resolve(incident.Id, Variables.Empty, Actor.System("world"), CancellationToken.None) is { } refusal)
                    world.Wrong($"incident {incident.Code} cannot be resolved: {refusal.Sentence}");
            }
        });
        return resolved > 0;
    }
}
