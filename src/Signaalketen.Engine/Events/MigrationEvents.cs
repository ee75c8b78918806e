using System.Text.Json.Serialization;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Events;

/// <summary>From here on the instance, or a process called in it, runs another version.</summary>
public sealed record InstanceMigrated(string From, string To) : Event;

/// <summary>An active element goes on as an element of the new version.</summary>
/// <param name="Before">Its id in the version it leaves.</param>
public sealed record ElementMigrated(long Key, string DefinitionKey, string Element, string Before) : Event
{
    [JsonIgnore]
    public override string ElementId => Element;
}

/// <summary>A waiting token goes on waiting in the new version.</summary>
public sealed record TokenMigrated(Token Token) : Event
{
    [JsonIgnore]
    public override string? ElementId => Token.FlowId;
}

/// <summary>What was waited for is still waited for, but reads differently: another element, name or correlation key.</summary>
public sealed record WaitMigrated(Wait Wait) : Event
{
    [JsonIgnore]
    public override string ElementId => Wait.ElementId;
}

/// <summary>What can be undone in a scope, or is being undone on behalf of an element, is undone as the new version does.</summary>
public sealed record UndoingMigrated(long Key, IReadOnlyList<Compensable> Records, IReadOnlyList<Compensable>? Left) : Event;

public sealed record IncidentMigrated(Incident Incident) : Event
{
    [JsonIgnore]
    public override string ElementId => Incident.ElementId;
}

/// <summary>An open user task is the same task under the new version.</summary>
/// <param name="RoleChanged">Whether others may take it now.</param>
/// <param name="Restarted">Whether its term was counted anew: only then <paramref name="DueAt"/> counts.</param>
public sealed record UserTaskMigrated(
    long Key, string DefinitionKey, string Element, string Name, string? CandidateRole, string? FormKey, bool RoleChanged, bool Restarted, DateTimeOffset? DueAt) : Event
{
    [JsonIgnore]
    public override string ElementId => Element;
}

/// <summary>A job that is out has another element id now; the work is the same.</summary>
public sealed record JobMigrated(long Key, string Element) : Event
{
    [JsonIgnore]
    public override string ElementId => Element;
}

/// <summary>The new version asks for other work: the job that was out is withdrawn and this one takes its place.</summary>
public sealed record JobReplaced(
    long Key, string DefinitionKey, string Element, string JobType, Variables Input, string? MessageName, string? CorrelationKey) : Event
{
    [JsonIgnore]
    public override string ElementId => Element;
}
