using Signaalketen.Engine.Events;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine;

/// <summary>How values go in and out.</summary>
internal sealed partial class StepContext
{
    public void Set(long scopeKey, Variables changes)
    {
        if (changes.Count > 0)
            Emit(new VariablesSet(scopeKey, changes));
    }

    /// <summary>Gives an activity its input values, seen from its scope.</summary>
    public void TakeInputs(ElementInstance self, FlowNode node)
    {
        if (node.Inputs.Count > 0)
            Set(self.Key, Map(node.Inputs, self));
    }

    /// <summary>Takes in what came with an event or completion: through the output mappings where there are any, else as it is.</summary>
    public void TakeIn(ElementInstance self, FlowNode node, Variables payload)
    {
        if (payload.Count == 0 && node.Outputs is null)
            return;
        if (node.Outputs is not { } outputs)
        {
            Assign(self, payload);
            return;
        }

        Set(self.Key, payload);
        Assign(self, Map(outputs, Get(self.Key)), fromScope: true);
    }

    public Variables Map(IReadOnlyList<Mapping> mappings, ElementInstance scope) =>
        Variables.Of(mappings.Select(mapping => KeyValuePair.Create(mapping.Target, Evaluate(mapping.Source, scope).Value)));

    /// <summary>Writes each value where its name lives: the nearest scope that has it, else the process.</summary>
    /// <param name="fromScope">Start looking in the scope around <paramref name="self"/>, not in itself.</param>
    public void Assign(ElementInstance self, Variables changes, bool fromScope = false)
    {
        var perScope = new SortedDictionary<long, List<KeyValuePair<string, FeelValue>>>();
        foreach (var change in changes)
        {
            var home = HomeOf(self, change.Key, fromScope);
            if (!perScope.TryGetValue(home, out var list))
                perScope[home] = list = [];
            list.Add(change);
        }

        foreach (var (scope, list) in perScope)
            Set(scope, Variables.Of(list));
    }

    private long HomeOf(ElementInstance self, string name, bool fromScope)
    {
        var at = self;
        if (fromScope && at.Role != InstanceRole.Process)
            at = Get(at.ScopeKey);
        while (at.Role != InstanceRole.Process && !at.Variables.TryGet(name, out _))
            at = Get(at.ScopeKey);
        return at.Key;
    }
}
