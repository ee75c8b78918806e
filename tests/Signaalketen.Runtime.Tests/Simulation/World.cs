using Signaalketen.Persistence.Steps;
using Signaalketen.Runtime.Jobs;
using Signaalketen.Runtime.Mail;
using Signaalketen.Runtime.Timers;

namespace Signaalketen.Runtime.Tests.Simulation;

/// <summary>
/// Some nodes over one database, people at work and everything that can go wrong, all of it decided by one number. Operations of all nodes
/// go on one piece at a time: whoever waits at a seam goes on when chance says so, or never.
/// </summary>
public sealed class World
{
    private const int Nodes = 3;

    private sealed record Seam(SimulatedNode Node, string At, TaskCompletionSource Go);

    private sealed record Operation(SimulatedNode Node, string Name, Task Work);

    private readonly Turns turns = new();
    private readonly List<Seam> seams = [];
    private readonly List<Operation> operations = [];
    private readonly List<SimulatedNode> all = [];
    private readonly SimulatedNode[] nodes = new SimulatedNode[Nodes];
    private readonly TimeSpan[] ahead = new TimeSpan[Nodes];
    private readonly Crowd crowd;

    public World(Stage stage, ulong seed, Plant plant = Plant.None)
    {
        (Stage, Seed, Plant) = (stage, seed, plant);
        Dice = new(seed);
        Identities = new(new(seed + 1));
        Ledger = new(this);
        crowd = new(this);
    }

    public Stage Stage { get; }

    public ulong Seed { get; }

    public Plant Plant { get; }

    public Dice Dice { get; }

    public WorldClock Clock { get; } = new();

    public SimulatedIdentities Identities { get; }

    public Ledger Ledger { get; }

    /// <summary>Nothing goes wrong any more, and nobody is held up.</summary>
    public bool Calm { get; private set; }

    /// <summary>The threads that keep leases have the word; they wait for nobody.</summary>
    public bool Keeping { get; private set; }

    public int Events { get; private set; }

    public int Faults { get; private set; }

    public List<string> Wrongs { get; } = [];

    /// <summary>What happened, in order, to read a failing seed by.</summary>
    public List<string> Story { get; } = [];

    public void Wrong(string what)
    {
        if (Wrongs.Count < 20)
            Wrongs.Add($"event {Events}: {what}");
    }

    public bool Strikes(int oneIn)
    {
        if (Calm || !Dice.OneIn(oneIn))
            return false;
        Faults++;
        return true;
    }

    public Fate FateOf(SimulatedNode node, int boundaries)
    {
        if (Calm)
            return Fate.Plain;
        var fate = Dice.Below(60) switch { 0 or 1 => Fate.Dies, 2 => Fate.LostBefore, 3 or 4 => Fate.LostAfter, _ => Fate.Plain };
        if (fate == Fate.Dies)
            node.DieAfter(Dice.Below(boundaries + 2));
        if (fate != Fate.Plain)
            Faults++;
        return fate;
    }

    public Task Wait(SimulatedNode node, string at)
    {
        turns.Check();
        var seam = new Seam(node, at, new());
        seams.Add(seam);
        return seam.Go.Task;
    }

    public void Forget(SimulatedNode node)
    {
        Tell($"node {node.Number} dies");
        seams.RemoveAll(seam => seam.Node == node);
        operations.RemoveAll(operation => operation.Node == node);
        crowd.Forget(node);
    }

    public void Begin(SimulatedNode node, string name, Func<Task> work)
    {
        Tell($"node {node.Number} begins {name}");
        operations.Add(new(node, name, turns.Begin(work)));
    }

    /// <summary>Plays the whole world and looks at what is left.</summary>
    public void Play(int events)
    {
        Stage.Clear();
        // A context of the test runner would take continuations to its own threads.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            for (var number = 0; number < Nodes; number++)
            {
                ahead[number] = Dice.OneIn(2) ? TimeSpan.Zero : TimeSpan.FromSeconds(Dice.Below(7200) - 3600);
                Start(number);
            }

            while (Events < events && Wrongs.Count == 0 && turns.Strayed is null)
            {
                Events++;
                Next();
                Settle();
            }

            if (Wrongs.Count == 0 && turns.Strayed is null)
                new Aftermath(this, turns, crowd).Run();
            if (turns.Strayed is { } stray)
                Wrong($"something ran on another thread: {stray}");
        }
        finally
        {
            Calm = true;
            foreach (var node in all)
                node.Dispose();
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    /// <summary>Lets go of whatever is held up, mends what is broken.</summary>
    public void BecomeCalm()
    {
        Calm = true;
        for (var number = 0; number < Nodes; number++)
        {
            nodes[number].StandsStillUntil = default;
            if (nodes[number].Dead)
                Start(number);
        }

        while (seams.Count > 0)
        {
            Release(seams[0]);
            Settle();
        }

        foreach (var operation in operations)
            Wrong($"{operation.Name} on node {operation.Node.Number} never ends");
    }

    public SimulatedNode AnyNode() => nodes[Dice.Below(Nodes)];

    public void Advance(TimeSpan by)
    {
        // Threads that keep leases look often; without work in hand there is nothing to keep.
        var end = Clock.Now + by;
        var stride = Ledger.WorkInHand ? Ledger.Length / 5 : by;
        while (Clock.Now < end)
        {
            Clock.Now = Clock.Now + stride < end ? Clock.Now + stride : end;
            Keep();
        }
    }

    /// <summary>When something is to be done next by itself; null when nothing is.</summary>
    public DateTimeOffset? NextDue()
    {
        var ticks = Stage.Query(
            """
            SELECT MIN(at) FROM (
                SELECT MIN(MAX(due_at, try_at)) AS at FROM timer UNION ALL SELECT MIN(due_at) FROM start_trigger WHERE due_at IS NOT NULL
                UNION ALL SELECT MIN(MAX(available_at, COALESCE(lease_until, 0))) FROM job WHERE status = 'Open'
                UNION ALL SELECT MIN(MAX(available_at, COALESCE(lease_until, 0))) FROM outbox_mail WHERE status = 'Open')
            """,
            row => row.IsDBNull(0) ? 0 : row.GetInt64(0))[0];
        return ticks == 0 ? null : new DateTimeOffset(ticks, TimeSpan.Zero);
    }

    private void Start(int number)
    {
        var node = new SimulatedNode(this, number, ahead[number]);
        all.Add(node);
        nodes[number] = node;
        var before = Calm;
        Calm = true;
        turns.Complete(node.Start);
        Calm = before;
    }

    private void Next()
    {
        var ready = seams.Where(seam => seam.Node.Runs).ToList();
        var choice = Dice.Below(40);
        if (choice < 24 && ready.Count > 0)
            Release(Dice.Of(ready));
        else if (choice < 31)
            Pump();
        else if (choice < 35)
            crowd.Act();
        else if (choice < 37)
            Advance(TimeSpan.FromMilliseconds(Dice.Below(12_000)));
        else if (choice == 37)
            Leap();
        else if (choice == 38)
            Trouble();
        else
            Revive();
    }

    private void Release(Seam seam)
    {
        Tell($"node {seam.Node.Number} passes {seam.At}");
        seams.Remove(seam);
        seam.Go.SetResult();
    }

    private void Pump()
    {
        var node = AnyNode();
        if (!node.Runs)
            return;
        var loop = Dice.Below(3) switch { 0 => "timers", 1 => "jobs", _ => "mail" };
        if (!node.Loops.Add(loop))
            return;
        Begin(node, loop, async () =>
        {
            var now = node.Get<TimeProvider>().GetUtcNow();
            await (loop switch
            {
                "timers" => node.Get<TimerSweep>().RunOnce(now, CancellationToken.None),
                "jobs" => node.Get<JobPump>().RunOnce(now, CancellationToken.None),
                _ => node.Get<MailPump>().RunOnce(now, CancellationToken.None),
            });
        });
    }

    private void Leap()
    {
        var next = NextDue();
        var by = next is { } at && at > Clock.Now ? at - Clock.Now : TimeSpan.Zero;
        if (Ledger.WorkInHand && by > Ledger.Length * 3)
            by = Ledger.Length * 3;
        Tell($"time leaps {by}");
        // Also to just before it: who fires early shows then.
        Advance(Dice.OneIn(3) && by > TimeSpan.FromSeconds(50) ? by - TimeSpan.FromSeconds(1 + Dice.Below(40)) : by + TimeSpan.FromSeconds(Dice.Below(30)));
    }

    private void Trouble()
    {
        var node = AnyNode();
        if (node.Dead)
            return;
        Faults++;
        if (Dice.OneIn(2))
        {
            node.Die();
            if (Dice.OneIn(2))
                Judge.Rows(this);
            return;
        }

        // Longer than a lease, or not: nobody knows.
        node.StandsStillUntil = Clock.Now + TimeSpan.FromSeconds(20 + Dice.Below(120));
        node.Pauses++;
        Tell($"node {node.Number} stands still until {node.StandsStillUntil:T}");
        Advance(TimeSpan.FromSeconds(Dice.Below(100)));
    }

    private void Revive()
    {
        var number = Dice.Below(Nodes);
        if (nodes[number].Dead)
        {
            Start(number);
            Tell($"node {number} starts");
        }
    }

    private void Keep()
    {
        if (Plant == Plant.LeaseNotRenewed)
            return;
        Keeping = true;
        foreach (var node in nodes.Where(node => node is { Runs: true }))
            node.Get<LeaseKeeper>().RunOnce();
        Keeping = false;
    }

    private void Settle()
    {
        turns.Settle();
        foreach (var operation in operations.Where(one => one.Work.IsCompleted).ToList())
        {
            operations.Remove(operation);
            operation.Node.Loops.Remove(operation.Name);
            // Of a broken connection the product may complain; everything else is a surprise.
            if (operation.Work.Exception?.InnerException is { } fault and not AnswerLostException and not Persistence.Dialects.CommitUnknownException)
                Wrong($"{operation.Name} on node {operation.Node.Number} failed with {fault}");
        }
    }

    private void Tell(string what)
    {
        if (Story.Count < 2000)
            Story.Add($"{Events} {Clock.Now:HH:mm:ss} {what}");
    }
}
