using System.Buffers;
using System.Text;
using System.Text.Json;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Events;

/// <summary>Writes the events that every step has by hand; what happens rarely is left to the serializer that reads all of them back.</summary>
internal static class EventWriter
{
    public static string Write(IReadOnlyList<Event> events)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartArray();
            foreach (var happened in events)
                Write(writer, happened);
            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    public static string Write(Event happened)
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(bytes))
            Write(writer, happened);
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, Event happened)
    {
        switch (happened)
        {
            case ElementActivated activated:
                Write(writer, activated);
                break;
            case ElementCompleted completed:
                Ended(writer, completed, completed.Key, completed.Element, completed.Role, completed.Pending);
                break;
            case ElementTerminated terminated:
                Ended(writer, terminated, terminated.Key, terminated.Element, terminated.Role, terminated.Pending);
                break;
            case TokenPlaced placed:
                Begin(writer, placed);
                writer.WritePropertyName("token"u8);
                StateWriter.Write(writer, placed.Token);
                writer.WriteEndObject();
                break;
            case VariablesSet set:
                Begin(writer, set);
                writer.WriteNumber("scopeKey"u8, set.ScopeKey);
                StateWriter.Write(writer, "changes"u8, set.Changes);
                writer.WriteEndObject();
                break;
            case WaitOpened opened:
                Begin(writer, opened);
                writer.WritePropertyName("wait"u8);
                StateWriter.Write(writer, opened.Wait);
                writer.WriteEndObject();
                break;
            case WaitClosed closed:
                Begin(writer, closed, closed.Key, closed.Element);
                if (closed.WaitKind != default)
                    writer.WriteString("waitKind"u8, closed.WaitKind.ToString());
                writer.WriteEndObject();
                break;
            case UserTaskCreated created:
                Write(writer, created);
                break;
            default:
                JsonSerializer.Serialize(writer, happened, EngineJson.Default.Event);
                break;
        }
    }

    private static void Write(Utf8JsonWriter writer, ElementActivated activated)
    {
        Begin(writer, activated);
        writer.WriteNumber("key"u8, activated.Key);
        if (activated.ScopeKey != 0)
            writer.WriteNumber("scopeKey"u8, activated.ScopeKey);
        writer.WriteString("definitionKey"u8, activated.DefinitionKey);
        writer.WriteString("element"u8, activated.Element);
        if (activated.Role != default)
            writer.WriteString("role"u8, activated.Role.ToString());
        if (activated.LoopCounter != 0)
            writer.WriteNumber("loopCounter"u8, activated.LoopCounter);
        writer.WriteStartArray("consumed"u8);
        foreach (var token in activated.Consumed)
            writer.WriteNumberValue(token);
        writer.WriteEndArray();
        if (activated.Compensator != 0)
            writer.WriteNumber("compensator"u8, activated.Compensator);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, UserTaskCreated created)
    {
        Begin(writer, created);
        writer.WriteNumber("key"u8, created.Key);
        writer.WriteString("definitionKey"u8, created.DefinitionKey);
        writer.WriteString("element"u8, created.Element);
        writer.WriteString("name"u8, created.Name);
        if (created.CandidateRole is not null)
            writer.WriteString("candidateRole"u8, created.CandidateRole);
        if (created.FormKey is not null)
            writer.WriteString("formKey"u8, created.FormKey);
        if (created.DueAt is { } due)
            writer.WriteString("dueAt"u8, due);
        if (created.LoopCounter != 0)
            writer.WriteNumber("loopCounter"u8, created.LoopCounter);
        writer.WriteEndObject();
    }

    private static void Ended(Utf8JsonWriter writer, Event happened, long key, string element, InstanceRole role, Pending pending)
    {
        Begin(writer, happened, key, element);
        if (role != default)
            writer.WriteString("role"u8, role.ToString());
        if (pending != default)
            writer.WriteString("pending"u8, pending.ToString());
        writer.WriteEndObject();
    }

    private static void Begin(Utf8JsonWriter writer, Event happened, long key, string element)
    {
        Begin(writer, happened);
        writer.WriteNumber("key"u8, key);
        writer.WriteString("element"u8, element);
    }

    private static void Begin(Utf8JsonWriter writer, Event happened)
    {
        writer.WriteStartObject();
        writer.WriteString("event"u8, happened.Kind);
    }
}
