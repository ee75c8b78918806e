using System.Text.Json;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.State;

namespace Signaalketen.Runtime.Jobs;

/// <summary>What a job row carries.</summary>
/// <param name="Message">The message or signal to deliver; for work, the message that leaves when it is done.</param>
internal sealed record JobInput(Variables Variables, MessageInput? Message)
{
    public static string Write(JobInput input) => JsonSerializer.Serialize(new Stored(
        input.Variables.ToDictionary(pair => pair.Key, pair => FeelCodec.Write(pair.Value), StringComparer.Ordinal), input.Message));

    public static JobInput Read(string json)
    {
        var stored = JsonSerializer.Deserialize<Stored>(json) ?? throw new JsonException("The job has no input.");
        return new(Variables.Of(stored.Variables.Select(pair => new KeyValuePair<string, FeelValue>(pair.Key, FeelCodec.Read(pair.Value)))), stored.Message);
    }

    private sealed record Stored(Dictionary<string, string> Variables, MessageInput? Message);
}

/// <param name="Target">Where a signal goes: an instance, or the definition and start event it starts.</param>
internal sealed record MessageInput(string Name, string? CorrelationKey, string? Target = null, string? StartElement = null);
