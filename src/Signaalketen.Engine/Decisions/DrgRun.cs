using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Decisions;

/// <summary>One evaluation of a requirements graph: only what is needed, each once. Works with a list of what is still to do, so a long chain takes no stack.</summary>
internal sealed class DrgRun(Evaluation run, Func<InputData, FeelValue> inputs)
{
    private readonly Dictionary<DrgElement, FeelValue> known = new(ReferenceEqualityComparer.Instance);

    public FeelValue Given(InputData input) => inputs(input);

    /// <summary>Settles a value from outside, whatever its own logic would say.</summary>
    public void Give(DrgElement element, FeelValue value) => known[element] = value;

    public FeelValue ValueOf(DrgElement wanted)
    {
        var agenda = new Stack<DrgElement>([wanted]);
        while (agenda.TryPeek(out var element))
        {
            var complete = known.ContainsKey(element);
            if (!complete)
            {
                complete = true;
                foreach (var required in element.Requires)
                {
                    run.Spend(1);
                    if (known.ContainsKey(required))
                        continue;
                    complete = false;
                    agenda.Push(required);
                }

                if (complete)
                    Settle(element);
            }

            if (complete)
                agenda.Pop();
        }

        return known[wanted];
    }

    private void Settle(DrgElement element)
    {
        run.Enter(element.Depth);
        known[element] = run.Bounded(element.Value(this, Sight(element), run));
        run.Leave(element.Depth);
    }

    /// <summary>What the logic of an element sees: what it requires, that of other files under the alias of its file.</summary>
    private RootScope Sight(DrgElement element)
    {
        var here = new SortedDictionary<string, FeelValue>(StringComparer.Ordinal);
        var elsewhere = new SortedDictionary<string, List<KeyValuePair<string, FeelValue>>>(StringComparer.Ordinal);
        foreach (var required in element.Requires)
        {
            if (ReferenceEquals(required.File, element.File))
            {
                here[required.Name] = known[required];
                continue;
            }

            var alias = element.File.AliasOf(required.File);
            if (!elsewhere.TryGetValue(alias, out var entries))
                elsewhere[alias] = entries = [];
            entries.Add(new(required.Name, known[required]));
        }

        foreach (var (alias, entries) in elsewhere)
            here[alias] = new FeelContext(entries);
        return new(new DictionaryFeelScope(here));
    }
}
