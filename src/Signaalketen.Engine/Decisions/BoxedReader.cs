using System.Xml.Linq;
using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Decisions;

/// <summary>From a boxed expression (DMN 1.5, clauses 7.3 and 10.2) to a tree that FEEL's evaluator runs: one case per kind.</summary>
internal sealed class BoxedReader(DmnFile file, LogicText texts)
{
    private static readonly string[] Kinds =
    [
        "literalExpression", "decisionTable", "context", "list", "relation", "invocation", "functionDefinition", "conditional", "filter", "for", "some", "every",
    ];

    public LogicText Texts => texts;

    public ItemTypes Types => file.Types;

    /// <summary>The expression that stands in an element; null when there is none.</summary>
    public static XElement? Inside(XElement? holder) => holder?.Kids().FirstOrDefault(child => Array.IndexOf(Kinds, child.Name.LocalName) >= 0);

    public static string? Place(XElement at) => at.AncestorsAndSelf().Select(element => element.Said("id")).FirstOrDefault(id => id is not null);

    /// <summary>What stands in an element, or null (the value) when nothing does.</summary>
    public Node ReadInside(XElement? holder, NameScope names) => Inside(holder) is { } expression ? Read(expression, names) : new LiteralNode(FeelNull.Value);

    public Node Read(XElement xml, NameScope names)
    {
        var node = xml.Name.LocalName switch
        {
            "literalExpression" => Literal(xml, names),
            "decisionTable" => new TableReader(this, xml, names).Read(),
            "context" => Context(xml, names),
            "list" => new ListNode([.. xml.Kids().Where(IsExpression).Select(item => Read(item, names))]),
            "relation" => Relation(xml, names),
            "invocation" => Invocation(xml, names),
            "functionDefinition" => Function(xml, names) is { } logic ? new BoxedFunctionNode(logic, xml.Said("label") ?? "function") : Foreign(xml),
            "conditional" => new IfNode(ReadInside(xml.Kid("if"), names), ReadInside(xml.Kid("then"), names), ReadInside(xml.Kid("else"), names)),
            "filter" => new FilterNode(ReadInside(xml.Kid("in"), names), ReadInside(xml.Kid("match"), names)),
            "for" => Iteration(xml, names, "return", (iterator, body) => new ForNode([iterator], body)),
            "some" => Iteration(xml, names, "satisfies", (iterator, body) => new QuantifierNode(every: false, [iterator], body)),
            _ => Iteration(xml, names, "satisfies", (iterator, body) => new QuantifierNode(every: true, [iterator], body)),
        };
        // The type of a function definition is that of the function, whose parameters and result hold to it.
        return xml.Name.LocalName == "functionDefinition" || xml.Said("typeRef") is not { } type ? node : Typed(node, Types.Of(type, xml), xml.Said("label") ?? xml.Name.LocalName);
    }

    public static Node Typed(Node node, ItemType type, string what) => type.IsAny ? node : new TypedNode(node, type, what);

    /// <summary>The parameters and body of a function that is written in FEEL; null for other kinds.</summary>
    public FunctionLogic? Function(XElement xml, NameScope names, ItemType? result = null)
    {
        if (xml.Said("kind") is { } kind && !kind.EndsWith("FEEL", StringComparison.OrdinalIgnoreCase))
            return null;
        TypedParameter[] parameters = [.. xml.Kids("formalParameter").Select(parameter => new TypedParameter(parameter.Said("name") ?? "", Types.Of(parameter.Said("typeRef"), parameter)))];
        var body = ReadInside(xml, names.With(parameters.Select(parameter => parameter.Name)));
        return new(parameters, body, result is null or { IsAny: true } ? Types.ResultOf(xml) ?? ItemType.Any : result);
    }

    /// <summary>A function outside FEEL: refused at deployment, and null when it is evaluated all the same.</summary>
    public FailNode Foreign(XElement xml)
    {
        Texts.Problems.Error(
            "dmn.function-kind", Place(xml),
            $"This function is of kind '{xml.Said("kind")}', which runs code outside the engine: write it in FEEL.",
            $"Deze functie is van de soort '{xml.Said("kind")}' en voert code buiten de engine uit: schrijf haar in FEEL.");
        return new($"A function of kind '{xml.Said("kind")}' is not executed.");
    }

    private static bool IsExpression(XElement xml) => Array.IndexOf(Kinds, xml.Name.LocalName) >= 0;

    private Node Literal(XElement xml, NameScope names)
    {
        if (!Texts.IsFeel(xml, Place(xml)))
            return new FailNode("Only FEEL is executed.");
        if (xml.Kid("importedValues") is null)
            return xml.Text() is { Length: > 0 } text ? Texts.Expression(text, Place(xml), names, Types.Named) : new LiteralNode(FeelNull.Value);
        Texts.Problems.Error(
            "dmn.imported-values", Place(xml),
            "importedValues take values from another file, which is not supported: write the values in the model.",
            "importedValues haalt waarden uit een ander bestand. Dat kan hier niet: schrijf de waarden in het model.");
        return new FailNode("Imported values are not read.");
    }

    private Node Context(XElement xml, NameScope names)
    {
        var entries = new List<(string, Node)>();
        var local = names.With();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Node? result = null;
        foreach (var entry in xml.Kids("contextEntry"))
        {
            if (entry.Kid("variable") is not { } variable || variable.Said("name") is not { } name)
            {
                result = ReadInside(entry, local);
                continue;
            }

            if (!seen.Add(name))
                return Shape(xml, $"The context has two entries '{name}'", $"De context heeft twee regels '{name}'");
            // A function may call itself by the name of its entry.
            var inside = Inside(entry);
            var node = inside?.Name.LocalName == "functionDefinition" && Function(inside, local.With(name)) is { } logic ? new BoxedFunctionNode(logic, name) : ReadInside(entry, local);
            local.Add(name);
            entries.Add((name, Typed(node, Types.Of(variable.Said("typeRef"), variable), name)));
        }

        return new BoxedContextNode(entries, result);
    }

    private Node Relation(XElement xml, NameScope names)
    {
        string[] columns = [.. xml.Kids("column").Select(column => column.Said("name") ?? "")];
        ItemType[] types = [.. xml.Kids("column").Select(column => Types.Of(column.Said("typeRef"), column))];
        var rows = new List<IReadOnlyList<Node>>();
        foreach (var row in xml.Kids("row"))
        {
            XElement[] cells = [.. row.Kids().Where(IsExpression)];
            if (cells.Length != columns.Length)
                return Shape(xml, "A row of the relation has more or fewer cells than there are columns", "Een rij van de relatie heeft meer of minder cellen dan er kolommen zijn");
            rows.Add([.. cells.Select((cell, column) => Typed(Read(cell, names), types[column], columns[column]))]);
        }

        return new RelationNode(columns, rows);
    }

    private Node Invocation(XElement xml, NameScope names)
    {
        if (Inside(xml) is not { } called)
            return Shape(xml, "The invocation does not say what it calls", "De aanroep zegt niet wat er wordt aangeroepen");
        var bindings = xml.Kids("binding").Select(binding => (Name: binding.Kid("parameter")?.Said("name") ?? "", Value: Bound(binding, names))).ToArray();
        return new BoxedInvocationNode(Read(called, names), [.. bindings.Select(binding => binding.Name)], [.. bindings.Select(binding => binding.Value)]);
    }

    private Node Bound(XElement binding, NameScope names)
    {
        var parameter = binding.Kid("parameter");
        return Typed(ReadInside(binding, names), Types.Of(parameter?.Said("typeRef"), parameter ?? binding), parameter?.Said("name") ?? "");
    }

    private Node Iteration(XElement xml, NameScope names, string part, Func<Iterator, Node, Node> make)
    {
        if (xml.Said("iteratorVariable") is not { } variable)
            return Shape(xml, "The iteration has no iteratorVariable", "De herhaling heeft geen iteratorVariable");
        return make(new(variable, ReadInside(xml.Kid("in"), names), null), ReadInside(xml.Kid(part), names.With(variable)));
    }

    private FailNode Shape(XElement xml, string english, string dutch)
    {
        Texts.Problems.Error("dmn.expression-shape", Place(xml), $"{english}: correct it.", $"{dutch}: verbeter dit.");
        return new($"{english}.");
    }
}
