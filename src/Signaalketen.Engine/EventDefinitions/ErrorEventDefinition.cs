using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.EventDefinitions;

/// <summary>An error: ends what it comes from and goes outward to its catcher (BPMN 2.0.2, 10.5.6).</summary>
public sealed class ErrorEventDefinition : EventDefinition
{
    /// <summary>The error code; null on a catcher means every error.</summary>
    public string? Code { get; init; }

    public override string Tag => "errorEventDefinition";

    internal override EventPlace Places => EventPlace.EventSubProcessStart | EventPlace.Boundary | EventPlace.End;

    internal static ErrorEventDefinition Read(ElementReader xml) => new() { Code = xml.Reference("errorRef", "error", "errorCode") };

    internal bool Catches(string code) => Code is null || Code == code;

    internal override bool Throw(StepContext step, ElementInstance self)
    {
        step.ThrowError(self, Code ?? "", null);
        return false;
    }
}
