using Signaalketen.Engine.Elements;
using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Model;

/// <summary>The variables that a process gives values itself: its data, what its mappings write, and what its scripts, decisions and repetitions make.</summary>
public static class OwnVariables
{
    private static readonly string[] OfLoops =
        ["loopCounter", "numberOfInstances", "numberOfActiveInstances", "numberOfCompletedInstances", "numberOfTerminatedInstances"];

    /// <summary>In ordinal order.</summary>
    public static IReadOnlySet<string> Of(ProcessDefinition definition)
    {
        var names = new SortedSet<string>(OfLoops, StringComparer.Ordinal);
        names.UnionWith(definition.Scope.DataNames);
        foreach (var node in definition.Nodes)
        {
            names.UnionWith(node.Inputs.Concat(node.Outputs ?? []).Select(mapping => mapping.Target));
            names.UnionWith(Made(node));
        }

        return names;
    }

    private static IEnumerable<string> Made(FlowNode node) => node switch
    {
        SubProcess inner => inner.Inside.DataNames.Concat(OfLoop(inner)),
        ScriptTask { Script.Root: ContextNode context } script => context.Keys.Concat(OfLoop(script)),
        ScriptTask script => [script.Output ?? "result", .. OfLoop(script)],
        BusinessRuleTask decision => [decision.Result ?? "result", .. OfLoop(decision)],
        Activity activity => OfLoop(activity),
        _ => [],
    };

    private static IEnumerable<string> OfLoop(Activity activity) =>
        activity.Loop is MultiInstance multi ? new[] { multi.InputItem, multi.OutputItemName, multi.OutputCollection }.OfType<string>() : [];
}
