using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Signaalketen.Engine.State;

/// <summary>Writes a state by hand, because every step does: what most elements do not have is left to the serializer that reads it back.</summary>
internal static class StateWriter
{
    public static string Write(InstanceState state)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            writer.WriteNumber("format"u8, InstanceState.Format);
            writer.WriteString("instanceId"u8, state.InstanceId);
            writer.WriteString("definitionKey"u8, state.DefinitionKey);
            if (state.Status != default)
                writer.WriteString("status"u8, state.Status.ToString());
            writer.WriteNumber("nextKey"u8, state.NextKey);
            Write(writer, "outcome"u8, state.Outcome);
            List(writer, "elements"u8, state.Elements, Write);
            List(writer, "tokens"u8, state.Tokens, Write);
            List(writer, "waits"u8, state.Waits, Write);
            List(writer, "incidents"u8, state.Incidents, static (writer, incident) => JsonSerializer.Serialize(writer, incident, EngineJson.Default.Incident));
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, ElementInstance element)
    {
        writer.WriteStartObject();
        writer.WriteNumber("key"u8, element.Key);
        writer.WriteNumber("scopeKey"u8, element.ScopeKey);
        writer.WriteString("definitionKey"u8, element.DefinitionKey);
        writer.WriteString("elementId"u8, element.ElementId);
        if (element.Role != default)
            writer.WriteString("role"u8, element.Role.ToString());
        if (element.Pending != default)
            writer.WriteString("pending"u8, element.Pending.ToString());
        Write(writer, "variables"u8, element.Variables);
        if (element.LoopCounter != 0)
            writer.WriteNumber("loopCounter"u8, element.LoopCounter);
        Rare(writer, "compensables"u8, element.CompensableList, EngineJson.Default.IReadOnlyListCompensable);
        Rare(writer, "undoing"u8, element.Undoing, EngineJson.Default.IReadOnlyListCompensable);
        if (element.Compensator != 0)
            writer.WriteNumber("compensator"u8, element.Compensator);
        Rare(writer, "loop"u8, element.Loop, EngineJson.Default.LoopState);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, Token token)
    {
        writer.WriteStartObject();
        writer.WriteNumber("key"u8, token.Key);
        writer.WriteNumber("scopeKey"u8, token.ScopeKey);
        if (token.FlowId is not null)
            writer.WriteString("flowId"u8, token.FlowId);
        writer.WriteString("targetId"u8, token.TargetId);
        if (token.LoopCounter != 0)
            writer.WriteNumber("loopCounter"u8, token.LoopCounter);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, Wait wait)
    {
        writer.WriteStartObject();
        writer.WriteNumber("key"u8, wait.Key);
        writer.WriteNumber("ownerKey"u8, wait.OwnerKey);
        writer.WriteString("elementId"u8, wait.ElementId);
        if (wait.Definition != 0)
            writer.WriteNumber("definition"u8, wait.Definition);
        if (wait.Kind != default)
            writer.WriteString("kind"u8, wait.Kind.ToString());
        if (wait.Name is not null)
            writer.WriteString("name"u8, wait.Name);
        if (wait.CorrelationKey is not null)
            writer.WriteString("correlationKey"u8, wait.CorrelationKey);
        if (wait.DueAt is { } due)
            writer.WriteString("dueAt"u8, due);
        if (wait.Remaining != 0)
            writer.WriteNumber("remaining"u8, wait.Remaining);
        if (wait.Interval is not null)
            writer.WriteString("interval"u8, wait.Interval);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name, Variables variables)
    {
        writer.WritePropertyName(name);
        VariablesConverter.Write(writer, variables);
    }

    private static void List<T>(Utf8JsonWriter writer, ReadOnlySpan<byte> name, KeyMap<T> values, Action<Utf8JsonWriter, T> write)
        where T : notnull
    {
        writer.WriteStartArray(name);
        foreach (var (_, value) in values)
            write(writer, value);
        writer.WriteEndArray();
    }

    private static void Rare<T>(Utf8JsonWriter writer, ReadOnlySpan<byte> name, T? value, JsonTypeInfo<T> type)
    {
        if (value is null)
            return;
        writer.WritePropertyName(name);
        JsonSerializer.Serialize(writer, value, type);
    }
}
