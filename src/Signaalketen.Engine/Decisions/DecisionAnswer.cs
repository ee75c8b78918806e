using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Decisions;

/// <summary>What can become a variable of an instance.</summary>
internal static class DecisionAnswer
{
    /// <summary>Whether a function stands in the value: what it sees of its model cannot be stored with the instance.</summary>
    public static bool HoldsFunction(FeelValue value) => value switch
    {
        FeelFunction => true,
        FeelList list => list.Any(HoldsFunction),
        FeelContext context => context.Entries.Any(entry => HoldsFunction(entry.Value)),
        _ => false,
    };
}
