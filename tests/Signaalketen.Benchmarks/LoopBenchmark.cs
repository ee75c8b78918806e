using BenchmarkDotNet.Attributes;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.State;

namespace Signaalketen.Benchmarks;

/// <summary>Rounds of a standard loop, and repetitions side by side, in one step: the time must grow with their number and not faster.</summary>
[MemoryDiagnoser]
public class LoopBenchmark
{
    private readonly Engine.Engine engine = new(WideProcess.Options with { Budget = int.MaxValue });
    private DefinitionSet loop = null!;
    private DefinitionSet sideBySide = null!;

    [Params(1_000, 10_000, 100_000)]
    public int Rounds { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        const string around = "<startEvent id='s'/><endEvent id='e'/><sequenceFlow id='s.t' sourceRef='s' targetRef='t'/><sequenceFlow id='t.e' sourceRef='t' targetRef='e'/>";
        loop = WideProcess.Deploy($"{around}<scriptTask id='t'><script>1</script><standardLoopCharacteristics><loopCondition>loopCounter &lt; {Rounds}</loopCondition></standardLoopCharacteristics></scriptTask>");
        sideBySide = WideProcess.Deploy($"{around}<scriptTask id='t'><script>1</script><multiInstanceLoopCharacteristics><loopCardinality>{Rounds}</loopCardinality></multiInstanceLoopCharacteristics></scriptTask>");
    }

    [Benchmark]
    public InstanceState Loop() => WideProcess.Started(engine, loop);

    [Benchmark]
    public InstanceState SideBySide() => WideProcess.Started(engine, sideBySide);
}
