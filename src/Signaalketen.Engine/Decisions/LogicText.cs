using System.Xml.Linq;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Parsing;

namespace Signaalketen.Engine.Decisions;

/// <summary>Reads the FEEL texts of a model and its imports. What is no FEEL is a problem, and gives null with that reason when it is evaluated all the same.</summary>
internal sealed class LogicText(ProblemList problems, FeelLimits limits)
{
    private int characters;

    public ProblemList Problems => problems;

    public FeelLimits Limits => limits;

    /// <summary>Names that may stand behind a dot: keys of contexts, and what imported files define.</summary>
    public NameScope Paths { get; } = new(null);

    public Node Expression(string text, string? place, NameScope names, Func<string, FeelType?> types, bool reports = true) =>
        Read(text, place, names, reports, known => Feel.Parse(text, known, limits, types));

    public Node Tests(string text, string? place, NameScope names, Func<string, FeelType?> types) =>
        Read(text, place, names, reports: true, known => Feel.ParseUnaryTests(text, known, limits, types));

    /// <summary>False, with a problem, when the element is written in another language than FEEL.</summary>
    public bool IsFeel(XElement xml, string? place)
    {
        var language = xml.Said("expressionLanguage") ?? xml.Document?.Root?.Said("expressionLanguage");
        if (language is null || DmnXml.IsFeel(language) || language.Equals("feel", StringComparison.OrdinalIgnoreCase))
            return true;
        problems.Error(
            "dmn.language", place,
            $"This expression is written in '{language}': only FEEL is executed. Rewrite it in FEEL, and remove expressionLanguage.",
            $"Deze expressie is geschreven in '{language}': alleen FEEL wordt uitgevoerd. Herschrijf haar in FEEL en haal expressionLanguage weg.");
        return false;
    }

    private Node Read(string text, string? place, NameScope names, bool reports, Func<IEnumerable<string>, FeelParseResult> parse)
    {
        var before = characters;
        if ((characters += text.Length) > BpmnLimits.ExpressionCharacters)
        {
            // Said once: of what follows nothing is read any more.
            if (before <= BpmnLimits.ExpressionCharacters)
                problems.Error(
                    "feel.too-much", place,
                    $"The expressions of this model have more than {BpmnLimits.ExpressionCharacters} characters together: split it into several models.",
                    $"De expressies van dit model hebben samen meer dan {BpmnLimits.ExpressionCharacters} tekens: splits het in meer modellen.");
            return new FailNode("The model has more expressions than are read.");
        }

        var result = parse(names.In(text));
        var error = result.Error ?? result.Expression!.Mistake;
        if (error is null)
            return result.Expression!.Root;
        var shown = text.Length <= 80 ? text : text[..77] + "...";
        if (reports)
            problems.Error(
                "feel.syntax", place,
                $"The expression '{shown}' is not FEEL: {error.Message} (position {error.Position}). Correct it.",
                $"De expressie '{shown}' is geen geldige FEEL (positie {error.Position}). Controleer de schrijfwijze.");
        return result.Expression?.Root ?? new FailNode($"The expression '{shown}' is not FEEL: {error.Message}");
    }
}
