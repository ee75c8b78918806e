namespace Signaalketen.Persistence.Steps;

public enum CommitOutcome
{
    Committed,

    /// <summary>Another step came first. Nothing was written.</summary>
    Conflict,

    /// <summary>The right to this step is gone. Nothing was written.</summary>
    Lost,

    /// <summary>A row with the same unique value exists. Nothing was written.</summary>
    Duplicate,
}

/// <summary>A moment in a commit at which a process could die.</summary>
public delegate void CommitProbe(CommitPoint point, int statements);

public enum CommitPoint
{
    Begun,
    Written,
    Committed,
}
