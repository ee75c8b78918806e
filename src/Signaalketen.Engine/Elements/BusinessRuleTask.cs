using Signaalketen.Engine.Decisions;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Elements;

/// <summary>
/// Asks a deployed decision in the step itself (BPMN 2.0.2, 13.3.3): extension <c>sk:decision</c>. A business rule task without it is a job for
/// the software around the engine, as a <see cref="ServiceTask"/>.
/// </summary>
public sealed class BusinessRuleTask : Activity
{
    private const string ResultName = "result";

    /// <summary>Extension <c>sk:decision</c>: the id or name of a decision or decision service.</summary>
    public required string Decision { get; init; }

    /// <summary>Which version of it.</summary>
    public CallBinding Binding { get; init; } = CallBinding.Latest;

    /// <summary>Extension <c>sk:result</c>, else the one data output: the variable that takes the answer. Null when a context's entries become variables.</summary>
    public string? Result { get; init; }

    internal static FlowNode Read(ElementReader xml)
    {
        var decision = xml.Extension("decision");
        if (decision is null)
        {
            if (xml.Extension("binding") is not null || xml.Extension("version") is not null || xml.Extension("result") is not null)
                xml.Problem(
                    "sk.decision-missing", "sk:binding, sk:version and sk:result belong to a decision: name it in sk:decision, or remove them.",
                    "sk:binding, sk:version en sk:result horen bij een beslissing: noem die in sk:decision of haal ze weg.");
            return ServiceTask.Read(xml);
        }

        if (xml.Extension("job") is not null)
            xml.Problem(
                "sk.decision-or-job", "The task has both sk:decision and sk:job: a decision is taken in the step itself, so keep one of them.",
                "De taak heeft sk:decision en sk:job: een beslissing wordt in de stap zelf genomen, dus houd één van beide over.");
        return new BusinessRuleTask
        {
            Id = xml.Id, Name = xml.Name, Tag = xml.Tag, Scope = xml.Scope, Inputs = xml.Inputs, Outputs = xml.Outputs, Loop = xml.Loop, IsForCompensation = xml.IsForCompensation,
            Decision = decision,
            Binding = CallBinding.Read(xml, null),
            Result = xml.Extension("result")
                ?? (xml.Child("ioSpecification")?.Elements(BpmnNames.Model + "dataOutput").ToArray() is [var only] ? ElementReader.NameOf(only) : null),
        };
    }

    private protected override void Begin(StepContext step, ElementInstance self)
    {
        if (step.Definitions.Decision(Decision, Binding, step.DefinitionOf(self)) is not { } decision)
        {
            step.Raise(self, IncidentCodes.Decision, $"The decision '{Decision}' that '{Id}' asks is not deployed{(Binding.Kind == CallBindingKind.Version ? $" in version {Binding.Version}" : "")}.", IncidentStage.Working);
            return;
        }

        var answer = step.Decide(decision, self);
        if (answer is { Value: FeelNull, Diagnostics.Count: > 0 })
        {
            step.Raise(self, IncidentCodes.Decision, $"The decision '{Decision}' gives no answer ({string.Join("; ", answer.Diagnostics)}).", IncidentStage.Working);
            return;
        }

        if (DecisionAnswer.HoldsFunction(answer.Value))
        {
            step.Raise(self, IncidentCodes.Decision, $"The decision '{Decision}' answers with a function, which cannot be kept as a variable.", IncidentStage.Working);
            return;
        }

        Produced(step, self, Result is null && answer.Value is FeelContext context ? Variables.Of(context.Entries) : Variables.Of(Result ?? ResultName, answer.Value));
        step.Leave(step.Get(self.Key));
    }
}
