using BenchmarkDotNet.Attributes;
using Signaalketen.Engine;
using Signaalketen.Engine.Commands;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.State;

namespace Signaalketen.Benchmarks;

/// <summary>One step on a model of about 500 elements with 50 active: the goal is under 100 µs and under 50 KB.</summary>
[MemoryDiagnoser]
public class StepBenchmark
{
    private readonly Engine.Engine engine = new(WideProcess.Options);
    private DefinitionSet definitions = null!;
    private InstanceState state = null!;
    private CompleteUserTask command = null!;

    [GlobalSetup]
    public void Prepare()
    {
        definitions = WideProcess.Definitions();
        state = WideProcess.Started(engine, definitions);
        // One branch is done, so that the inclusive join must be looked at in every step.
        while (state.Tokens.Count == 0)
            state = WideProcess.Step(engine, definitions, state, Last());
        command = Last();
        WideProcess.Step(engine, definitions, state, command);
    }

    private CompleteUserTask Last() => new(state.Elements.Last(entry => entry.Value.Pending == Pending.UserTask).Key, Variables.Empty);

    /// <summary>Completing one of fifty open tasks, whose successor opens.</summary>
    [Benchmark]
    public StepResult Step() => engine.Step(definitions, state, command, WideProcess.Now);
}
