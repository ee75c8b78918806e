using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Signaalketen.Persistence.Model;

namespace Signaalketen.Persistence;

/// <summary>
/// The schema of one municipality. EF Core owns tables, migrations, accounts and everything people look up; the writes of a
/// process step go through <see cref="Steps.StepStore"/>.
/// </summary>
public abstract class SignaalketenDb(DbContextOptions options) : IdentityUserContext<Account>(options)
{
    public DbSet<RoleMembershipRow> RoleMemberships => Set<RoleMembershipRow>();

    public DbSet<AbsenceRow> Absences => Set<AbsenceRow>();

    public DbSet<SettingsRow> Settings => Set<SettingsRow>();

    public DbSet<ProcessDefinitionRow> ProcessDefinitions => Set<ProcessDefinitionRow>();

    public DbSet<StartTriggerRow> StartTriggers => Set<StartTriggerRow>();

    public DbSet<ProcessInstanceRow> ProcessInstances => Set<ProcessInstanceRow>();

    public DbSet<HistoryRow> History => Set<HistoryRow>();

    public DbSet<UserTaskRow> UserTasks => Set<UserTaskRow>();

    public DbSet<TaskCandidateRow> TaskCandidates => Set<TaskCandidateRow>();

    public DbSet<TimerRow> Timers => Set<TimerRow>();

    public DbSet<JobRow> Jobs => Set<JobRow>();

    public DbSet<SubscriptionRow> Subscriptions => Set<SubscriptionRow>();

    public DbSet<IncidentRow> Incidents => Set<IncidentRow>();

    public DbSet<OutboxMailRow> OutboxMails => Set<OutboxMailRow>();

    public DbSet<AcceptedRequestRow> AcceptedRequests => Set<AcceptedRequestRow>();

    public DbSet<NotificationRow> Notifications => Set<NotificationRow>();

    public DbSet<CaseRow> Cases => Set<CaseRow>();

    public DbSet<CaseFieldRow> CaseFields => Set<CaseFieldRow>();

    public DbSet<CaseKeyRow> CaseKeys => Set<CaseKeyRow>();

    public DbSet<CaseConflictRow> CaseConflicts => Set<CaseConflictRow>();

    public DbSet<AccessLogRow> AccessLog => Set<AccessLogRow>();

    public DbSet<DraftRow> Drafts => Set<DraftRow>();

    public DbSet<DisclosureRow> Disclosures => Set<DisclosureRow>();

    /// <summary>
    /// The tasks of a case, found through its instances: an index on the case would be written twice for every task, and a case has few instances.
    /// </summary>
    public IQueryable<UserTaskRow> TasksOf(string caseId) =>
        ProcessInstances.Where(instance => instance.CaseId == caseId).Join(UserTasks, instance => instance.Id, task => task.InstanceId, (_, task) => task);

    /// <summary>Fixed here, not read from services: the schema must not depend on how the site happens to be configured. Version 3 has passkeys.</summary>
    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    /// <summary>
    /// Collation of every text column, where the database's own one would not compare texts exactly; null where it does. Ids, names and
    /// references are the same on all databases or on none.
    /// </summary>
    protected virtual string? TextCollation => null;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(30);
        configurationBuilder.Properties<string>().HaveMaxLength(200);
        if (TextCollation is { } collation)
            configurationBuilder.Properties<string>().UseCollation(collation);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        Tables.Describe(builder);
        SnakeCase.Apply(builder);
    }
}
