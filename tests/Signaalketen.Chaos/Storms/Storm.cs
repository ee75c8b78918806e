using System.Diagnostics;
using Signaalketen.Chaos.Nodes;

namespace Signaalketen.Chaos.Storms;

/// <summary>
/// Faults drawn from a seed, one soon after the other, upon three nodes and their database. The draw is the same for the same seed; what the
/// nodes are doing when a fault strikes is not, for they are real processes.
/// </summary>
internal sealed class Storm(Ground ground, int seed) : IAsyncDisposable
{
    private static readonly TimeSpan BeyondLease = TimeSpan.FromSeconds(2.3);

    // The second node's machine is an hour ahead, the third's an hour behind.
    private static readonly TimeSpan[] Offsets = [TimeSpan.Zero, TimeSpan.FromHours(1), TimeSpan.FromHours(-1)];

    private readonly Random random = new(seed);
    private readonly NodeProcess[] nodes =
    [
        .. Ground.People.Select((person, index) => new NodeProcess(((char)('a' + index)).ToString(), life => ground.Settings(life, person, Offsets[index]))),
    ];

    private readonly List<Task> resuming = [];

    public IReadOnlyList<NodeProcess> Nodes => nodes;

    public Dictionary<string, int> Faults { get; } = [];

    /// <summary>From the moment that the database took connections again until each node that lived through it worked again.</summary>
    public List<TimeSpan> Recoveries { get; } = [];

    /// <param name="faults">At least so many.</param>
    /// <param name="atLeast">And as long as this.</param>
    public async Task Rage(int faults, TimeSpan atLeast)
    {
        var watch = Stopwatch.StartNew();
        foreach (var node in nodes)
            node.Start();
        await Wait(() => nodes.All(node => node.Done > 0), TimeSpan.FromMinutes(2), "no node got to work");
        while (Faults.Values.Sum() < faults || watch.Elapsed < atLeast)
        {
            await Task.Delay(random.Next(20, 250));
            Revive();
            var (kind, draw) = (random.Next(100), random.Next());
            if (kind < 18)
                await Kill(await Busy(draw), "kill at work");
            else if (kind < 26)
                await Kill(nodes[draw % nodes.Length], "kill at any time");
            else if (kind < 56)
                Pause(nodes[draw % nodes.Length], TimeSpan.FromMilliseconds(200 + (draw % 800)), "pause");
            else if (kind < 90)
                Pause(nodes[draw % nodes.Length], BeyondLease + TimeSpan.FromMilliseconds(draw % 1000), "pause beyond the lease");
            else if (kind < 95)
                await Interrupt(ground.Cluster.Crash, "database crash", draw % 300);
            else
                await Interrupt(ground.Cluster.Stop, "database restart", draw % 300);
        }

        await Task.WhenAll(resuming);
        Revive();
    }

    /// <summary>People finish what is there, undisturbed, until nothing moves any more.</summary>
    /// <returns>How long that took.</returns>
    public async Task<TimeSpan> Calm()
    {
        var watch = Stopwatch.StartNew();
        await Wait(() => nodes.All(node => node.Ready || Restarted(node)), TimeSpan.FromMinutes(2), "a node did not come back");
        foreach (var node in nodes)
            node.Finish();
        while (await ground.Number(Unfinished) is > 0 and var left)
        {
            if (watch.Elapsed > TimeSpan.FromMinutes(3))
                throw new TimeoutException($"{left} rows still wait after three minutes without faults.{Environment.NewLine}{string.Join(Environment.NewLine, nodes.Select(node => node.Log()))}");
            await Task.Delay(100);
        }

        return watch.Elapsed;
    }

    /// <summary>Asks all nodes to stop; how each ended.</summary>
    public async Task<IReadOnlyList<int>> Stop() => await Task.WhenAll(nodes.Select(node => node.Stop()));

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes)
            await node.DisposeAsync();
    }

    private const string Unfinished =
        """
        SELECT (SELECT COUNT(*) FROM process_instance WHERE status = 'Active') + (SELECT COUNT(*) FROM job WHERE status = 'Open')
            + (SELECT COUNT(*) FROM timer) + (SELECT COUNT(*) FROM outbox_mail WHERE status = 'Open')
        """;

    private static async Task Wait(Func<bool> until, TimeSpan limit, string otherwise)
    {
        var watch = Stopwatch.StartNew();
        while (!until())
        {
            if (watch.Elapsed > limit)
                throw new TimeoutException(otherwise);
            await Task.Delay(10);
        }
    }

    // As a service supervisor does.
    private void Revive()
    {
        foreach (var node in nodes.Where(node => !node.Running))
            node.Start();
    }

    private static bool Restarted(NodeProcess node)
    {
        if (!node.Running)
            node.Start();
        return false;
    }

    // A node that did something in this life; when there is none, the one that is first to.
    private async Task<NodeProcess> Busy(int draw)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var busy = nodes.Where(node => node.Running && !node.Paused && node.Done > 5).ToList();
            if (busy.Count > 0)
                return busy[draw % busy.Count];
            if (watch.Elapsed > TimeSpan.FromSeconds(30))
                return nodes[draw % nodes.Length];
            await Task.Delay(10);
            Revive();
        }
    }

    private async Task Kill(NodeProcess node, string fault)
    {
        Count(fault);
        if (node.Running)
            await node.Kill();
        node.Start();
    }

    private void Pause(NodeProcess node, TimeSpan length, string fault)
    {
        // One of them always works.
        if (node.Paused || !node.Running || nodes.Count(one => one is { Running: true, Paused: false }) < 2)
            return;
        Count(fault);
        var life = node.Lives;
        node.Pause();
        resuming.Add(Later());

        async Task Later()
        {
            await Task.Delay(length);
            if (node.Lives == life)
                node.Resume();
        }
    }

    private async Task Interrupt(Action how, string fault, int away)
    {
        Count(fault);
        how();
        await Task.Delay(away);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                ground.Cluster.Start();
                break;
            }
            catch (InvalidOperationException) when (attempt < 20)
            {
                // What the dead server left is not cleared away yet.
                await Task.Delay(100);
            }
        }

        var watch = Stopwatch.StartNew();
        foreach (var node in nodes.Where(node => node is { Running: true, Ready: true, Paused: false }))
            _ = Recovered(node, node.Lives, node.Done, watch);
    }

    private async Task Recovered(NodeProcess node, int life, int done, Stopwatch since)
    {
        while (node.Lives == life && node is { Running: true, Paused: false })
        {
            if (node.Done > done)
            {
                lock (Recoveries)
                    Recoveries.Add(since.Elapsed);
                return;
            }

            await Task.Delay(20);
        }
    }

    private void Count(string fault) => Faults[fault] = Faults.GetValueOrDefault(fault) + 1;
}
