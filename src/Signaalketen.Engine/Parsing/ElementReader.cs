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

    /// <summary>Whether the activity only undoes another one.</summary>
    public bool IsForCompensation => Flag("isForCompensation", false);

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

    /// <summary>What tells apart who the message of this element is for: <c>sk:correlationKey</c> goes before BPMN's own correlation.</summary>
    public MessageKeys Keys()
    {
        if (Extension("correlationKey") is { } own)
            return Expression(own, Id) is { } key ? new([key], [key]) : MessageKeys.None;
        if (Attribute("messageRef") is not { } reference)
            return MessageKeys.None;
        var process = Scope;
        while (process.Parent is { } outer)
            process = outer;
        var message = LocalName(reference);
        return new(Model.Correlations.WaitingKey(process.Id, message), Model.Correlations.SendingKey(message));
    }

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
            var definition = child.Name.LocalName == "eventDefinitionRef" ? ReferredDefinition("eventDefinitionRef", child.Value)
                : IsDefinition(child) ? Definition(Nested(child), child) : null;
            if (definition is not null)
                found.Add(definition);
        }

        return found;
    }

    /// <summary>The event definition that a reference names; it is called as itself, so that all who refer to it mean the same event.</summary>
    public EventDefinition? ReferredDefinition(string holder, string reference)
    {
        var id = LocalName(reference);
        if (Model.Find(id) is { } referred && IsDefinition(referred))
            return Definition(new(Model, referred, Scope, Id), referred);
        Problem(
            "bpmn.unresolved-reference",
            $"{holder} refers to '{id}', but the file has no event definition with that id: add it or correct the reference.",
            $"{holder} verwijst naar '{id}', maar het bestand heeft geen gebeurtenisdefinitie met die id: voeg die toe of verbeter de verwijzing.");
        return null;
    }

    /// <summary>Extension <c>sk:timeToLive</c>: how long a message is kept for a receiver that does not wait yet; null means not.</summary>
    public IsoDuration? TimeToLive()
    {
        if (Extension("timeToLive") is not { } text)
            return null;
        if (IsoDuration.TryParse(text, out var duration, out _) && duration is { Negative: false, IsZero: false })
            return duration;
        Problem(
            "sk.time-to-live",
            $"sk:timeToLive is '{text}', but must be an ISO 8601 duration above zero: write for example PT4H or P3D.",
            $"sk:timeToLive is '{text}', maar moet een ISO 8601-duur boven nul zijn: schrijf bijvoorbeeld PT4H of P3D.");
        return null;
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

        return new(parsed, term.Attribute("ladder")?.Value, Expression(term.Attribute("from")?.Value, Id), term.Attribute("decision")?.Value is { Length: > 0 } decision ? decision : null);
    }

    /// <summary>Reads the flow elements inside a sub-process.</summary>
    public FlowScope ReadInside() => ScopeReader.Read(Model, xml, new FlowScope(Id, Scope));

    private static bool IsDefinition(XElement xml) => xml.Name.LocalName.EndsWith("EventDefinition", StringComparison.Ordinal);

    private EventDefinition? Definition(ElementReader definition, XElement found)
    {
        if (EventDefinitionCatalog.Find(definition.Tag) is { } read)
        {
            var known = read(definition);
            known.Id = found.Attribute("id")?.Value;
            return known;
        }

        Unsupported.Report(this, definition.Tag);
        return null;
    }

    private T Refuse<T>(string attribute, string text, string english, string dutch, T otherwise)
    {
        Problem(
            "bpmn.attribute-value",
            $"The attribute {attribute} is '{text}', but must be {english}.",
            $"Het attribuut {attribute} is '{text}', maar moet {dutch} zijn.");
        return otherwise;
    }
}
