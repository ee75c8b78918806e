using BenchmarkDotNet.Running;
using Signaalketen.Benchmarks;

BenchmarkSwitcher.FromTypes([typeof(StepBenchmark), typeof(LoopBenchmark)]).Run(args);
