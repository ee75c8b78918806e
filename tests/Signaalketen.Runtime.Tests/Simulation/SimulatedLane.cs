using Signaalketen.Persistence.Steps;

namespace Signaalketen.Runtime.Tests.Simulation;

/// <summary>The writer of one node: it may die anywhere in its transaction, lose the answer, or be held up on either side.</summary>
public sealed class SimulatedLane(SimulatedNode node, StepLane inner) : StepLane
{
    private readonly List<IReadOnlyList<RowWrite>> behind = [];

    private World World => node.World;

    public override async Task<CommitOutcome[]> Write(IReadOnlyList<IReadOnlyList<RowWrite>> steps)
    {
        await node.Pass("write");
        var outcomes = World.Plant == Plant.AnswerBeforeTheCommit && !World.Calm ? await WriteBehind(steps) : await WriteNow(steps);
        await node.Pass("written");
        return outcomes;
    }

    public override ValueTask DisposeAsync() => inner.DisposeAsync();

    private async Task<CommitOutcome[]> WriteNow(IReadOnlyList<IReadOnlyList<RowWrite>> steps)
    {
        if (behind.Count > 0)
        {
            await inner.Write([.. behind]);
            behind.Clear();
        }

        var fate = World.FateOf(node, steps.Sum(step => step.Count));
        if (fate == Fate.LostBefore)
            throw new AnswerLostException();
        CommitOutcome[] outcomes;
        try
        {
            outcomes = await Phases(steps);
        }
        catch (NodeDiedException)
        {
            // Dead is dead: nobody in that process hears of it any more.
            await SimulatedNode.Never;
            throw;
        }

        node.LiveOn();
        return fate == Fate.LostAfter ? throw new AnswerLostException() : outcomes;
    }

    // One transaction, unless a planted bug makes several of it.
    private async Task<CommitOutcome[]> Phases(IReadOnlyList<IReadOnlyList<RowWrite>> steps)
    {
        var planted = steps.Select(step => Planting.Of(node, step)).ToList();
        foreach (var step in planted.Where(one => one.Before.Count > 0))
            await Alone(step.Before);
        var outcomes = await inner.Write([.. planted.Select(one => one.Step)]);
        var written = Enumerable.Range(0, steps.Count).Where(index => outcomes[index] == CommitOutcome.Committed).ToList();
        foreach (var index in written)
            World.Ledger.Committed(node, steps[index], alone: steps.Count == 1);
        foreach (var index in written.Where(index => planted[index].After.Count > 0))
            await Alone(planted[index].After);
        return outcomes;
    }

    private async Task Alone(IReadOnlyList<RowWrite> writes)
    {
        await node.Pass("between");
        await inner.Write([writes]);
        await node.Pass("between");
    }

    private async Task<CommitOutcome[]> WriteBehind(IReadOnlyList<IReadOnlyList<RowWrite>> steps)
    {
        if (behind.Count > 0)
            await inner.Write([.. behind]);
        behind.Clear();
        behind.AddRange(steps);
        return new CommitOutcome[steps.Count];
    }
}
