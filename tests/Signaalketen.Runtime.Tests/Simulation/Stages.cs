namespace Signaalketen.Runtime.Tests.Simulation;

/// <summary>Plays seeds side by side, each on a thread and a stage of its own.</summary>
public static class Stages
{
    /// <param name="play">Whether to go on.</param>
    public static void Each(int seeds, Func<Stage, ulong, bool> play)
    {
        var next = 0;
        Exception? broke = null;
        var threads = Enumerable.Range(0, Math.Min(Environment.ProcessorCount, seeds)).Select(_ => new Thread(() =>
        {
            try
            {
                using var stage = new Stage();
                while (Interlocked.Increment(ref next) is var seed && seed <= seeds && play(stage, (ulong)seed))
                {
                }
            }
            catch (Exception exception)
            {
                broke = exception;
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        if (broke is not null)
            throw new InvalidOperationException("A world broke down.", broke);
    }
}
