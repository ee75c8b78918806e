using System.Text;
using System.Text.Json;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.State;

namespace Signaalketen.Runtime.Jobs;

/// <summary>What a job row carries.</summary>
/// <param name="Message">The message or signal to deliver; for work, the message that leaves when it is done.</param>
internal sealed record JobInput(Variables Variables, MessageInput? Message)
{
    public static string Write(JobInput input)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteStartObject("variables");
            foreach (var (name, value) in input.Variables)
            {
                json.WritePropertyName(name);
                FeelCodec.Write(json, value);
            }

            json.WriteEndObject();
            json.WritePropertyName("message");
            JsonSerializer.Serialize(json, input.Message);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    public static JobInput Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        var variables = document.RootElement.GetProperty("variables").EnumerateObject()
            .Select(property => new KeyValuePair<string, FeelValue>(property.Name, FeelCodec.Read(property.Value)));
        return new(Variables.Of(variables), document.RootElement.GetProperty("message").Deserialize<MessageInput>());
    }
}

/// <param name="Target">Where a signal goes: an instance, or the definition and start event it starts.</param>
/// <param name="At">Of a signal: when it was thrown, in the keys of the throwing instance, which does not hear in a later wait what it threw before.</param>
/// <param name="KeepUntil">Of a message: until when it waits for a receiver that a model knows; null: as long as failed jobs are tried, and then it is an incident.</param>
internal sealed record MessageInput(string Name, string? CorrelationKey, string? Target = null, string? StartElement = null, long? At = null, DateTimeOffset? KeepUntil = null);
