using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Elements;

/// <summary>Evaluates a FEEL expression in the step itself (BPMN 2.0.2, 13.3.3). No other script language exists here.</summary>
public sealed class ScriptTask : Activity
{
    /// <summary>The expression; null for an empty script, which does nothing.</summary>
    public FeelExpression? Script { get; init; }

    internal static ScriptTask Read(ElementReader xml)
    {
        var format = xml.Attribute("scriptFormat");
        if (format is not null && !format.Contains("feel", StringComparison.OrdinalIgnoreCase))
            xml.Problem(
                "bpmn.script-language",
                $"The script is written in '{format}': only FEEL is executed.",
                $"Het script is geschreven in '{format}': alleen FEEL wordt uitgevoerd.");
        var script = xml.Child("script");
        return new()
        {
            Id = xml.Id, Name = xml.Name, Tag = xml.Tag, Scope = xml.Scope, Inputs = xml.Inputs, Outputs = xml.Outputs, Loop = xml.Loop,
            Script = format is null || string.IsNullOrWhiteSpace(script?.Value) ? null : xml.Expression(script),
        };
    }

    private protected override void Begin(StepContext step, ElementInstance self)
    {
        // A context names the variables it sets; any other value can only be used by an output mapping, under the name "result".
        if (Script is not null)
        {
            var value = step.Evaluate(Script, self).Value;
            if (value is FeelContext context)
                Produced(step, self, Variables.Of(context.Entries));
            else if (Outputs is not null)
                Produced(step, self, Variables.Of("result", value));
        }

        step.Leave(step.Get(self.Key));
    }
}
