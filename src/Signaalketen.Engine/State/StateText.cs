using System.Text.Json;
using System.Text.Json.Serialization;
using Signaalketen.Engine.Events;
using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.State;

/// <summary>The stored form of a state: JSON with the number of its format, the same bytes for the same state.</summary>
public static class StateText
{
    public static string Write(InstanceState state) => StateWriter.Write(state);

    /// <exception cref="FormatException">The text is no state, or of a format this engine does not know.</exception>
    public static InstanceState Read(string text)
    {
        StoredState stored;
        try
        {
            stored = JsonSerializer.Deserialize(text, EngineJson.Default.StoredState) ?? throw new FormatException("The stored state is empty.");
        }
        catch (JsonException broken)
        {
            throw new FormatException($"The stored state cannot be read: {broken.Message}", broken);
        }

        if (stored.Format != InstanceState.Format)
            throw new FormatException($"The stored state has format {stored.Format}; this engine reads format {InstanceState.Format}.");
        return Build(stored);
    }

    private static InstanceState Build(StoredState stored)
    {
        var owner = new object();
        var elements = KeyMap<ElementInstance>.Empty;
        var tokens = KeyMap<Token>.Empty;
        var waits = KeyMap<Wait>.Empty;
        var incidents = KeyMap<Incident>.Empty;
        foreach (var element in stored.Elements ?? [])
        {
            elements = elements.Set(element.Key, element, owner);
            if (element.ScopeKey != 0)
                elements = elements.Set(element.ScopeKey, elements[element.ScopeKey] with { Children = elements[element.ScopeKey].Children.Add(element.Key, owner) }, owner);
        }

        foreach (var token in stored.Tokens ?? [])
        {
            tokens = tokens.Set(token.Key, token, owner);
            elements = elements.Set(token.ScopeKey, elements[token.ScopeKey] with { Tokens = elements[token.ScopeKey].Tokens.Add(token.Key, owner) }, owner);
        }

        foreach (var wait in stored.Waits ?? [])
        {
            waits = waits.Set(wait.Key, wait, owner);
            elements = elements.Set(wait.OwnerKey, elements[wait.OwnerKey] with { Waits = elements[wait.OwnerKey].Waits.Add(wait.Key, owner) }, owner);
        }

        foreach (var incident in stored.Incidents ?? [])
            incidents = incidents.Set(incident.Key, incident, owner);
        return new()
        {
            InstanceId = stored.InstanceId, DefinitionKey = stored.DefinitionKey, Status = stored.Status, NextKey = stored.NextKey,
            Outcome = stored.Outcome ?? Variables.Empty, Elements = elements, Tokens = tokens, Waits = waits, Incidents = incidents,
        };
    }
}

/// <summary>What is read: flat lists in key order. Which children, tokens and waits a scope has follows from them.</summary>
internal sealed record StoredState(
    int Format, string InstanceId, string DefinitionKey, InstanceStatus Status, long NextKey, Variables? Outcome,
    IReadOnlyList<ElementInstance>? Elements, IReadOnlyList<Token>? Tokens, IReadOnlyList<Wait>? Waits, IReadOnlyList<Incident>? Incidents);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, UseStringEnumConverter = true,
    Converters = [typeof(VariablesConverter), typeof(FeelValueConverter), typeof(FeelListConverter), typeof(OutputsConverter)])]
[JsonSerializable(typeof(StoredState))]
[JsonSerializable(typeof(IReadOnlyList<Event>))]
[JsonSerializable(typeof(Event))]
internal sealed partial class EngineJson : JsonSerializerContext;

internal sealed class VariablesConverter : JsonConverter<Variables>
{
    public override Variables Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return Variables.Of(document.RootElement.EnumerateObject().Select(property => KeyValuePair.Create(property.Name, FeelCodec.Read(property.Value))));
    }

    public override void Write(Utf8JsonWriter writer, Variables value, JsonSerializerOptions options) => Write(writer, value);

    public static void Write(Utf8JsonWriter writer, Variables value)
    {
        writer.WriteStartObject();
        foreach (var (name, item) in value)
        {
            writer.WritePropertyName(name);
            FeelCodec.Write(writer, item);
        }

        writer.WriteEndObject();
    }
}

internal sealed class FeelValueConverter : JsonConverter<FeelValue>
{
    public override bool HandleNull => true;

    public override FeelValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return FeelCodec.Read(document.RootElement);
    }

    public override void Write(Utf8JsonWriter writer, FeelValue value, JsonSerializerOptions options) => FeelCodec.Write(writer, value);
}

internal sealed class FeelListConverter : JsonConverter<FeelList>
{
    public override FeelList Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return (FeelList)FeelCodec.Read(document.RootElement);
    }

    public override void Write(Utf8JsonWriter writer, FeelList value, JsonSerializerOptions options) => FeelCodec.Write(writer, value);
}

internal sealed class OutputsConverter : JsonConverter<KeyMap<FeelValue>>
{
    public override KeyMap<FeelValue> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var owner = new object();
        var outputs = KeyMap<FeelValue>.Empty;
        foreach (var entry in document.RootElement.EnumerateArray())
            outputs = outputs.Set(entry[0].GetInt64(), FeelCodec.Read(entry[1]), owner);
        return outputs;
    }

    public override void Write(Utf8JsonWriter writer, KeyMap<FeelValue> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var (index, item) in value)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(index);
            FeelCodec.Write(writer, item);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }
}
