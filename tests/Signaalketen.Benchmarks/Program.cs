using BenchmarkDotNet.Running;
using Signaalketen.Benchmarks;
using Signaalketen.Benchmarks.Throughput;

if (args is [var verb, .. var rest] && Verbs.Find(verb) is { } run)
    return await run(rest);
BenchmarkSwitcher.FromTypes([typeof(StepBenchmark), typeof(LoopBenchmark), typeof(FeelBenchmark)]).Run(args);
return 0;
