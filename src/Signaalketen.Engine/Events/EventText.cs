using System.Text.Json;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Events;

/// <summary>The stored form of an event: one line of JSON that begins with its kind.</summary>
public static class EventText
{
    public static string Write(Event happened) => EventWriter.Write(happened);

    /// <summary>The events of one step, as a JSON list.</summary>
    public static string WriteAll(IReadOnlyList<Event> events) => EventWriter.Write(events);

    /// <exception cref="FormatException">The text is no list of events of this engine.</exception>
    public static IReadOnlyList<Event> ReadAll(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, EngineJson.Default.IReadOnlyListEvent) ?? throw new FormatException("The stored list of events is empty.");
        }
        catch (JsonException broken)
        {
            throw new FormatException($"The stored events cannot be read: {broken.Message}", broken);
        }
    }

    /// <exception cref="FormatException">The text is no event of this engine.</exception>
    public static Event Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, EngineJson.Default.Event) ?? throw new FormatException("The stored event is empty.");
        }
        catch (JsonException broken)
        {
            throw new FormatException($"The stored event cannot be read: {broken.Message}", broken);
        }
    }
}
