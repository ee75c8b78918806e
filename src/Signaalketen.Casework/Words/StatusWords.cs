namespace Signaalketen.Casework.Words;

/// <summary>One Dutch word per thing, the same on every screen.</summary>
public static class StatusWords
{
    public const string Task = "taak";
    public const string Case = "dossier";
    public const string Open = "open";
    public const string Taken = "opgepakt";
    public const string Done = "afgerond";
    public const string Withdrawn = "vervallen";
    public const string Late = "te laat";
    public const string Frozen = "bevroren";
    public const string Closed = "gesloten";
    public const string Erased = "vernietigd";

    /// <summary>The word for the state of a task.</summary>
    /// <param name="closed">Whether it is closed, done or withdrawn.</param>
    public static string OfTask(bool closed, bool completed, bool assigned) =>
        closed ? (completed ? Done : Withdrawn) : assigned ? Taken : Open;
}
