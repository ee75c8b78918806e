using System.Diagnostics;
using Signaalketen.Engine.Commands;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.State;
using Signaalketen.Runtime;
using Signaalketen.Runtime.Cases;
using Signaalketen.Runtime.Dispatch;

namespace Signaalketen.Benchmarks.Throughput;

/// <summary>Takes the chain from its start to its end through the dispatcher, as the desks of the site do.</summary>
internal sealed class ChainClient(Rig rig, string definitionKey)
{
    public const int Steps = 6;

    private static readonly Variables Rejected = Variables.Of([KeyValuePair.Create("rejected", (FeelValue)FeelBoolean.False)]);
    private readonly CommandDispatcher dispatcher = rig.Get<CommandDispatcher>();
    private readonly CaseOpening opening = rig.Get<CaseOpening>();
    private readonly Actor actor = Actor.System("bench");

    /// <param name="steps">Fewer leave the chain waiting on its way.</param>
    public async Task<int> Run(Action<long> completed, int steps = Steps)
    {
        var opened = await opening.Open(new(definitionKey, null, Rejected, null, actor), DateTimeOffset.UtcNow, CancellationToken.None);
        var waiting = new Queue<OpenedTask>(Accepted(opened.Result).Opened);
        for (var step = 1; step < steps; step++)
        {
            var task = waiting.Dequeue();
            var begun = Stopwatch.GetTimestamp();
            var result = Accepted(await dispatcher.Execute(opened.InstanceId, new CompleteUserTask(task.TaskKey, Variables.Empty), null, actor, CancellationToken.None));
            completed(Stopwatch.GetTimestamp() - begun);
            foreach (var next in result.Opened)
                waiting.Enqueue(next);
        }

        return steps;
    }

    private static DispatchResult.Accepted Accepted(DispatchResult result) =>
        result as DispatchResult.Accepted ?? throw new InvalidOperationException($"The chain ended as {result}.");
}
