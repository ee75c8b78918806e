namespace Signaalketen.Benchmarks.Throughput;

/// <summary>What can be measured of the whole runtime over a real database.</summary>
internal static class Verbs
{
    public static Func<string[], Task<int>>? Find(string verb) => verb switch
    {
        "chain" => ChainVerb.Run,
        "inbox" => InboxVerb.Run,
        "growth" => GrowthVerb.Run,
        "timers" => TimersVerb.Run,
        _ => null,
    };
}
