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

    /// <summary>Gives an element its input values, seen from its scope.</summary>
    public void TakeInputs(ElementInstance self, IReadOnlyList<Mapping> inputs)
    {
        if (inputs.Count > 0)
            Set(self.Key, Map(inputs, self));
    }

    /// <summary>Gives a scope its properties and data objects, as null until somebody writes them; what it has already stays.</summary>
    public void Declare(long scopeKey, FlowScope inside)
    {
        if (inside.DataNames.Count == 0)
            return;
        var known = Get(scopeKey).Variables;
        Set(scopeKey, Variables.Of(inside.DataNames.Where(name => !known.TryGet(name, out _)).Select(name => KeyValuePair.Create<string, FeelValue>(name, FeelNull.Value))));
    }

    /// <summary>Takes in what came with an event: through the output mappings where there are any, else as it is.</summary>
    public void TakeIn(ElementInstance self, FlowNode node, Variables payload) =>
        Assign(self, node.Outputs is { } outputs ? Map(outputs, self, payload) : payload);

    /// <param name="over">Values that go before those of the scope.</param>
    public Variables Map(IEnumerable<Mapping> mappings, ElementInstance scope, Variables? over = null) =>
        Variables.Of(mappings.Select(mapping => KeyValuePair.Create(mapping.Target, Evaluate(mapping.Source, scope, over).Value)));

    /// <summary>Asks a decision with the variables that its inputs name, as the element sees them; one that is not there is null.</summary>
    public FeelResult Decide(DecisionDefinition decision, ElementInstance self, Variables? over = null)
    {
        var scope = new ScopeChain(this, self, over ?? Variables.Empty);
        return decision.Evaluate(
            new(decision.Entry.Inputs.Select(input => KeyValuePair.Create(input.Name, scope.TryGet(input.Name, out var value) ? value : FeelNull.Value))), environment);
    }

    /// <summary>Writes each value where its name lives: the nearest scope that has it, else the process.</summary>
    /// <param name="fromScope">Start looking in the scope around <paramref name="self"/>, not in itself.</param>
    public void Assign(ElementInstance self, Variables changes, bool fromScope = false)
    {
        if (changes.Count == 0)
            return;
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
