using System.Xml.Linq;

namespace Signaalketen.Engine.Decisions;

/// <summary>
/// One DMN model: what it defines and which others it imports (DMN 1.5, clause 6.3.3). What it imports without a name is part of it, with all
/// that those import so in turn; where two define the same name, the importing one and then the first import prevail, also for who refers to it.
/// </summary>
internal sealed class DmnFile(XElement root)
{
    private readonly List<XElement> parts = [root];
    private readonly List<(string Alias, DmnFile File)> imports = [];
    private readonly Dictionary<string, DrgElement> byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DrgElement> byName = new(StringComparer.Ordinal);

    public XElement Root { get; } = root;

    public string Namespace { get; } = SpaceOf(root);

    public string Name { get; } = root.Said("name") ?? "";

    /// <summary>The roots of the files that it is made of, its own first.</summary>
    public IReadOnlyList<XElement> Parts => parts;

    /// <summary>The models that it imports under a name.</summary>
    public IReadOnlyList<(string Alias, DmnFile File)> Imports => imports;

    /// <summary>Inputs, decisions, knowledge models and services in document order.</summary>
    public List<DrgElement> Elements { get; } = [];

    public ItemTypes Types { get; set; } = null!;

    public static string SpaceOf(XElement root) => root.Said("namespace") ?? "";

    public bool Holds(string space) => parts.Exists(part => SpaceOf(part) == space);

    public void Include(XElement part) => parts.Add(part);

    public void Import(string alias, DmnFile file) => imports.Add((alias, file));

    /// <summary>The alias of an imported file.</summary>
    public string AliasOf(DmnFile file) => imports.First(import => ReferenceEquals(import.File, file)).Alias;

    /// <summary>False when its id is used before in the same file.</summary>
    public bool Add(DrgElement element)
    {
        if (byName.TryGetValue(element.Name, out var earlier) && earlier.Xml.Document != element.Xml.Document)
        {
            // The other one prevails: whoever refers to this one means it.
            if (element.Id.Length > 0)
                byId.TryAdd(element.Id, earlier);
            return true;
        }

        Elements.Add(element);
        byName.TryAdd(element.Name, element);
        return element.Id.Length == 0 || byId.TryAdd(element.Id, element) || byId[element.Id].Xml.Document != element.Xml.Document;
    }

    public DrgElement? ById(string id) => byId.GetValueOrDefault(id);

    /// <summary>What an <c>href</c> points to, here or in an imported file; null when nowhere.</summary>
    public DrgElement? Referred(string href)
    {
        var hash = href.LastIndexOf('#');
        var (space, id) = hash < 0 ? ("", href) : (href[..hash], href[(hash + 1)..]);
        if (space.Length == 0 || Holds(space))
            return ById(id);
        return imports.Where(import => import.File.Holds(space)).Select(import => import.File.ById(id)).FirstOrDefault(found => found is not null);
    }
}
