namespace Signaalketen.Engine;

/// <summary>Why the engine itself stops an element. An uncaught BPMN error has its own error code instead.</summary>
public static class IncidentCodes
{
    /// <summary>An expression did not give what is needed here.</summary>
    public const string Expression = "ExpressionFailed";

    /// <summary>No outgoing flow may be taken.</summary>
    public const string NoFlow = "NoFlow";

    /// <summary>A job's tries are used up.</summary>
    public const string Job = "JobFailed";

    /// <summary>A step moved more tokens than its budget allows.</summary>
    public const string Budget = "BudgetExceeded";

    /// <summary>A called process is not deployed, or cannot be started.</summary>
    public const string CalledProcess = "CalledProcessUnknown";

    /// <summary>A decision is not deployed, or gives no answer.</summary>
    public const string Decision = "DecisionFailed";

    /// <summary>A multi-instance activity asks for more repetitions than allowed, or for no number at all.</summary>
    public const string MultiInstance = "MultiInstanceInvalid";
}
