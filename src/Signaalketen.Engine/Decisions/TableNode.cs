using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Decisions;

/// <param name="Allowed">The test that a value must pass; null when any will do.</param>
internal sealed record TableInput(string What, Node Value, Node? Allowed);

/// <param name="Name">Its key in the result, when there are several outputs.</param>
/// <param name="Order">The values in order of priority; null when none are given.</param>
/// <param name="Default">What it is when no rule matches; null when that is not said.</param>
internal sealed record TableOutput(string Name, ItemType Type, Node? Order, Node? Default);

/// <param name="Tests">One per input; null for an entry that is always true.</param>
internal sealed record TableRule(IReadOnlyList<Node?> Tests, IReadOnlyList<Node> Values);

/// <summary>A decision table (DMN 1.5, clause 8). Rules are tried in the order of the table; what becomes of the hits is the policy's.</summary>
internal sealed class TableNode(HitPolicy policy, IReadOnlyList<TableInput> inputs, IReadOnlyList<TableOutput> outputs, IReadOnlyList<TableRule> rules)
    : Node([
        .. inputs.SelectMany(input => new[] { input.Value, input.Allowed }), .. outputs.SelectMany(output => new[] { output.Order, output.Default }),
        .. rules.SelectMany(rule => rule.Tests.Concat(rule.Values))])
{
    public IReadOnlyList<TableOutput> Outputs => outputs;

    public override FeelValue Evaluate(Scope scope, Evaluation run)
    {
        var tested = new Scope[inputs.Count];
        for (var i = 0; i < tested.Length; i++)
        {
            var value = inputs[i].Value.Evaluate(scope, run);
            tested[i] = new LocalScope("?", value, scope);
            if (value is not FeelNull && inputs[i].Allowed is { } allowed && !ReferenceEquals(allowed.Evaluate(tested[i], run), FeelBoolean.True))
                return run.Fail($"'{inputs[i].What}' has a value that the table does not allow.");
        }

        var hits = new List<TableRule>();
        foreach (var rule in rules)
        {
            run.Spend(1 + rule.Tests.Count);
            if (!Matches(rule, tested, run))
                continue;
            hits.Add(rule);
            if (policy == HitPolicy.First)
                break;
        }

        return hits.Count == 0 ? Default(scope, run) : HitPolicies.Apply(policy, this, hits, scope, run);
    }

    /// <summary>
    /// What each rule answers that may hold when one input is known and the others may be anything; empty when several rules make the answer together.
    /// </summary>
    public IEnumerable<FeelValue> Possible(string name, FeelValue value, Scope scope, Evaluation run)
    {
        var tested = new LocalScope("?", value, scope);
        return policy is not (HitPolicy.Unique or HitPolicy.Any or HitPolicy.Priority or HitPolicy.First) ? [] : rules
            .Where(rule => !inputs.Where((input, i) => input.Value is NameNode known && known.Name == name
                && rule.Tests[i] is { } test && !ReferenceEquals(test.Evaluate(tested, run), FeelBoolean.True)).Any())
            .Select(rule => Compose(Values(rule, scope, run), run));
    }

    /// <summary>The outputs of one rule, each as its clause wants it.</summary>
    public IReadOnlyList<FeelValue> Values(TableRule rule, Scope scope, Evaluation run)
    {
        var values = new FeelValue[outputs.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = outputs[i].Type.Take(rule.Values[i].Evaluate(scope, run), outputs[i].Name, run);
        return values;
    }

    /// <summary>One output is its value; several are a context.</summary>
    public FeelValue Compose(IReadOnlyList<FeelValue> values, Evaluation run) => outputs.Count == 1
        ? values[0]
        : run.Bounded(new FeelContext(outputs.Select((output, i) => KeyValuePair.Create(output.Name, values[i]))));

    private static bool Matches(TableRule rule, Scope[] tested, Evaluation run)
    {
        for (var i = 0; i < tested.Length; i++)
        {
            if (rule.Tests[i] is { } test && !ReferenceEquals(test.Evaluate(tested[i], run), FeelBoolean.True))
                return false;
        }

        return true;
    }

    /// <summary>No rule was hit: the default, else what the policy makes of no hits (clause 8.2.10).</summary>
    private FeelValue Default(Scope scope, Evaluation run)
    {
        if (outputs.All(output => output.Default is null))
            return HitPolicies.Nothing(policy);
        return Compose([.. outputs.Select(output => output.Type.Take(output.Default?.Evaluate(scope, run) ?? FeelNull.Value, output.Name, run))], run);
    }
}
