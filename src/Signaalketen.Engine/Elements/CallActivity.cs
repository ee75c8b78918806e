using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Elements;

/// <summary>Calls another process (BPMN 2.0.2, 13.3.5). Only mapped values go in and come out.</summary>
public sealed class CallActivity : Activity
{
    /// <summary>Id of the called process.</summary>
    public required string CalledElement { get; init; }

    /// <summary>Which version of it.</summary>
    public CallBinding Binding { get; init; } = CallBinding.Latest;

    internal static CallActivity Read(ElementReader xml)
    {
        var called = xml.Attribute("calledElement");
        if (called is null)
            xml.Problem(
                "bpmn.called-element-missing",
                "This call activity does not say which process it calls: fill in calledElement.",
                "Deze aanroep zegt niet welk proces wordt gestart: vul calledElement in.");
        return new()
        {
            Id = xml.Id, Name = xml.Name, Tag = xml.Tag, Scope = xml.Scope, Inputs = xml.Inputs, Outputs = xml.Outputs ?? [], Loop = xml.Loop, IsForCompensation = xml.IsForCompensation,
            CalledElement = ElementReader.LocalName(called ?? ""),
            Binding = CallBinding.Read(xml, ElementReader.LocalName(called ?? "")),
        };
    }

    /// <summary>The called process has ended.</summary>
    internal void Returned(StepContext step, ElementInstance self, Variables outcome)
    {
        step.Set(self.Key, outcome);
        step.Leave(step.Get(self.Key));
    }

    private protected override void Begin(StepContext step, ElementInstance self)
    {
        if (Binding.Find(step.Definitions, CalledElement, step.DefinitionOf(self)) is not { } called)
        {
            step.Raise(self, IncidentCodes.CalledProcess, $"The process '{CalledElement}' that '{Id}' calls is not deployed{(Binding.Kind == CallBindingKind.Version ? $" in version {Binding.Version}" : "")}.", IncidentStage.Working);
            return;
        }

        if (!called.Scope.HasOneBeginning)
        {
            step.Raise(self, IncidentCodes.CalledProcess, $"The process '{CalledElement}' that '{Id}' calls must have one none start event.", IncidentStage.Working);
            return;
        }

        if (step.CallDepth(self.ScopeKey) >= step.Options.DeepestCall)
        {
            step.Raise(self, IncidentCodes.Budget, $"More than {step.Options.DeepestCall} processes have called one another; at '{Id}' it was stopped. Look for a process that calls itself without an end.", IncidentStage.Working);
            return;
        }

        var process = step.BirthProcess(self.Key, called);
        step.Set(process, step.Get(self.Key).Variables);
        step.Open(process, called.Scope, called.Scope.Entries);
    }
}
