using System.Globalization;
using System.Xml.Linq;
using Signaalketen.Engine.Elements;
using Signaalketen.Engine.EventDefinitions;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Time;

namespace Signaalketen.Engine.Parsing;

/// <summary>One XML element with typed questions; what is wrong with the answers goes to the problem list.</summary>
internal sealed class ElementReader(ModelReader model, XElement xml, FlowScope scope, string? idWithout = null, ElementReader? around = null)
{
    public ModelReader Model { get; } = model;

    public FlowScope Scope { get; } = scope;

    /// <summary>The element's id; an element without one answers with that of the element around it.</summary>
    public string Id { get; } = xml.Attribute("id")?.Value is { Length: > 0 } id ? id : idWithout ?? "";

    /// <summary>What an event definition is called when it names no message or signal: as its event.</summary>
    public string NameOfEvent => around?.Name ?? around?.Id ?? Id;

    public string? Name => Attribute("name") is { Length: > 0 } name ? name : null;

    public string Tag => xml.Name.LocalName;

    public IReadOnlyList<Mapping> Inputs => field ??= Mappings.Inputs(this, xml);

    public IReadOnlyList<Mapping>? Outputs => Mappings.Outputs(this, xml);

    public Loop? Loop => Child("multiInstanceLoopCharacteristics") is { } multi
        ? MultiInstance.Read(this, Nested(multi))
        : Child("standardLoopCharacteristics") is { } standard ? StandardLoop.Read(this, Nested(standard)) : null;

    /// <summary>A QName without its prefix.</summary>
    public static string LocalName(string reference)
    {
        var text = reference.Trim();
        return text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..];
    }

    public static string NameOf(XElement data) => data.Attribute("name")?.Value is { Length: > 0 } name ? name : data.Attribute("id")?.Value ?? "";

    public string? Attribute(string name) => xml.Attribute(name)?.Value;

    public string? Extension(string name) => xml.Attribute(BpmnNames.Extension + name)?.Value is { Length: > 0 } value ? value : null;

    public XElement? Child(string name) => xml.Element(BpmnNames.Model + name);

    public IEnumerable<XElement> Children(string name) => xml.Elements(BpmnNames.Model + name);

    public IEnumerable<XElement> ExtensionElements(string name) =>
        Children("extensionElements").Elements(BpmnNames.Extension + name);

    public bool Flag(string name, bool otherwise) => Attribute(name)?.Trim() switch
    {
        null => otherwise,
        "true" or "1" => true,
        "false" or "0" => false,
        var text => Refuse(name, text, "true or false", "true of false", otherwise),
    };

    public int? Number(string name)
    {
        if (Attribute(name)?.Trim() is not { } text)
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : Refuse<int?>(name, text, "a whole number", "een heel getal", null);
    }

    public FeelExpression? Expression(XElement? element)
    {
        if (element is null)
            return null;
        if (element.Attribute("language")?.Value is not { Length: > 0 } language || language.Contains("feel", StringComparison.OrdinalIgnoreCase))
            return Expression(element.Value, Id);
        Problem(
            "feel.language",
            $"An expression is written in '{language}': only FEEL is executed. Rewrite it and remove the attribute language.",
            $"Een expressie is geschreven in '{language}': alleen FEEL wordt uitgevoerd. Herschrijf haar en haal het attribuut language weg.");
        return null;
    }

    public FeelExpression? Expression(string? text, string elementId) => text is null ? null : Model.Parse(text, elementId);

    public void Problem(string rule, string message, string messageNl) => Model.Problems.Error(rule, Id, message, messageNl);

    public ElementReader Nested(XElement child) => new(Model, child, Scope, Id, this);

    /// <summary>The name (or another attribute, or else the id) of the root element that an attribute refers to; null without the attribute.</summary>
    public string? Reference(string attribute, string tag, string wanted = "name")
    {
        if (Attribute(attribute) is not { } reference)
            return null;
        var id = LocalName(reference);
        if (Model.Find(id) is { } found && found.Name == BpmnNames.Model + tag)
            return found.Attribute(wanted)?.Value is { Length: > 0 } value ? value : found.Attribute("name")?.Value is { Length: > 0 } name ? name : id;
        Problem(
            "bpmn.unresolved-reference",
            $"{attribute} refers to '{id}', but the file has no {tag} with that id: add it or correct the reference.",
            $"{attribute} verwijst naar '{id}', maar het bestand heeft geen {tag} met die id: voeg die toe of verbeter de verwijzing.");
        return id;
    }

    public string? MessageName() => Reference("messageRef", "message");

    public string? PotentialOwner()
    {
        var owner = Children("potentialOwner").Concat(Children("humanPerformer")).Concat(Children("performer")).FirstOrDefault();
        var text = owner?.Element(BpmnNames.Model + "resourceAssignmentExpression")?.Element(BpmnNames.Model + "formalExpression")?.Value.Trim();
        if (text is { Length: > 0 })
            return text;
        return owner?.Element(BpmnNames.Model + "resourceRef")?.Value is { } reference && Model.Find(LocalName(reference)) is { } resource ? NameOf(resource) : null;
    }

    /// <summary>The event definitions inside this event, and those under <c>definitions</c> that it refers to, in document order.</summary>
    public IReadOnlyList<EventDefinition> Definitions()
    {
        var found = new List<EventDefinition>();
        foreach (var child in xml.Elements().Where(child => child.Name.Namespace == BpmnNames.Model))
        {
            var definition = child;
            if (child.Name.LocalName == "eventDefinitionRef")
            {
                if (Model.Find(LocalName(child.Value)) is not { } referred)
                {
                    Problem(
                        "bpmn.unresolved-reference",
                        $"eventDefinitionRef refers to '{child.Value.Trim()}', which does not exist: add it or correct the reference.",
                        $"eventDefinitionRef verwijst naar '{child.Value.Trim()}', maar dat bestaat niet: voeg het toe of verbeter de verwijzing.");
                    continue;
                }

                definition = referred;
            }

            if (!definition.Name.LocalName.EndsWith("EventDefinition", StringComparison.Ordinal))
                continue;
            if (EventDefinitionCatalog.Find(definition.Name.LocalName) is { } read)
                found.Add(read(Nested(definition)));
            else
                Unsupported.Report(this, definition.Name.LocalName);
        }

        return found;
    }

    public TermRule? Term()
    {
        if (ExtensionElements("term").FirstOrDefault() is not { } term)
            return null;
        TermKind? kind = term.Attribute("kind")?.Value switch
        {
            null or "agreed" => TermKind.Agreed,
            "statutory" => TermKind.Statutory,
            "statutory-fixed" => TermKind.StatutoryFixed,
            "hours" => TermKind.Hours,
            _ => null,
        };
        if (kind is null)
            Problem(
                "sk.term-kind", "sk:term has an unknown kind: use agreed, statutory, statutory-fixed or hours.",
                "sk:term heeft een onbekende soort: gebruik agreed, statutory, statutory-fixed of hours.");
        var text = term.Attribute("duration")?.Value ?? "";
        if (!Time.Term.TryParse(text, kind, out var parsed, out var error))
        {
            Problem("sk.term-invalid", $"sk:term has duration '{text}': {error}", $"sk:term heeft als duur '{text}'. Schrijf bijvoorbeeld \"5 wd\" of \"P14D\".");
            return null;
        }

        return new(parsed, term.Attribute("ladder")?.Value, Expression(term.Attribute("from")?.Value, Id));
    }

    /// <summary>Reads the flow elements inside a sub-process.</summary>
    public FlowScope ReadInside() => ScopeReader.Read(Model, xml, new FlowScope(Id, Scope));

    private T Refuse<T>(string attribute, string text, string english, string dutch, T otherwise)
    {
        Problem(
            "bpmn.attribute-value",
            $"The attribute {attribute} is '{text}', but must be {english}.",
            $"Het attribuut {attribute} is '{text}', maar moet {dutch} zijn.");
        return otherwise;
    }
}
