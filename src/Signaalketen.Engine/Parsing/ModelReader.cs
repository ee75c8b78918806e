using System.Buffers;
using System.Xml.Linq;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Model;

namespace Signaalketen.Engine.Parsing;

/// <summary>What all elements of one file share while it is read: its ids, its root elements, its problems.</summary>
internal sealed class ModelReader
{
    /// <summary>A name with one of these is only read as one name when the parser knows it beforehand.</summary>
    private static readonly SearchValues<char> NotInPlainNames = SearchValues.Create(" -+*/.'");

    private readonly SortedDictionary<string, XElement> byId = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> dataNames = new(StringComparer.Ordinal);
    private readonly Dictionary<XElement, string> shownNames = [];
    private readonly FeelLimits limits;
    private int expressionCharacters;
    private ILookup<string, string>? associations;

    public ModelReader(XElement definitions, ProblemList problems, FeelLimits limits)
    {
        (Definitions, Problems, this.limits) = (definitions, problems, limits);
        foreach (var element in definitions.DescendantsAndSelf())
        {
            if (element.Name.Namespace != BpmnNames.Model || element.Attribute("id")?.Value is not { Length: > 0 } id)
                continue;
            if (!byId.TryAdd(id, element))
                problems.Error(
                    "bpmn.duplicate-id", id,
                    $"The id '{id}' is used twice: give every element its own id.",
                    $"De id '{id}' komt twee keer voor: geef elk element een eigen id.");
        }

        foreach (var reference in byId.Values.Where(element => element.Name.LocalName == "dataObjectReference"))
        {
            if (ReferredObject(reference) is { } target && reference.Attribute("name")?.Value is { Length: > 0 } shown)
                shownNames.TryAdd(target, shown);
        }

        foreach (var (id, element) in byId)
        {
            if (element.Name.LocalName == "message")
                MessageNames[id] = element.Attribute("name")?.Value is { Length: > 0 } name ? name : id;
            if (element.Name.LocalName is "property" or "dataObject" or "dataObjectReference" or "dataInput" or "dataOutput" or "inputDataItem" or "outputDataItem")
                dataNames[id] = NameOfData(element);
        }
    }

    public XElement Definitions { get; }

    public SortedDictionary<string, string> MessageNames { get; } = new(StringComparer.Ordinal);

    /// <summary>How much of <see cref="BpmnLimits.Reach"/> the scopes read so far take.</summary>
    public long Reach { get; set; }

    /// <summary>What associations connect an element to, whichever way they were drawn.</summary>
    public IEnumerable<string> Associated(string id)
    {
        associations ??= Definitions.Descendants(BpmnNames.Model + "association")
            .Select(association => (Source: End(association, "sourceRef"), Target: End(association, "targetRef")))
            .SelectMany(ends => new[] { ends, (Source: ends.Target, Target: ends.Source) })
            .ToLookup(ends => ends.Source, ends => ends.Target);
        return associations[id];

        static string End(XElement association, string attribute) => ElementReader.LocalName(association.Attribute(attribute)?.Value ?? "");
    }

    public CorrelationReader Correlations => field ??= new(this);

    public ProblemList Problems { get; }

    public XElement? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>The variable that a data element stands for: its name, else its id.</summary>
    public string DataName(string reference)
    {
        var id = ElementReader.LocalName(reference);
        return dataNames.GetValueOrDefault(id, id);
    }

    public FeelExpression? Parse(string text, string elementId)
    {
        var trimmed = text.Trim();
        if ((expressionCharacters += trimmed.Length) > BpmnLimits.ExpressionCharacters)
        {
            // Said once: of what follows nothing is read any more.
            if (expressionCharacters - trimmed.Length <= BpmnLimits.ExpressionCharacters)
                Problems.Error(
                    "feel.too-much", elementId,
                    $"The expressions of this model have more than {BpmnLimits.ExpressionCharacters} characters together: move work into decisions or called processes.",
                    $"De expressies van dit model hebben samen meer dan {BpmnLimits.ExpressionCharacters} tekens: verplaats werk naar beslissingen of aangeroepen processen.");
            return null;
        }

        if (trimmed.StartsWith('='))
            trimmed = trimmed[1..];
        var result = Feel.Parse(trimmed, dataNames.Values.Where(name => name.AsSpan().ContainsAny(NotInPlainNames)), limits);
        if (result.Expression is { Mistake: null } expression)
            return expression;
        var error = result.Error ?? result.Expression!.Mistake!;
        Problems.Error(
            "feel.syntax", elementId,
            $"The expression '{Shorten(trimmed)}' is not FEEL: {error.Message} (position {error.Position}). Correct it, for example: decision = \"yes\".",
            $"De expressie '{Shorten(trimmed)}' is geen geldige FEEL (positie {error.Position}). Controleer de schrijfwijze, bijvoorbeeld: besluit = \"ja\".");
        return null;
    }

    private static string Shorten(string text) => text.Length <= 80 ? text : text[..77] + "...";

    /// <summary>All references to one data object are one variable: the object's name, else the name it is shown by, else its id.</summary>
    private string NameOfData(XElement element)
    {
        var data = ReferredObject(element) ?? element;
        return data.Attribute("name")?.Value is { Length: > 0 } name ? name
            : shownNames.TryGetValue(data, out var shown) ? shown
            : ElementReader.NameOf(data);
    }

    private XElement? ReferredObject(XElement reference) =>
        reference.Attribute("dataObjectRef")?.Value is { } id && byId.TryGetValue(ElementReader.LocalName(id), out var target) && target.Name.LocalName == "dataObject" ? target : null;
}
