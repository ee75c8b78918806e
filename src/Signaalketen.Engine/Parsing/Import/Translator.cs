using System.Xml.Linq;
using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Parsing.Import;

/// <summary>How a text that is not marked as an expression is meant.</summary>
internal enum PlainText
{
    /// <summary>FEEL, or ISO 8601 in a timer.</summary>
    AsItStands,

    /// <summary>A fixed text.</summary>
    Literal,
}

/// <summary>What is done to one file of another tool while it is read, and the notes about it. The file itself stays as it is.</summary>
internal sealed class Translator(ProblemList problems)
{
    private readonly HashSet<XObject> _used = [];

    public List<Translation> Translations { get; } = [];

    public ProblemList Problems => problems;

    public static string IdOf(XElement element) =>
        element.AncestorsAndSelf().Select(around => around.Attribute("id")?.Value).FirstOrDefault(id => id is { Length: > 0 }) ?? "";

    /// <summary>Marks an extension as having its meaning carried over.</summary>
    public void Use(XObject? extension)
    {
        if (extension is not null)
            _used.Add(extension);
    }

    public bool IsUsed(XObject extension) => _used.Contains(extension);

    public void Note(XElement element, string what, string from, string to) => Translations.Add(new(IdOf(element), what, from, to));

    /// <summary>The text in FEEL, noted when that is another text; <c>null</c> in FEEL when it is refused, so that it is reported once.</summary>
    public string ToFeel(XElement element, string what, string text, PlainText plain)
    {
        var trimmed = text.Trim();
        string feel;
        if (Juel.IsOne(trimmed))
        {
            if (Juel.ToFeel(trimmed, out var reason, out var reasonNl) is not { } translated)
            {
                Refuse(element, what, trimmed, reason, reasonNl);
                return "null";
            }

            feel = translated;
        }
        else if (trimmed.StartsWith('='))
        {
            feel = trimmed[1..].Trim();
        }
        else if (plain == PlainText.AsItStands)
        {
            return trimmed;
        }
        else if (Holds(trimmed))
        {
            var mixed = JuelRefusal.Mixed();
            Refuse(element, what, trimmed, mixed.Message, mixed.MessageNl);
            return "null";
        }
        else
        {
            feel = FeelText.Write(new FeelString(text));
        }

        Note(element, what, trimmed, feel);
        return feel;
    }

    /// <summary>A name that must be known when the model is deployed.</summary>
    public void KeepFixed(XElement element, string attribute, string? text)
    {
        if (text is null || !(Holds(text) || text.TrimStart().StartsWith('=')))
            return;
        problems.Error(
            "import.fixed-name", IdOf(element),
            $"The {attribute} is '{Shorten(text)}', which would be worked out while running: write a fixed {attribute}.",
            $"Bij {attribute} staat '{Shorten(text)}', en dat zou pas tijdens het uitvoeren bekend zijn: schrijf een vaste waarde.");
    }

    /// <summary>Adds one of our own extension elements, such as <c>sk:input</c>.</summary>
    public static void Extend(XElement element, string name, string target, string source)
    {
        var place = element.Element(BpmnNames.Model + "extensionElements");
        if (place is null)
            element.AddFirst(place = new(BpmnNames.Model + "extensionElements"));
        place.Add(new XElement(BpmnNames.Extension + name, new XAttribute("target", target), new XAttribute("source", source)));
    }

    public static string Shorten(string text) => text.Length <= 80 ? text : text[..77] + "...";

    private static bool Holds(string text) => text.Contains("${", StringComparison.Ordinal) || text.Contains("#{", StringComparison.Ordinal);

    private void Refuse(XElement element, string what, string text, string reason, string reasonNl) => problems.Error(
        "import.expression", IdOf(element),
        $"The {what} '{Shorten(text)}' cannot be translated: {reason}. Write it in FEEL, for example: amount > 100 and approved = true.",
        $"De expressie '{Shorten(text)}' ({what}) is niet te vertalen: {reasonNl}. Schrijf haar in FEEL, bijvoorbeeld: bedrag > 100 and akkoord = true.");
}
