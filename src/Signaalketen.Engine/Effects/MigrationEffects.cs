using Signaalketen.Engine.Events;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Effects;

/// <summary>An open user task reads differently now; whoever has it keeps it, unless its role changed.</summary>
/// <param name="RoleChanged">Others may take it now: whoever held it lets go.</param>
/// <param name="Restarted">Its term was counted anew: <paramref name="DueAt"/> replaces what stood there.</param>
public sealed record RetargetUserTask(
    long TaskKey, string DefinitionKey, string ElementId, string Name, string? CandidateRole, string? FormKey, bool RoleChanged, bool Restarted, DateTimeOffset? DueAt) : Effect;

/// <summary>An open job belongs to an element with another id; a try that is under way stays valid.</summary>
public sealed record RetargetJob(long JobKey, string ElementId) : Effect;

/// <summary>An open incident belongs to an element with another id.</summary>
public sealed record RetargetIncident(long IncidentKey, string ElementId) : Effect;

/// <summary>Rows that follow from a migration. A timer or subscription that reads differently closes and opens again under its own key.</summary>
internal static class MigrationEffects
{
    public static IEnumerable<Effect> Of(Event happened) => happened switch
    {
        UserTaskMigrated e => [new RetargetUserTask(e.Key, e.DefinitionKey, e.Element, e.Name, e.CandidateRole, e.FormKey, e.RoleChanged, e.Restarted, e.DueAt)],
        JobMigrated e => [new RetargetJob(e.Key, e.Element)],
        JobReplaced e =>
        [
            new CancelJob(e.Key),
            .. EffectsOf.All([new JobCreated(e.Key, e.DefinitionKey, e.Element, e.JobType, e.Input, e.MessageName, e.CorrelationKey)]),
        ],
        IncidentMigrated e => [new RetargetIncident(e.Incident.Key, e.Incident.ElementId)],
        WaitMigrated e => EffectsOf.All([new WaitClosed(e.Wait.Key, e.Wait.ElementId, e.Wait.Kind), new WaitOpened(e.Wait)]),
        _ => [],
    };
}
