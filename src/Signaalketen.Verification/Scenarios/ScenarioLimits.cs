namespace Signaalketen.Verification.Scenarios;

/// <summary>How large a scenario, or one step of a play, may be. Checked before or while it is read.</summary>
public static class ScenarioLimits
{
    /// <summary>Characters in a scenario file.</summary>
    public const int Characters = 5_000_000;

    /// <summary>Characters in one step that is given by itself.</summary>
    public const int StepCharacters = 1_000_000;

    /// <summary>Objects and lists in one another.</summary>
    public const int Depth = 64;

    public const int Steps = 10_000;

    /// <summary>Models that are deployed together.</summary>
    public const int Models = 100;
}
