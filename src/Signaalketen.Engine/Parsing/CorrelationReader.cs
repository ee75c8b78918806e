using System.Xml.Linq;
using Signaalketen.Engine.Elements;
using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Parsing;

/// <summary>
/// BPMN's own way to tell conversations apart (BPMN 2.0.2, 8.4.2, context-based): a process subscribes to a correlation key, binds each property of
/// it to its own data, and each property says how to read itself from a message. It becomes the same key that <c>sk:correlationKey</c> gives.
/// </summary>
internal sealed class CorrelationReader
{
    private readonly ModelReader model;
    private readonly List<Subscription> subscriptions = [];

    public CorrelationReader(ModelReader model)
    {
        this.model = model;
        foreach (var xml in Elements("correlationSubscription").Where(xml => xml.Parent?.Name == BpmnNames.Model + "process"))
        {
            var properties = Find(xml.Attribute("correlationKeyRef")?.Value, "correlationKey") is { } key
                ? key.Elements(BpmnNames.Model + "correlationPropertyRef").Select(reference => ElementReader.LocalName(reference.Value)).ToArray() : [];
            subscriptions.Add(new(xml, xml.Parent?.Attribute("id")?.Value ?? "", properties));
        }
    }

    /// <summary>What an instance of this process waits with for a message; nothing when no subscription is about it.</summary>
    public IReadOnlyList<FeelExpression> WaitingKey(string processId, string messageId) =>
        About(messageId).FirstOrDefault(subscription => subscription.ProcessId == processId) is { } found
            ? [.. found.Properties.Select(property => Parse(Binding(found, property), "dataPath", IdOf(found.Xml))).OfType<FeelExpression>()] : [];

    /// <summary>How the key is read from a message.</summary>
    public IReadOnlyList<FeelExpression> SendingKey(string messageId) =>
        About(messageId).FirstOrDefault() is { } found
            ? [.. found.Properties.Select(property => Parse(Retrieval(property, messageId), "messagePath", property)).OfType<FeelExpression>()] : [];

    public void Check()
    {
        foreach (var subscription in subscriptions)
            Check(subscription);
        foreach (var stray in Elements("correlationSubscription").Where(xml => xml.Parent?.Name != BpmnNames.Model + "process"))
            Error("bpmn.correlation-place", IdOf(stray), "A correlationSubscription stands in a process only: move it there.", "Een correlationSubscription staat alleen in een proces: verplaats hem daarheen.");
        foreach (var key in Elements("correlationKey").Where(key => !subscriptions.Any(subscription => Find(subscription.Xml.Attribute("correlationKeyRef")?.Value, "correlationKey") == key)))
            Error(
                "bpmn.correlation-key-unused", IdOf(key),
                "No process subscribes to this correlation key, so no message is told apart by it: add a correlationSubscription to the process that receives, use sk:correlationKey, or remove the key.",
                "Geen proces gebruikt deze correlatiesleutel, dus hij onderscheidt geen berichten: voeg een correlationSubscription toe aan het proces dat ontvangt, gebruik sk:correlationKey, of haal de sleutel weg.");
        foreach (var property in Elements("correlationProperty").Where(property => !Elements("correlationPropertyRef").Any(reference => ElementReader.LocalName(reference.Value) == IdOf(property))))
            Error(
                "bpmn.correlation-property-unused", IdOf(property),
                "No correlation key names this property, so it does nothing: name it in a correlationKey, or remove it.",
                "Geen correlatiesleutel noemt deze eigenschap, dus zij doet niets: noem haar in een correlationKey of haal haar weg.");
        foreach (var message in model.MessageNames.Keys.Where(message => About(message).Select(one => one.Xml.Attribute("correlationKeyRef")!.Value).Distinct().Count() > 1))
            Error(
                "bpmn.correlation-ambiguous", message,
                "Two correlation keys read this message, so it is not clear which one tells its receivers apart: keep one.",
                "Twee correlatiesleutels lezen dit bericht, dus het is niet duidelijk welke de ontvangers onderscheidt: houd er één.");
    }

    private static string? IdOf(XElement xml) => xml.Attribute("id")?.Value;

    private static XElement? Binding(Subscription subscription, string property) => subscription.Xml.Elements(BpmnNames.Model + "correlationPropertyBinding")
        .FirstOrDefault(binding => ElementReader.LocalName(binding.Attribute("correlationPropertyRef")?.Value ?? "") == property);

    private void Check(Subscription subscription)
    {
        var reference = subscription.Xml.Attribute("correlationKeyRef")?.Value;
        if (Find(reference, "correlationKey") is null)
        {
            Error(
                "bpmn.unresolved-reference", IdOf(subscription.Xml) ?? subscription.ProcessId,
                $"correlationKeyRef is '{reference}', but the file has no correlationKey with that id: add it or correct the reference.",
                $"correlationKeyRef is '{reference}', maar het bestand heeft geen correlationKey met die id: voeg die toe of verbeter de verwijzing.");
            return;
        }

        var messages = subscription.Properties.SelectMany(MessagesOf).Distinct(StringComparer.Ordinal).ToArray();
        var whole = messages.Length > 0 && messages.All(message => model.MessageNames.ContainsKey(message) && Covers(subscription, message))
            && subscription.Properties.All(property => Binding(subscription, property)?.Element(BpmnNames.Model + "dataPath") is not null);
        if (!whole)
            Error(
                "bpmn.correlation-incomplete", IdOf(subscription.Xml) ?? subscription.ProcessId,
                "This subscription is not complete: each property of its key needs a correlationPropertyBinding with a dataPath here, and the same messages in its correlationPropertyRetrievalExpressions, each with a messagePath.",
                "Dit abonnement is niet volledig: elke eigenschap van de sleutel heeft hier een correlationPropertyBinding met een dataPath nodig, en dezelfde berichten in haar correlationPropertyRetrievalExpressions, elk met een messagePath.");
    }

    private IEnumerable<Subscription> About(string messageId) => subscriptions.Where(subscription => subscription.Properties.Count > 0 && Covers(subscription, messageId));

    private bool Covers(Subscription subscription, string messageId) =>
        subscription.Properties.All(property => Retrieval(property, messageId)?.Element(BpmnNames.Model + "messagePath") is not null);

    private IEnumerable<string> MessagesOf(string property) => Retrievals(property).Select(retrieval => ElementReader.LocalName(retrieval.Attribute("messageRef")?.Value ?? ""));

    private XElement? Retrieval(string property, string messageId) =>
        Retrievals(property).FirstOrDefault(retrieval => ElementReader.LocalName(retrieval.Attribute("messageRef")?.Value ?? "") == messageId);

    private IEnumerable<XElement> Retrievals(string property) =>
        Find(property, "correlationProperty")?.Elements(BpmnNames.Model + "correlationPropertyRetrievalExpression") ?? [];

    private FeelExpression? Parse(XElement? holder, string tag, string? elementId) =>
        holder?.Element(BpmnNames.Model + tag) is { } path ? new ElementReader(model, path, new("", null), elementId).Expression(path) : null;

    private XElement? Find(string? reference, string tag) =>
        reference is not null && model.Find(ElementReader.LocalName(reference)) is { } found && found.Name == BpmnNames.Model + tag ? found : null;

    private IEnumerable<XElement> Elements(string tag) => model.Definitions.Descendants(BpmnNames.Model + tag);

    private void Error(string rule, string? element, string message, string messageNl) => model.Problems.Error(rule, element, message, messageNl);

    private sealed record Subscription(XElement Xml, string ProcessId, IReadOnlyList<string> Properties);
}
