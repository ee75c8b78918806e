namespace Signaalketen.Runtime.Options;

/// <summary>What an installation sets; each part is one section under <c>Signaalketen</c> in the configuration.</summary>
public sealed record RuntimeOptions(
    bool Demo, DatabaseOptions Database, VaultOptions Vault, SiteOptions Site, MailOptions Mail, PumpOptions Pumps, CalendarOptions Calendar, RetentionOptions Retention);

/// <summary>Section <c>Signaalketen:Database</c>.</summary>
public sealed class DatabaseOptions
{
    /// <summary>Which database: <c>sqlite</c>, <c>postgres</c> or <c>sqlserver</c>.</summary>
    public string Kind { get; set; } = "sqlite";

    /// <summary>Server, database, account and password for <c>postgres</c> and <c>sqlserver</c>, as their drivers read it. A secret.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Folder for the database file of <c>sqlite</c>, and in demonstration for key and mail.</summary>
    public string Folder { get; set; } = "data";

    /// <summary>Name of the SQLite file within the folder.</summary>
    public string File { get; set; } = "signaalketen.db";
}

/// <summary>Section <c>Signaalketen:Vault</c>.</summary>
public sealed class VaultOptions
{
    /// <summary>Code of the municipality. Part of every seal: it never changes once there are cases.</summary>
    public string Municipality { get; set; } = "";

    /// <summary>The municipal key: base64 of 32 bytes.</summary>
    public string? Key { get; set; }

    /// <summary>Or a file that holds it, such as a mounted secret.</summary>
    public string? KeyFile { get; set; }
}

/// <summary>Section <c>Signaalketen:Site</c>: addresses within the site that mails link to.</summary>
public sealed class SiteOptions
{
    /// <summary>Address of the site as people see it.</summary>
    public string Address { get; set; } = "";

    /// <summary>Page of a task; <c>{id}</c> is its id.</summary>
    public string TaskPath { get; set; } = "/taken/{id}";

    /// <summary>Page for roles that see numbers only.</summary>
    public string OverviewPath { get; set; } = "/proces";

    /// <summary>Public page that tells a reporter what happens with a report.</summary>
    public string ReporterPath { get; set; } = "/melden/wat-gebeurt-er";
}

/// <summary>Section <c>Signaalketen:Mail</c>.</summary>
public sealed class MailOptions
{
    /// <summary><c>smtp</c>, or <c>folder</c> to write each mail as a file.</summary>
    public string Transport { get; set; } = "smtp";

    /// <summary>Folder for <c>folder</c>; default <c>mail</c> in the data folder.</summary>
    public string? Folder { get; set; }

    /// <summary>Neutral sender: it must not say what the municipality writes about.</summary>
    public string From { get; set; } = "";

    public string Host { get; set; } = "";

    public int Port { get; set; } = 587;

    /// <summary>STARTTLS before anything else is said.</summary>
    public bool StartTls { get; set; } = true;

    public string? UserName { get; set; }

    public string? Password { get; set; }

    /// <summary>Seconds after which a silent mail server counts as failed.</summary>
    public int TimeoutSeconds { get; set; } = 20;

    /// <summary>Tries before one mail becomes an incident; with the usual delays about a day, because a server may ask for patience that long. Days on which the server takes no mail at all do not count.</summary>
    public int Attempts { get; set; } = 34;

    /// <summary>Names of the case fields that may hold the address of the reporter, the first one present wins.</summary>
    public string[] ReporterAddressFields { get; set; } = ["reporter.email", "report.email"];
}

/// <summary>Section <c>Signaalketen:Pumps</c>.</summary>
public sealed class PumpOptions
{
    /// <summary>Seconds between two looks at the queues when nothing rings.</summary>
    public int IntervalSeconds { get; set; } = 2;

    /// <summary>How long a job or mail is ours before another node may take it.</summary>
    public int LeaseSeconds { get; set; } = 60;

    /// <summary>Tries before a job becomes an incident.</summary>
    public int Attempts { get; set; } = 5;

    /// <summary>Claims that end without any answer before a job or mail is taken for a process killer.</summary>
    public int Losses { get; set; } = 3;

    /// <summary>First delay after a failure; doubles with every next one.</summary>
    public int BackOffSeconds { get; set; } = 5;

    /// <summary>Longest delay between two tries.</summary>
    public int LongestBackOffSeconds { get; set; } = 3600;

    /// <summary>How many jobs, and how many timers, a node has in hand at the same time.</summary>
    public int SideBySide { get; set; } = 16;

    /// <summary>Most jobs, timers and mails of each in one look, so that none of the three starves the others.</summary>
    public int Batch { get; set; } = 200;
}

/// <summary>Section <c>Signaalketen:Calendar</c>.</summary>
public sealed class CalendarOptions
{
    /// <summary>IANA zone of the municipality.</summary>
    public string TimeZone { get; set; } = "Europe/Amsterdam";

    /// <summary>Extra days on which terms do not end, with the decree that says so (Algemene termijnenwet, article 3).</summary>
    public EquatedDay[] EquatedDays { get; set; } = [];
}

public sealed class EquatedDay
{
    public DateOnly Date { get; set; }

    public string Source { get; set; } = "";
}

/// <summary>Section <c>Signaalketen:Retention</c>.</summary>
public sealed class RetentionOptions
{
    /// <summary>Years that a closed case stays whose chain did not erase it: never more than the five of the convenant.</summary>
    public int YearsAfterClosing { get; set; } = Casework.RetentionRules.CeilingYears;
}
