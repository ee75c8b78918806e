using Microsoft.EntityFrameworkCore;
using Signaalketen.Persistence;
using Signaalketen.Persistence.Model;
using Signaalketen.Runtime.Dispatch;

namespace Signaalketen.Web.Pages.Processes;

/// <summary>One published version of a process.</summary>
/// <param name="IsCurrent">New cases start with this one.</param>
public sealed record VersionLine(
    string DefinitionKey, string ProcessId, int Version, string Name, DateTimeOffset DeployedAt, string DeployedBy, int Running, bool IsCurrent);

/// <summary>Which versions of processes there are, and how many cases run on each. A global task is called by others, so it is no process here.</summary>
public sealed class ProcessVersions(SignaalketenDb db, DefinitionCache definitions)
{
    public async Task<IReadOnlyList<VersionLine>> All(CancellationToken ct)
    {
        var running = await db.ProcessInstances.AsNoTracking()
            .Where(instance => instance.Status == InstanceRowStatus.Active)
            .GroupBy(instance => instance.DefinitionKey)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, ct);
        var names = await db.Users.AsNoTracking().ToDictionaryAsync(account => account.Id, account => account.DisplayName, ct);
        var rows = await db.ProcessDefinitions.AsNoTracking()
            .OrderByDescending(row => row.Serial)
            .Select(row => new { row.DefinitionKey, row.ProcessId, row.Version, row.Name, row.DeployedAt, row.DeployedBy })
            .ToListAsync(ct);
        var known = (await definitions.Newest(ct)).Set;
        rows.RemoveAll(row => known.Find(row.DefinitionKey) is { IsGlobalTask: true });
        var newest = rows.GroupBy(row => row.ProcessId).ToDictionary(group => group.Key, group => group.Max(row => row.Version));
        return [.. rows.Select(row => new VersionLine(
            row.DefinitionKey, row.ProcessId, row.Version, row.Name, row.DeployedAt, names.GetValueOrDefault(row.DeployedBy, "het systeem"),
            running.GetValueOrDefault(row.DefinitionKey), row.Version == newest[row.ProcessId]))];
    }

    public async Task<string?> Model(string definitionKey, CancellationToken ct) =>
        await db.ProcessDefinitions.Where(row => row.DefinitionKey == definitionKey).Select(row => row.BpmnXml).SingleOrDefaultAsync(ct);
}
