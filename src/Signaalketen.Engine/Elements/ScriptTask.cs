using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Elements;

/// <summary>Evaluates a FEEL expression in the step itself (BPMN 2.0.2, 13.3.3). No other script language exists here.</summary>
public sealed class ScriptTask : Activity
{
    /// <summary>The expression; null for an empty script, which does nothing.</summary>
    public FeelExpression? Script { get; init; }

    /// <summary>Name of its data output when it has exactly one; else null.</summary>
    public string? Output { get; init; }

    internal static ScriptTask Read(ElementReader xml)
    {
        var format = xml.Attribute("scriptFormat") ?? xml.Attribute("scriptLanguage");
        if (format is not null && !format.Contains("feel", StringComparison.OrdinalIgnoreCase))
            xml.Problem(
                "bpmn.script-language",
                $"The script is written in '{format}': only FEEL is executed. Rewrite it in FEEL, or make it a service task.",
                $"Het script is geschreven in '{format}': alleen FEEL wordt uitgevoerd. Herschrijf het in FEEL of maak er een servicetaak van.");
        var script = xml.Child("script");
        return new()
        {
            Id = xml.Id, Name = xml.Name, Tag = xml.Tag, Scope = xml.Scope, Inputs = xml.Inputs, Outputs = xml.Outputs, Loop = xml.Loop, IsForCompensation = xml.IsForCompensation,
            Script = string.IsNullOrWhiteSpace(script?.Value) ? null : xml.Expression(script),
            Output = xml.Child("ioSpecification")?.Elements(BpmnNames.Model + "dataOutput").ToArray() is [var only] ? ElementReader.NameOf(only) : null,
        };
    }

    private protected override void Begin(StepContext step, ElementInstance self)
    {
        // A context names the variables it sets; any other value is the one data output, or "result" to an output mapping.
        if (Script is not null)
        {
            var result = step.Evaluate(Script, self);
            if (result is { Value: FeelNull, Diagnostics.Count: > 0 })
            {
                step.Raise(self, IncidentCodes.Expression, StepContext.Explain(Script, "a value", result), IncidentStage.Working);
                return;
            }

            if (result.Value is FeelContext context)
                Produced(step, self, Variables.Of(context.Entries));
            else if (Output is { } output)
                Produced(step, self, Variables.Of(output, result.Value));
            else if (Outputs is not null)
                Produced(step, self, Variables.Of("result", result.Value));
        }

        step.Leave(step.Get(self.Key));
    }
}
