using Signaalketen.Engine.Expressions;
using Signaalketen.Verification.Scenarios;

namespace Signaalketen.Cli;

/// <summary>The one-line answers of the verbs that evaluate: a value in three forms, or the reason why there is none.</summary>
internal static class FeelAnswer
{
    /// <summary>The type, the value as JSON and as FEEL text, and what was odd on the way.</summary>
    public static string Of(FeelResult result) => JsonLine.Write(writer =>
    {
        writer.WriteBoolean("ok", true);
        writer.WriteString("type", result.Value.TypeName);
        writer.WritePropertyName("value");
        FeelJson.WriteValue(writer, result.Value);
        writer.WriteString("feel", FeelText.Write(result.Value));
        writer.WriteStartArray("diagnostics");
        foreach (var diagnostic in result.Diagnostics)
            writer.WriteStringValue(diagnostic);
        writer.WriteEndArray();
    });

    /// <summary>What cannot be read, and where: an offset in UTF-16 units.</summary>
    public static string Refused(FeelError error) => JsonLine.Write(writer =>
    {
        writer.WriteBoolean("ok", false);
        writer.WriteString("error", error.Message);
        writer.WriteNumber("position", error.Position);
    });
}
