using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Decisions;

/// <summary>A DMN file with its imports, ready to be evaluated any number of times and in parallel.</summary>
public sealed class DecisionModel
{
    private readonly DmnFile file;
    private readonly Dictionary<DmnFile, IReadOnlyList<IReadOnlyList<string>>> paths = new(ReferenceEqualityComparer.Instance);

    internal DecisionModel(DmnFile file)
    {
        this.file = file;
        FindPaths();
        Decisions = [.. file.Elements.Where(element => element is Decision or Service && element.Xml.Document == file.Root.Document).Select(Describe)];
    }

    public string Namespace => file.Namespace;

    public string Name => file.Name;

    /// <summary>What can be asked of the file, in document order; not what it imports.</summary>
    public IReadOnlyList<DecisionEntry> Decisions { get; }

    /// <summary>The decision or service of this name, else of this id; null when there is none.</summary>
    public DecisionEntry? Find(string nameOrId) => Element(nameOrId) is { } element ? Decisions.FirstOrDefault(entry => ReferenceEquals(entry.Element, element)) : null;

    /// <summary>Whether there is something of this name or id that can be evaluated.</summary>
    public bool Has(string nameOrId) => Element(nameOrId) is not null;

    /// <summary>Evaluates a decision, a decision service or a knowledge model, and only what it needs. Null when there is none of this name or id.</summary>
    /// <param name="nameOrId">The name, else the id.</param>
    /// <param name="input">Input data by name; for a service its input decisions too; those of an imported file by name, or under its alias: in a context, or with a dot.</param>
    public FeelResult? Evaluate(string nameOrId, FeelContext input, FeelEnvironment environment) =>
        Element(nameOrId) is { } element ? Run(element, input, environment) : null;

    /// <summary>Evaluates one of <see cref="Decisions"/>.</summary>
    public FeelResult Evaluate(DecisionEntry decision, FeelContext input, FeelEnvironment environment) => Run(decision.Element, input, environment);

    private FeelResult Run(DrgElement element, FeelContext input, FeelEnvironment environment)
    {
        var run = new Evaluation(environment);
        try
        {
            return new(Evaluate(element, input, run), run.Diagnostics);
        }
        catch (FeelLimitException limit)
        {
            run.Report(limit.Message);
            return new(FeelNull.Value, run.Diagnostics);
        }
    }

    private FeelValue Evaluate(DrgElement element, FeelContext input, Evaluation run)
    {
        if (element is Service service)
            return ServiceBody.Evaluate(service, [.. service.Inputs.Select(parameter => Given(parameter, input))], run);
        var value = new DrgRun(run, data => Given(data, input)).ValueOf(element);
        if (value is not FeelFunction function || element is not Knowledge)
            return value;
        return function.Invoke([.. function.Parameters.Select(name => input.TryGet(name, out var given) ? given : FeelNull.Value)], run);
    }

    private DrgElement? Element(string nameOrId) =>
        file.Elements.Find(element => element is not InputData && (element.Name == nameOrId || element.Xml.Said("name") == nameOrId))
        ?? (file.ById(nameOrId) is { } found and not InputData ? found : null);

    private FeelValue Given(DrgElement wanted, FeelContext input)
    {
        foreach (var path in paths.GetValueOrDefault(wanted.File, []))
        {
            FeelValue at = input;
            foreach (var alias in path)
                at = at is FeelContext context && context.TryGet(alias, out var inner) ? inner : FeelNull.Value;
            if ((at is FeelContext last && last.TryGet(wanted.Name, out var found)) || input.TryGet(string.Join('.', path.Append(wanted.Name)), out found))
                return found;
        }

        return input.TryGet(wanted.Name, out var plain) ? plain : FeelNull.Value;
    }

    /// <summary>By which aliases each imported file can be reached; the shortest ways first, and few of them.</summary>
    private void FindPaths()
    {
        const int ways = 20;
        var agenda = new Queue<(DmnFile File, IReadOnlyList<string> Path)>([(file, [])]);
        while (agenda.TryDequeue(out var at))
        {
            var known = paths.GetValueOrDefault(at.File, []);
            if (known.Count >= ways || at.Path.Count > ways)
                continue;
            paths[at.File] = [.. known, at.Path];
            foreach (var (alias, imported) in at.File.Imports)
                agenda.Enqueue((imported, [.. at.Path, alias]));
        }
    }

    private static DecisionEntry Describe(DrgElement element) => new(element, [.. InputsOf(element).Select(input => new DecisionInput(input.Name, input.Type.IsAny ? null : input.Type.Name))]);

    /// <summary>All that comes from outside, in the order in which it is first needed.</summary>
    private static List<DrgElement> InputsOf(DrgElement element)
    {
        if (element is Service service)
            return service.Inputs;
        var seen = new HashSet<DrgElement>(ReferenceEqualityComparer.Instance) { element };
        var agenda = new Queue<DrgElement>([element]);
        var inputs = new List<DrgElement>();
        while (agenda.TryDequeue(out var at))
        {
            if (at is InputData)
                inputs.Add(at);
            foreach (var required in at.Requires.Where(seen.Add))
                agenda.Enqueue(required);
        }

        return inputs;
    }
}

/// <summary>A decision or a decision service.</summary>
public sealed class DecisionEntry
{
    internal DecisionEntry(DrgElement element, IReadOnlyList<DecisionInput> inputs) => (Element, Inputs) = (element, inputs);

    public string Id => Element.Id;

    public string Name => Element.Name;

    /// <summary>What it must be given.</summary>
    public IReadOnlyList<DecisionInput> Inputs { get; }

    internal DrgElement Element { get; }
}

/// <param name="Type">Its type as the model writes it; null when any value will do.</param>
public sealed record DecisionInput(string Name, string? Type);
