using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Decisions;

/// <param name="Name">The variable that it is; null when it is worked out.</param>
/// <param name="Allowed">The test that a value must pass, else it is null; null when any will do.</param>
internal sealed record TableInput(string What, string? Name, Node Value, Node? Allowed);

/// <param name="Name">Its key in the result, when there are several outputs.</param>
/// <param name="Order">The values in order of priority; null when none are given.</param>
/// <param name="Allowed">The test that a value must pass, else it is null; null when any will do.</param>
/// <param name="Default">What it is when no rule matches; null when that is not said.</param>
internal sealed record TableOutput(string Name, ItemType Type, Node? Order, Node? Allowed, Node? Default)
{
    /// <summary>What it is called: one that stands alone needs no name.</summary>
    public string What => Name.Length == 0 ? "output" : Name;

    /// <summary>For in a sentence.</summary>
    public string Shown => Name.Length == 0 ? "the output" : $"'{Name}'";
}

/// <param name="Tests">One per input; null for an entry that is always true.</param>
internal sealed record TableRule(IReadOnlyList<Node?> Tests, IReadOnlyList<Node> Values);

/// <summary>A decision table (DMN 1.5, clause 8). Rules are tried in the order of the table; what becomes of the hits is the policy's.</summary>
internal sealed class TableNode(HitPolicy policy, IReadOnlyList<TableInput> inputs, IReadOnlyList<TableOutput> outputs, IReadOnlyList<TableRule> rules)
    : Node([
        .. inputs.SelectMany(input => new[] { input.Value, input.Allowed }), .. outputs.SelectMany(output => new[] { output.Order, output.Allowed, output.Default }),
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
            if (!Holds(inputs[i].Allowed, value, scope, run))
                tested[i] = new LocalScope("?", run.Fail($"'{inputs[i].What}' has a value that the table does not allow."), scope);
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
    /// What each rule answers that may hold when one input is known and the others may be anything, or which output is refused; empty when several
    /// rules make the answer together.
    /// </summary>
    public IEnumerable<(FeelValue Answer, string? Refused)> Possible(string name, FeelValue value, Scope scope, Evaluation run)
    {
        if (policy is not (HitPolicy.Unique or HitPolicy.Any or HitPolicy.Priority or HitPolicy.First))
            yield break;
        var tested = new LocalScope("?", value, scope);
        foreach (var rule in rules.Where(rule => !inputs.Where((input, i) => input.Name == name && !Passes(rule.Tests[i], tested, run)).Any()))
        {
            var refused = outputs.Where((output, i) => !Holds(output.Allowed, rule.Values[i].Evaluate(scope, run), scope, run)).FirstOrDefault();
            yield return (Compose(Values(rule, scope, run), run), refused?.Shown);
        }
    }

    /// <summary>The outputs of one rule, each as its clause wants it: what is not among the values of its column is null.</summary>
    public IReadOnlyList<FeelValue> Values(TableRule rule, Scope scope, Evaluation run)
    {
        var values = new FeelValue[outputs.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var value = rule.Values[i].Evaluate(scope, run);
            values[i] = Holds(outputs[i].Allowed, value, scope, run)
                ? outputs[i].Type.Take(value, outputs[i].What, run)
                : run.Fail($"A rule gives {outputs[i].Shown} a value that its column does not allow.");
        }

        return values;
    }

    // Whether a clause lists its values or not, nothing is always one of them.
    private static bool Holds(Node? allowed, FeelValue value, Scope scope, Evaluation run) =>
        value is FeelNull || Passes(allowed, new LocalScope("?", value, scope), run);

    /// <summary>One output is its value; several are a context.</summary>
    public FeelValue Compose(IReadOnlyList<FeelValue> values, Evaluation run) => outputs.Count == 1
        ? values[0]
        : run.Bounded(new FeelContext(outputs.Select((output, i) => KeyValuePair.Create(output.Name, values[i]))));

    private static bool Matches(TableRule rule, Scope[] tested, Evaluation run)
    {
        for (var i = 0; i < tested.Length; i++)
        {
            if (!Passes(rule.Tests[i], tested[i], run))
                return false;
        }

        return true;
    }

    private static bool Passes(Node? test, Scope tested, Evaluation run) => test is null || ReferenceEquals(test.Evaluate(tested, run), FeelBoolean.True);

    /// <summary>No rule was hit: the default, else what the policy makes of no hits (clause 8.2.10).</summary>
    private FeelValue Default(Scope scope, Evaluation run)
    {
        if (outputs.All(output => output.Default is null))
            return HitPolicies.Nothing(policy);
        return Compose([.. outputs.Select(output => output.Type.Take(output.Default?.Evaluate(scope, run) ?? FeelNull.Value, output.What, run))], run);
    }
}
