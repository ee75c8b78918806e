using Signaalketen.Persistence.Model;

namespace Signaalketen.Persistence.Tests;

/// <summary>Rows with invented content.</summary>
internal static class Rows
{
    public static readonly DateTimeOffset Monday = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    public static CaseRow Case(string id = "case-1") => new() { Id = id, Reference = "SK-2026-" + id, ReceivedAt = Monday };

    public static ProcessInstanceRow Instance(string id = "instance-1", string caseId = "case-1") => new()
    {
        Id = id, DefinitionKey = "signal:1", ProcessId = "signal", CaseId = caseId, StateText = "{}", Version = 1, StartedAt = Monday,
    };

    public static JobRow Job(string id, DateTimeOffset? availableAt = null) => new()
    {
        Id = id, InstanceId = "instance-1", JobKey = null, CaseId = "case-1", ElementId = "work", JobType = "work", InputJson = "{}",
        CreatedAt = Monday, AvailableAt = availableAt ?? Monday, TurnAt = availableAt ?? Monday,
    };

    public static OutboxMailRow Mail(string id) => new()
    {
        Id = id, BusinessKey = "key " + id, MailKind = "NewTask", RecipientId = "account-1", CaseId = "case-1", Reference = "SK-2026-AAAAA", TaskKind = "Beoordelen",
        LinkPath = "/taken/1", CreatedAt = Monday, AvailableAt = Monday, TurnAt = Monday,
    };

    public static TimerRow Timer(long key) => new() { InstanceId = "instance-1", TimerKey = key, ElementId = "wait", DueAt = Monday, TryAt = Monday };

    public static UserTaskRow Task(string id, string caseId = "case-1") => new()
    {
        Id = id, InstanceId = "instance-1", TaskKey = id.GetHashCode(StringComparison.Ordinal), CaseId = caseId, DefinitionKey = "signal:1", ElementId = "triage", Name = "Beoordelen",
        CandidateRole = "intake-desk", Reference = "SK-2026-AAAAA", OpenedAt = Monday,
    };
}
