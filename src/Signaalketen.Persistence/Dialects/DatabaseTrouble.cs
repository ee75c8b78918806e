namespace Signaalketen.Persistence.Dialects;

/// <summary>What can be the matter with a database, the same for every one of them.</summary>
public enum DatabaseTrouble
{
    /// <summary>Nothing we know by name.</summary>
    Other,

    /// <summary>Nobody answers at that address, or the file cannot be opened.</summary>
    Unreachable,
    WrongPassword,
    UnknownDatabase,

    /// <summary>The account lacks a right.</summary>
    NotAllowed,
    TooManyConnections,

    /// <summary>The server is starting, stopping or recovering.</summary>
    NotReady,

    /// <summary>The connection broke before a commit was asked for: nothing was written.</summary>
    LostConnection,

    /// <summary>The connection broke during a commit: written or not, nobody knows (rule R11).</summary>
    UnknownOutcome,
    Deadlock,

    /// <summary>Two transactions could not have come one after the other.</summary>
    Serialization,

    /// <summary>A row or the file stayed locked longer than we wait.</summary>
    Busy,
    DiskFull,

    /// <summary>The database takes no writes: a standby, or a file without write rights.</summary>
    ReadOnly,

    /// <summary>A value is longer than its column, or holds a character that the database cannot keep.</summary>
    ValueRefused,

    /// <summary>A table or column that this version needs is not there yet.</summary>
    OlderSchema,

    /// <summary>A newer version of Signaalketen changed the schema.</summary>
    NewerSchema,

    /// <summary>A setting would lose commits or keep erased data.</summary>
    Unsafe,

    /// <summary>The disk failed, or the files of the database are not what they were.</summary>
    Damaged,
}

/// <summary>What an operator should know of a trouble.</summary>
/// <param name="Transient">Trying the same again later can help by itself.</param>
/// <param name="Cause">What is the matter, one sentence.</param>
/// <param name="Remedy">What to do, one sentence.</param>
public sealed record TroubleReport(DatabaseTrouble Trouble, bool Transient, string Cause, string Remedy)
{
    public static TroubleReport Of(DatabaseTrouble trouble) => trouble switch
    {
        DatabaseTrouble.Unreachable => new(trouble, true,
            "The database does not answer.", "Check that it runs, and that host and port (or folder and file) in Signaalketen:Database are right."),
        DatabaseTrouble.WrongPassword => new(trouble, false,
            "The database refused the account.", "Check user name and password in Signaalketen:Database:ConnectionString, and that the server lets this machine in."),
        DatabaseTrouble.UnknownDatabase => new(trouble, false,
            "The server has no database with this name.", "Make the database, or mend its name in Signaalketen:Database:ConnectionString."),
        DatabaseTrouble.NotAllowed => new(trouble, false,
            "The account may not do what is needed.", "Make the account owner of the database's schema, or grant it the right that the log names."),
        DatabaseTrouble.TooManyConnections => new(trouble, true,
            "The database takes no more connections.", "Lower Max Pool Size of each node, or raise the limit of the server."),
        DatabaseTrouble.NotReady => new(trouble, true,
            "The database is starting or stopping.", "Wait; look at the server's own log when it takes longer than a few minutes."),
        DatabaseTrouble.LostConnection => new(trouble, true,
            "The connection to the database broke; nothing was written.", "Nothing, when it happens once; otherwise look at the network and at restarts of the server."),
        DatabaseTrouble.UnknownOutcome => new(trouble, false,
            "The connection broke during a commit, and the database could not say whether it was done.", "Open the case and look at its last step before doing it again."),
        DatabaseTrouble.Deadlock => new(trouble, true,
            "Two steps waited for each other and the database ended one; nothing of it was written.", "Nothing, when it happens now and then; report it when it happens every hour."),
        DatabaseTrouble.Serialization => new(trouble, true,
            "Two steps got in each other's way and the database ended one; nothing of it was written.", "Nothing, when it happens now and then; report it when it happens every hour."),
        DatabaseTrouble.Busy => new(trouble, true,
            "Something stayed locked too long.", "Look for a long-running query, back-up or other program on the same database."),
        DatabaseTrouble.DiskFull => new(trouble, true,
            "The disk of the database is full; nothing was written.", "Make room or enlarge the disk; work goes on by itself."),
        DatabaseTrouble.ReadOnly => new(trouble, true,
            "The database takes no writes.", "Point Signaalketen:Database at the primary server, or give the account write rights to file and folder."),
        DatabaseTrouble.ValueRefused => new(trouble, false,
            "A value does not fit its column.", "Look in the log for the step that failed, and shorten the name or id in the model that it names."),
        DatabaseTrouble.OlderSchema => new(trouble, false,
            "The database has the schema of an older version.", "Start the site of this version once: it upgrades the schema before it serves anything."),
        DatabaseTrouble.NewerSchema => new(trouble, false,
            "The database was changed by a newer version of Signaalketen.", "Start that version, or restore a back-up made before the upgrade."),
        DatabaseTrouble.Unsafe => new(trouble, false,
            "A setting of the database would lose commits or keep erased data.", "Set what the log names; Signaalketen does not serve until then."),
        DatabaseTrouble.Damaged => new(trouble, false,
            "The database's files or its disk are damaged.", "Stop the site, keep a copy of the files, and restore the last back-up onto another disk."),
        _ => new(trouble, false, "The database refused a statement.", "Look in the log for the fault's code, and report it."),
    };
}
