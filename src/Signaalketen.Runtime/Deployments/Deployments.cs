using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;
using Signaalketen.Persistence;
using Signaalketen.Persistence.Model;
using Signaalketen.Persistence.Steps;
using Signaalketen.Runtime.Dispatch;

namespace Signaalketen.Runtime.Deployments;

/// <summary>Publishes processes. A published version never changes; running instances stay on theirs.</summary>
public sealed class Deployments(StepParts parts, DefinitionCache definitions, TimeProvider clock)
{
    private const int Tries = 5;

    /// <summary>Publishes the processes of one BPMN file with their forms and decisions. Publishing the same again changes nothing.</summary>
    /// <param name="name">File or folder it comes from.</param>
    /// <param name="forms">Form text (JSON) by form key, and decision models (DMN) by a file name that ends in <c>.dmn</c>.</param>
    public async Task<DeployResult> Deploy(string name, string xml, IReadOnlyDictionary<string, string> forms, Actor actor, CancellationToken ct)
    {
        var read = BpmnReader.Read(xml);
        var problems = read.Problems.Concat(read.Model is null ? [] : FormProblems.Of(read.Model, PublishedTexts.Forms(forms)).Concat(LengthProblems.Of(read.Model))).ToList();
        var decisions = PublishedTexts.Decisions(forms, 1, problems);
        if (read.Model is not null)
            problems.AddRange(DecisionProblems.Of(read.Model, PublishedTexts.Forms(forms), decisions).Concat(await Elsewhere(read.Model, decisions, ct)));
        if (read.Model is null || problems.Any(problem => problem.Severity == ProblemSeverity.Error))
            return new(problems, []);
        for (var attempt = 1; ; attempt++)
        {
            if (await TryOnce(name, xml, read.Model, forms, actor, ct) is { } keys)
                return new(problems, keys);
            // Two people published the same process at the same moment: the other one has this version now.
            if (attempt == Tries)
                throw new InvalidOperationException($"'{name}' could not be published: other publications kept coming first.");
        }
    }

    /// <summary>The version that new instances of a process get; null when it was never published.</summary>
    public async Task<ProcessDefinition?> Current(string processId, CancellationToken ct) => (await definitions.Newest(ct)).Set.Latest(processId);

    /// <summary>Every published version, newest first per process.</summary>
    public async Task<IReadOnlyList<PublishedVersion>> List(CancellationToken ct)
    {
        await using var db = parts.Dialect.CreateDb();
        return await db.ProcessDefinitions.OrderBy(row => row.ProcessId).ThenByDescending(row => row.Version)
            .Select(row => new PublishedVersion(row.DefinitionKey, row.ProcessId, row.Version, row.Name, row.DeploymentName, row.DeployedAt, row.DeployedBy)).ToListAsync(ct);
    }

    /// <summary>The model and forms of one version as they were published; null when there is none.</summary>
    public async Task<PublishedSource?> Source(string definitionKey, CancellationToken ct)
    {
        await using var db = parts.Dialect.CreateDb();
        var row = await db.ProcessDefinitions.AsNoTracking().SingleOrDefaultAsync(one => one.DefinitionKey == definitionKey, ct);
        return row is null ? null : new(row.DefinitionKey, row.DeploymentName, row.BpmnXml, JsonSerializer.Deserialize<Dictionary<string, string>>(row.FormsJson) ?? []);
    }

    /// <summary>A decision belongs to the processes of one file, so that its versions are theirs.</summary>
    private async Task<IEnumerable<Problem>> Elsewhere(BpmnModel model, IReadOnlyList<DecisionDefinition> decisions, CancellationToken ct)
    {
        if (decisions.Count == 0)
            return [];
        var own = model.ProcessDefinitions(1).Select(definition => definition.Id).ToHashSet(StringComparer.Ordinal);
        var known = await definitions.Newest(ct);
        return decisions.Where(decision => known.DecidesFor(decision.Entry).Any(process => !own.Contains(process))).Select(decision => new Problem(
            ProblemSeverity.Error, "dmn.decision-elsewhere", decision.Entry.Id,
            $"The decision '{decision.Entry.Name}' is published with another process already: rename it, or publish it there.",
            $"De beslissing '{decision.Entry.Name}' hoort al bij een ander proces: geef haar een andere naam of plaats haar daar."));
    }

    private async Task<IReadOnlyList<string>?> TryOnce(
        string name, string xml, BpmnModel model, IReadOnlyDictionary<string, string> forms, Actor actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var formsJson = JsonSerializer.Serialize(new SortedDictionary<string, string>(forms.ToDictionary(), StringComparer.Ordinal));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(xml + "\n" + formsJson)));
        await using var db = parts.Dialect.CreateDb();
        var ids = model.ProcessDefinitions(1).Select(definition => definition.Id).ToList();
        var published = await db.ProcessDefinitions.AsNoTracking().Where(row => ids.Contains(row.ProcessId))
            .Select(row => new { row.DefinitionKey, row.ProcessId, row.Version, row.Sha256 }).ToListAsync(ct);
        var newest = published.GroupBy(row => row.ProcessId).Select(group => group.MaxBy(row => row.Version)!).ToList();
        if (newest.Count == ids.Count && newest.All(row => row.Sha256 == hash))
            return [.. newest.Select(row => row.DefinitionKey).Order(StringComparer.Ordinal)];

        // The processes of one file share a version, so that they can be told to belong together.
        var version = newest.Count == 0 ? 1 : newest.Max(row => row.Version) + 1;
        var serial = await db.ProcessDefinitions.MaxAsync(row => (long?)row.Serial, ct) ?? 0;
        var writes = new List<RowWrite>();
        var keys = new List<string>();
        foreach (var definition in model.ProcessDefinitions(version))
        {
            keys.Add(definition.Key);
            writes.Add(parts.Inserts.Of(new ProcessDefinitionRow
            {
                DefinitionKey = definition.Key,
                Serial = ++serial,
                ProcessId = definition.Id,
                Version = version,
                Name = definition.Name ?? definition.Id,
                DeploymentName = name,
                BpmnXml = xml,
                FormsJson = formsJson,
                Sha256 = hash,
                DeployedAt = now,
                DeployedBy = actor.Id,
            }));
            writes.Add(WaitingWrites.DropStartTriggers(definition.Id));
            writes.AddRange(Triggers(definition, now).Select(row => parts.Inserts.Of(row)));
        }

        return await parts.Store.Commit(writes, ct) == CommitOutcome.Committed ? keys : null;
    }

    private IEnumerable<StartTriggerRow> Triggers(ProcessDefinition definition, DateTimeOffset now)
    {
        foreach (var start in definition.Starts.Where(start => start.Kind != StartKind.None))
        {
            var row = new StartTriggerRow
            {
                Id = parts.Identities.NewId(now),
                ProcessId = definition.Id,
                DefinitionKey = definition.Key,
                ElementId = start.ElementId,
                TriggerKind = start.Kind switch
                {
                    StartKind.Message => StartTriggerKind.Message,
                    StartKind.Signal => StartTriggerKind.Signal,
                    _ => StartTriggerKind.Timer,
                },
                Name = start.Name,
            };
            if (start.Timer is { } timer)
            {
                if (timer.FirstAfter(now, parts.Engine.Options, out _) is not { } plan)
                    continue;
                row.DueAt = plan.DueAt;
                row.Remaining = plan.Remaining;
                row.RepeatEvery = plan.Interval;
            }

            yield return row;
        }
    }
}

/// <param name="Problems">Errors, and warnings that did not stop it.</param>
/// <param name="DefinitionKeys">What new instances get now; empty when it was refused.</param>
public sealed record DeployResult(IReadOnlyList<Problem> Problems, IReadOnlyList<string> DefinitionKeys)
{
    public bool Deployed => DefinitionKeys.Count > 0;
}

public sealed record PublishedVersion(string DefinitionKey, string ProcessId, int Version, string Name, string DeploymentName, DateTimeOffset DeployedAt, string DeployedBy);

public sealed record PublishedSource(string DefinitionKey, string DeploymentName, string Xml, IReadOnlyDictionary<string, string> Forms);
