using Microsoft.EntityFrameworkCore;
using Signaalketen.Engine.Commands;
using Signaalketen.Engine.Migration;
using Signaalketen.Engine.State;
using Signaalketen.Persistence.Model;
using Signaalketen.Runtime.Dispatch;

namespace Signaalketen.Runtime.Migrating;

/// <summary>Takes running instances to another version of their process: first told per instance whether it can, then carried out one by one.</summary>
public sealed class Migrations(StepParts parts, DefinitionCache definitions, CommandDispatcher dispatcher, TimeProvider clock)
{
    /// <summary>What is wrong with the plan itself. Empty: it can be tried.</summary>
    public async Task<IReadOnlyList<MigrationObstacle>> Check(MigrationPlan plan, CancellationToken ct)
    {
        var known = (await definitions.Newest(ct)).Set;
        var missing = new[] { plan.From, plan.To }.Where(key => known.Find(key) is null).Select(key => new MigrationObstacle(null, null, $"'{key}' is not deployed.")).ToArray();
        return missing.Length > 0 ? missing : MigrationPlan.Check(known.Find(plan.From)!, known.Find(plan.To)!, plan);
    }

    /// <summary>The verdict on every running instance in which the version is active, as a process of its own or called. Changes nothing.</summary>
    public async Task<IReadOnlyList<InstanceVerdict>> DryRun(MigrationPlan plan, CancellationToken ct)
    {
        var verdicts = new List<InstanceVerdict>();
        foreach (var id in await RunningOn(plan.From, ct))
        {
            if (await VerdictOf(plan, id, ct) is { } verdict)
                verdicts.Add(new(id, verdict));
        }

        return verdicts;
    }

    /// <summary>Migrates one instance. A refusal says why, and then nothing changed.</summary>
    public Task<DispatchResult> Migrate(MigrationPlan plan, string instanceId, Actor actor, CancellationToken ct) =>
        dispatcher.Execute(instanceId, new MigrateInstance(plan), null, actor, ct);

    /// <summary>Migrates every instance that can, each in a step of its own: one that cannot does not hold up the others.</summary>
    public async Task<IReadOnlyList<InstanceMigration>> MigrateAll(MigrationPlan plan, Actor actor, CancellationToken ct)
    {
        var results = new List<InstanceMigration>();
        foreach (var id in await RunningOn(plan.From, ct))
            results.Add(new(id, await Migrate(plan, id, actor, ct)));
        return results;
    }

    private async Task<IReadOnlyList<string>> RunningOn(string definitionKey, CancellationToken ct)
    {
        // As it stands in the text of a state; a called process is found by it too.
        var active = $"\"definitionKey\":\"{definitionKey}\"";
        await using var db = parts.Dialect.CreateDb();
        return await db.ProcessInstances.Where(row => row.Status == InstanceRowStatus.Active && row.StateText.Contains(active))
            .OrderBy(row => row.Id).Select(row => row.Id).ToListAsync(ct);
    }

    // Null: it ended or went on while we looked.
    private async Task<MigrationVerdict?> VerdictOf(MigrationPlan plan, string instanceId, CancellationToken ct)
    {
        if (await parts.Store.Load(instanceId, ct) is not { } stored)
            return null;
        var state = StateText.Read(stored.StateText);
        return state.Status == InstanceStatus.Active
            ? MigrationVerdict.Of(parts.Engine, (await definitions.AtLeast(stored.DefinitionSerial, ct)).Set, state, plan, clock.GetUtcNow())
            : null;
    }
}

/// <summary>Whether an instance can migrate.</summary>
public sealed record InstanceVerdict(string InstanceId, MigrationVerdict Verdict);

/// <summary>What became of an instance that was to migrate.</summary>
public sealed record InstanceMigration(string InstanceId, DispatchResult Result);
