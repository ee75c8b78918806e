using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Signaalketen.Persistence.Model;

namespace Signaalketen.Persistence;

/// <summary>Keys, lengths and indexes. Names avoid the reserved words of all three databases.</summary>
internal static class Tables
{
    public static void Describe(ModelBuilder builder)
    {
        Accounts(builder);
        Processes(builder);
        Waiting(builder);
        Tasks(builder);
        Cases(builder);
    }

    private static void Accounts(ModelBuilder builder)
    {
        builder.Entity<Account>().ToTable("Account");
        builder.Entity<IdentityUserClaim<string>>().ToTable("AccountClaim");
        builder.Entity<IdentityUserLogin<string>>().ToTable("AccountLogin");
        builder.Entity<IdentityUserToken<string>>(table =>
        {
            table.ToTable("AccountToken");
            Long(table.Property(row => row.Value));
            // Three texts in one key, and a key of SQL Server holds 450 characters.
            table.Property(row => row.LoginProvider).HasMaxLength(100);
            table.Property(row => row.Name).HasMaxLength(100);
        });
        builder.Entity<IdentityUserPasskey<string>>(table =>
        {
            table.ToTable("AccountPasskey").HasKey(row => row.CredentialId);
            table.Property(row => row.CredentialId).HasMaxLength(1024);
            table.OwnsOne(row => row.Data).ToJson();
            table.HasOne<Account>().WithMany().HasForeignKey(row => row.UserId);
        });
        builder.Entity<RoleMembershipRow>(table =>
        {
            table.ToTable("RoleMembership").HasKey(row => new { row.AccountId, row.RoleId });
            table.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId);
            table.HasIndex(row => row.RoleId);
        });
        builder.Entity<AbsenceRow>(table =>
        {
            table.ToTable("Absence").HasKey(row => row.Id);
            table.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId);
        });
        builder.Entity<SettingsRow>(table =>
        {
            table.ToTable("Settings").HasKey(row => row.Name);
            Long(table.Property(row => row.Content));
        });
    }

    private static void Processes(ModelBuilder builder)
    {
        builder.Entity<ProcessDefinitionRow>(table =>
        {
            table.ToTable("ProcessDefinition").HasKey(row => row.DefinitionKey);
            table.HasIndex(row => new { row.ProcessId, row.Version }).IsUnique();
            table.HasIndex(row => row.Serial).IsUnique();
            Long(table.Property(row => row.Name));
            Long(table.Property(row => row.DeploymentName));
            Long(table.Property(row => row.BpmnXml));
            Long(table.Property(row => row.FormsJson));
        });
        builder.Entity<StartTriggerRow>(table =>
        {
            table.ToTable("StartTrigger").HasKey(row => row.Id);
            table.HasIndex(row => new { row.TriggerKind, row.Name });
            table.HasIndex(row => row.DueAt);
            table.HasIndex(row => row.ProcessId);
            table.Property(row => row.Name).HasMaxLength(400);
        });
        builder.Entity<ProcessInstanceRow>(table =>
        {
            table.ToTable("ProcessInstance").HasKey(row => row.Id);
            // No foreign key: the case is written by the same step or held by it, and no case row is ever deleted (decision 63).
            table.HasIndex(row => row.CaseId);
            // How many run on a version; what has ended costs the question nothing.
            table.HasIndex(row => row.DefinitionKey, "IX_process_instance_running").HasFilter("status = 'Active'");
            Long(table.Property(row => row.StateText));
        });
        builder.Entity<HistoryRow>(table =>
        {
            table.ToTable("History").HasKey(row => new { row.InstanceId, row.Sequence });
            Long(table.Property(row => row.Events));
        });
        builder.Entity<IncidentRow>(table =>
        {
            table.ToTable("Incident").HasKey(row => row.Id);
            table.HasIndex(row => new { row.InstanceId, row.IncidentKey });
            table.HasIndex(row => row.ClearedAt);
            Long(table.Property(row => row.Message));
        });
    }

    private static void Waiting(ModelBuilder builder)
    {
        builder.Entity<AcceptedRequestRow>(table =>
        {
            table.ToTable("AcceptedRequest").HasKey(row => row.Id);
            table.HasIndex(row => row.AcceptedAt);
            Long(table.Property(row => row.Answer));
        });
        builder.Entity<TimerRow>(table =>
        {
            table.ToTable("Timer").HasKey(row => new { row.InstanceId, row.TimerKey });
            table.HasIndex(row => new { row.DueAt, row.TryAt });
        });
        builder.Entity<JobRow>(table =>
        {
            table.ToTable("Job").HasKey(row => row.Id);
            table.HasIndex(row => new { row.Status, row.TurnAt });
            table.HasIndex(row => new { row.InstanceId, row.JobKey }).IsUnique();
            Long(table.Property(row => row.InputJson));
            Long(table.Property(row => row.LastError));
        });
        builder.Entity<SubscriptionRow>(table =>
        {
            table.ToTable("Subscription").HasKey(row => new { row.InstanceId, row.SubscriptionKey });
            table.HasIndex(row => new { row.SubscriptionKind, row.Name, row.CorrelationKey });
            table.Property(row => row.CorrelationKey).HasMaxLength(400);
            table.Property(row => row.Name).HasMaxLength(400);
        });
        builder.Entity<OutboxMailRow>(table =>
        {
            table.ToTable("OutboxMail").HasKey(row => row.Id);
            table.HasIndex(row => row.BusinessKey).IsUnique();
            table.HasIndex(row => row.CaseId);
            table.HasIndex(row => new { row.Status, row.TurnAt });
            table.Property(row => row.BusinessKey).HasMaxLength(400);
            Long(table.Property(row => row.TaskKind));
            Long(table.Property(row => row.LinkPath));
            Long(table.Property(row => row.LastError));
        });
    }

    private static void Tasks(ModelBuilder builder)
    {
        builder.Entity<UserTaskRow>(table =>
        {
            table.ToTable("UserTask").HasKey(row => row.Id);
            table.HasIndex(row => new { row.InstanceId, row.TaskKey }).IsUnique();
            // The lists that people read, in their order, of open tasks only: what is done costs them nothing, however much that becomes.
            table.HasIndex(row => new { row.CandidateRole, row.DueAt, row.Id }, "IX_user_task_untaken_due").HasFilter("status = 'Open' AND assignee_id IS NULL");
            table.HasIndex(row => new { row.CandidateRole, row.OpenedAt, row.Id }, "IX_user_task_untaken_opened").HasFilter("status = 'Open' AND assignee_id IS NULL");
            table.HasIndex(row => new { row.CandidateRole, row.DueAt, row.Id }, "IX_user_task_taken_due").HasFilter("status = 'Open' AND assignee_id IS NOT NULL");
            table.HasIndex(row => new { row.AssigneeId, row.DueAt, row.Id }, "IX_user_task_taken_by").HasFilter("status = 'Open' AND assignee_id IS NOT NULL");
            Long(table.Property(row => row.Name));
        });
        builder.Entity<TaskCandidateRow>(table =>
        {
            table.ToTable("TaskCandidate").HasKey(row => row.Id);
            table.HasOne<UserTaskRow>().WithMany().HasForeignKey(row => row.TaskId);
            table.HasIndex(row => row.AccountId);
            table.HasIndex(row => row.RoleId);
        });
        builder.Entity<NotificationRow>(table =>
        {
            table.ToTable("Notification").HasKey(row => row.Id);
            table.HasIndex(row => new { row.AccountId, row.ReadAt });
            table.HasOne<UserTaskRow>().WithMany().HasForeignKey(row => row.TaskId);
        });
        builder.Entity<DraftRow>(table =>
        {
            table.ToTable("Draft").HasKey(row => new { row.TaskId, row.AccountId });
            table.HasOne<UserTaskRow>().WithMany().HasForeignKey(row => row.TaskId);
            table.HasIndex(row => row.CaseId);
        });
    }

    private static void Cases(ModelBuilder builder)
    {
        builder.Entity<CaseRow>(table =>
        {
            // "case" alone is a reserved word in every SQL.
            table.ToTable("CaseFile").HasKey(row => row.Id);
            table.HasIndex(row => row.Reference).IsUnique();
            table.HasIndex(row => row.SubmissionKey).IsUnique().HasFilter("submission_key IS NOT NULL");
            table.HasIndex(row => row.RemoveAt).HasFilter("remove_at IS NOT NULL");
        });
        builder.Entity<CaseFieldRow>(table =>
        {
            table.ToTable("CaseField").HasKey(row => row.Id);
            table.HasOne<CaseRow>().WithMany().HasForeignKey(row => row.CaseId).OnDelete(DeleteBehavior.Restrict);
            table.HasIndex(row => new { row.CaseId, row.Name });
        });
        builder.Entity<CaseKeyRow>(table =>
        {
            table.ToTable("CaseKey").HasKey(row => row.CaseId);
        });
        builder.Entity<CaseConflictRow>(table =>
        {
            table.ToTable("CaseConflict").HasKey(row => new { row.CaseId, row.AccountId });
            table.HasOne<CaseRow>().WithMany().HasForeignKey(row => row.CaseId).OnDelete(DeleteBehavior.Restrict);
        });
        builder.Entity<AccessLogRow>(table =>
        {
            table.ToTable("AccessLog").HasKey(row => row.Id);
            table.HasIndex(row => new { row.CaseId, row.HappenedAt });
            Long(table.Property(row => row.FieldNames));
            Long(table.Property(row => row.Purpose));
        });
        builder.Entity<DisclosureRow>(table =>
        {
            table.ToTable("Disclosure").HasKey(row => row.Id);
            table.HasIndex(row => row.CaseId);
            Long(table.Property(row => row.LegalBasis));
        });
    }

    // The 200 characters of the convention hold ids, those of indexed names 400 (an index of SQL Server holds 850 in all); a text of free length
    // says so here. SQLite counts no characters, so that what is too long would only show on the other databases.
    private static void Long(PropertyBuilder property) => property.Metadata.SetMaxLength(null);
}
