using System.Xml.Linq;

namespace Signaalketen.Engine.Decisions;

/// <summary>One DMN file: what it defines and which files it imports (DMN 1.5, clause 6.3.2).</summary>
internal sealed class DmnFile(XElement root)
{
    private readonly List<(string Alias, DmnFile File)> imports = [];
    private readonly Dictionary<string, DrgElement> byId = new(StringComparer.Ordinal);

    public XElement Root { get; } = root;

    public string Namespace { get; } = root.Said("namespace") ?? "";

    public string Name { get; } = root.Said("name") ?? "";

    /// <summary>What the files it imports are called here; an empty alias makes their names its own.</summary>
    public IReadOnlyList<(string Alias, DmnFile File)> Imports => imports;

    /// <summary>Inputs, decisions, knowledge models and services in document order.</summary>
    public List<DrgElement> Elements { get; } = [];

    public ItemTypes Types { get; set; } = null!;

    public void Import(string alias, DmnFile file) => imports.Add((alias, file));

    /// <summary>The alias of an imported file; null when it is not imported here.</summary>
    public string? AliasOf(DmnFile file) => imports.FirstOrDefault(import => ReferenceEquals(import.File, file)).Alias;

    public bool Add(DrgElement element)
    {
        Elements.Add(element);
        return element.Id.Length == 0 || byId.TryAdd(element.Id, element);
    }

    public DrgElement? ById(string id) => byId.GetValueOrDefault(id);

    /// <summary>What an <c>href</c> points to, here or in an imported file; null when nowhere.</summary>
    public DrgElement? Referred(string href)
    {
        var hash = href.LastIndexOf('#');
        var (space, id) = hash < 0 ? ("", href) : (href[..hash], href[(hash + 1)..]);
        if (space.Length == 0 || space == Namespace)
            return ById(id);
        return imports.Where(import => import.File.Namespace == space).Select(import => import.File.ById(id)).FirstOrDefault(found => found is not null);
    }
}
