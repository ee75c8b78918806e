using Microsoft.Extensions.Configuration;
using Signaalketen.Runtime.Hosting;

namespace Signaalketen.Runtime.Options;

/// <summary>Reads and checks the configuration once, at start. Every message names the key to change.</summary>
public static class OptionsReader
{
    public const string Root = "Signaalketen";

    /// <exception cref="OptionsException">A key is unknown, a value does not fit, or a needed one is missing.</exception>
    public static RuntimeOptions Read(IConfiguration configuration)
    {
        var root = configuration.GetSection(Root);
        var options = new RuntimeOptions(
            IsDemo(root),
            Section(root, "Database", new DatabaseOptions()),
            Section(root, "Vault", new VaultOptions()),
            Section(root, "Site", new SiteOptions()),
            Section(root, "Mail", new MailOptions()),
            Section(root, "Pumps", new PumpOptions()),
            Section(root, "Calendar", new CalendarOptions()),
            Section(root, "Retention", new RetentionOptions()));
        if (options.Demo)
            FillForDemo(options);
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? options : throw new OptionsException(problems);
    }

    private static bool IsDemo(IConfiguration root) => (root["Mode"] ?? "production").ToUpperInvariant() switch
    {
        "PRODUCTION" => false,
        "DEMO" => true,
        _ => throw new OptionsException([$"{Root}:Mode is '{root["Mode"]}'. Use 'production' or 'demo'."]),
    };

    private static T Section<T>(IConfiguration root, string name, T section)
        where T : class
    {
        try
        {
            root.GetSection(name).Bind(section, binder => binder.ErrorOnUnknownConfiguration = true);
            return section;
        }
        catch (InvalidOperationException exception)
        {
            // The binder's message names the key, and for an unfit value the key's full path.
            throw new OptionsException([$"{Root}:{name}: {exception.Message}"]);
        }
    }

    // A demonstration runs from an empty folder; production names everything itself.
    private static void FillForDemo(RuntimeOptions options)
    {
        if (options.Vault.Municipality.Length == 0)
            options.Vault.Municipality = "demo";
        if (options.Site.Address.Length == 0)
            options.Site.Address = "http://localhost:5000";
        if (options.Mail.From.Length == 0)
            options.Mail.From = "taken@voorbeeldstad.example";
        if (options.Mail.Host.Length == 0)
            options.Mail.Transport = "folder";
    }

    private static IEnumerable<string> Problems(RuntimeOptions options)
    {
        foreach (var problem in DatabaseProblems(options.Database))
            yield return problem;
        if (options.Vault.Municipality.Length == 0)
            yield return $"{Root}:Vault:Municipality is missing: give the code of the municipality, such as 'gm0000'.";
        if (options.Vault is { Key: not null, KeyFile: not null })
            yield return $"{Root}:Vault has both Key and KeyFile: keep one of them.";
        if (!options.Demo && options.Vault is { Key: null, KeyFile: null })
            yield return $"{Root}:Vault:Key and {Root}:Vault:KeyFile are missing: without a municipal key no case can be stored. Make one with: openssl rand -base64 32";
        if (!Uri.TryCreate(options.Site.Address, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.Query.Length > 0)
            yield return $"{Root}:Site:Address is '{options.Site.Address}': give the address of the site, such as 'https://signaalketen.example'.";
        else if (!options.Demo && address.Scheme != "https")
            yield return $"{Root}:Site:Address is '{options.Site.Address}': in production it starts with https.";
        if (!options.Site.TaskPath.Contains("{id}", StringComparison.Ordinal))
            yield return $"{Root}:Site:TaskPath is '{options.Site.TaskPath}': it must hold {{id}}.";
        foreach (var problem in MailProblems(options.Mail).Concat(PumpProblems(options.Pumps)))
            yield return problem;
        if (options.Mail.TimeoutSeconds >= options.Pumps.LeaseSeconds)
            yield return $"{Root}:Mail:TimeoutSeconds is {options.Mail.TimeoutSeconds} and {Root}:Pumps:LeaseSeconds is {options.Pumps.LeaseSeconds}: the first must be smaller, or another node could send a mail that is still on its way.";
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(options.Calendar.TimeZone, out _))
            yield return $"{Root}:Calendar:TimeZone is '{options.Calendar.TimeZone}': use an IANA name such as 'Europe/Amsterdam'.";
        if (options.Retention.YearsAfterClosing is < 0 or > Casework.RetentionRules.CeilingYears)
            yield return $"{Root}:Retention:YearsAfterClosing is {options.Retention.YearsAfterClosing}: use 0 to {Casework.RetentionRules.CeilingYears}.";
        foreach (var day in options.Calendar.EquatedDays.Where(day => day.Source.Length == 0))
            yield return $"{Root}:Calendar:EquatedDays holds {day.Date:yyyy-MM-dd} without Source: name the decree.";
    }

    private static IEnumerable<string> DatabaseProblems(DatabaseOptions database)
    {
        if (database.Kind is not ("sqlite" or "postgres" or "sqlserver"))
            yield return $"{Root}:Database:Kind is '{database.Kind}'. Use 'sqlite', 'postgres' or 'sqlserver'.";
        else if (database is { Kind: "sqlite", ConnectionString: not null })
            yield return $"{Root}:Database:ConnectionString belongs to 'postgres' and 'sqlserver', but {Root}:Database:Kind is 'sqlite': set the kind, or leave it out.";
        else if (database.Kind != "sqlite" && string.IsNullOrWhiteSpace(database.ConnectionString))
            yield return $"{Root}:Database:ConnectionString is missing: {Root}:Database:Kind is '{database.Kind}', which needs server, database, account and password.";
        else if (database.Kind != "sqlite" && Misread(database) is { } misread)
            yield return $"{Root}:Database:ConnectionString cannot be read: {misread}";
    }

    // The drivers name the keyword that they do not know, never a value.
    private static string? Misread(DatabaseOptions database)
    {
        try
        {
            RuntimeServices.DialectOf(database);
            return null;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            return exception.Message;
        }
    }

    private static IEnumerable<string> MailProblems(MailOptions mail)
    {
        if (mail.Transport is not ("smtp" or "folder"))
            yield return $"{Root}:Mail:Transport is '{mail.Transport}'. Use 'smtp' or 'folder'.";
        if (!System.Net.Mail.MailAddress.TryCreate(mail.From, out _))
            yield return $"{Root}:Mail:From is '{mail.From}': give the neutral address that mails come from.";
        if (mail is { Transport: "smtp", Host.Length: 0 })
            yield return $"{Root}:Mail:Host is missing: name the mail server.";
        if (mail.Port is < 1 or > 65535)
            yield return $"{Root}:Mail:Port is {mail.Port}: use 1 to 65535.";
        if (mail.TimeoutSeconds is < 1 or > 300)
            yield return $"{Root}:Mail:TimeoutSeconds is {mail.TimeoutSeconds}: use 1 to 300.";
        if (mail.Attempts is < 1 or > 100)
            yield return $"{Root}:Mail:Attempts is {mail.Attempts}: use 1 to 100.";
        if (mail is { UserName.Length: > 0, Password: null or "" })
            yield return $"{Root}:Mail:Password is missing: {Root}:Mail:UserName is set.";
        if (mail is { UserName.Length: > 0, StartTls: false })
            yield return $"{Root}:Mail:StartTls is false, so {Root}:Mail:Password would cross the network for all to read: set it to true, or leave UserName and Password out.";
    }

    private static IEnumerable<string> PumpProblems(PumpOptions pumps)
    {
        if (pumps.IntervalSeconds is < 1 or > 300)
            yield return $"{Root}:Pumps:IntervalSeconds is {pumps.IntervalSeconds}: use 1 to 300.";
        if (pumps.LeaseSeconds is < 5 or > 3600)
            yield return $"{Root}:Pumps:LeaseSeconds is {pumps.LeaseSeconds}: use 5 to 3600.";
        if (pumps.Attempts is < 1 or > 100)
            yield return $"{Root}:Pumps:Attempts is {pumps.Attempts}: use 1 to 100.";
        if (pumps.Losses is < 1 or > 100)
            yield return $"{Root}:Pumps:Losses is {pumps.Losses}: use 1 to 100.";
        if (pumps.BackOffSeconds < 1 || pumps.LongestBackOffSeconds < pumps.BackOffSeconds)
            yield return $"{Root}:Pumps:BackOffSeconds and LongestBackOffSeconds are {pumps.BackOffSeconds} and {pumps.LongestBackOffSeconds}: the first is at least 1, the second not smaller.";
        if (pumps.Batch < 1)
            yield return $"{Root}:Pumps:Batch is {pumps.Batch}: use 1 or more.";
    }
}

/// <summary>The configuration cannot be used. Each problem names its key and says how to mend it.</summary>
public sealed class OptionsException(IReadOnlyList<string> problems)
    : Exception("The configuration cannot be used:" + string.Concat(problems.Select(problem => Environment.NewLine + "- " + problem)))
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
