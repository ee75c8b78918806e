using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Signaalketen.Casework.Forms;
using Signaalketen.Engine.Commands;
using Signaalketen.Engine.Decisions;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;
using Signaalketen.Persistence.Dialects;
using Signaalketen.Persistence.Model;
using Signaalketen.Runtime.Deployments;

namespace Signaalketen.Runtime.Dispatch;

/// <summary>All published definitions, parsed once per node. A row never changes, so only new rows are read.</summary>
/// <param name="known">What another cache of the same database has read already; null on a node that starts with nothing.</param>
public sealed class DefinitionCache(Dialect dialect, DefinitionSnapshot? known = null) : IDisposable
{
    private readonly SemaphoreSlim reading = new(1, 1);
    private volatile DefinitionSnapshot current = known ?? DefinitionSnapshot.Empty;

    /// <summary>The definitions up to and including <paramref name="serial"/>; what another node published is read now.</summary>
    public async Task<DefinitionSnapshot> AtLeast(long serial, CancellationToken ct)
    {
        if (current.Serial >= serial)
            return current;
        await reading.WaitAsync(ct);
        try
        {
            return current.Serial >= serial ? current : current = await ReadMore(current, ct);
        }
        finally
        {
            reading.Release();
        }
    }

    /// <summary>Definitions that hold what a new instance starts from; whoever chose it looked just now.</summary>
    public ValueTask<DefinitionSnapshot> Holding(Command start, CancellationToken ct) =>
        start is StartInstance { DefinitionKey: var key } && current is { } known && known.Set.Find(key) is not null ? new(known) : new(Newest(ct));

    /// <summary>The definitions as they stand in the database now.</summary>
    public async Task<DefinitionSnapshot> Newest(CancellationToken ct)
    {
        await using var db = dialect.CreateDb();
        return await AtLeast(await db.ProcessDefinitions.MaxAsync(row => (long?)row.Serial, ct) ?? 0, ct);
    }

    public void Dispose() => reading.Dispose();

    private async Task<DefinitionSnapshot> ReadMore(DefinitionSnapshot before, CancellationToken ct)
    {
        await using var db = dialect.CreateDb();
        var rows = await db.ProcessDefinitions.AsNoTracking().Where(row => row.Serial > before.Serial).OrderBy(row => row.Serial).ToListAsync(ct);
        return before.With(rows.Select(Parse));
    }

    private static PublishedDefinition Parse(ProcessDefinitionRow row)
    {
        var read = BpmnReader.Read(row.BpmnXml);
        var model = read.Model ?? throw new InvalidOperationException($"The published definition {row.DefinitionKey} cannot be read any more: {read.Problems[0].Message}");
        var texts = JsonSerializer.Deserialize<Dictionary<string, string>>(row.FormsJson) ?? [];
        return new(row.Serial, model.ProcessDefinition(row.ProcessId, row.Version), FormsOf(row, texts), DecisionsOf(row, texts));
    }

    private static IReadOnlyList<DecisionDefinition> DecisionsOf(ProcessDefinitionRow row, Dictionary<string, string> texts)
    {
        var problems = new List<Problem>();
        var decisions = PublishedTexts.Decisions(texts, row.Version, problems);
        return problems.Find(problem => problem.Severity == ProblemSeverity.Error) is { } broken
            ? throw new InvalidOperationException($"The decisions of {row.DefinitionKey} cannot be read any more: {broken.Message}")
            : decisions;
    }

    private static FrozenDictionary<string, FormDefinition> FormsOf(ProcessDefinitionRow row, Dictionary<string, string> texts) =>
        PublishedTexts.Forms(texts).ToFrozenDictionary(
            text => text.Key,
            text => FormDefinition.Parse(text.Value).Form ?? throw new InvalidOperationException($"Form {text.Key} of {row.DefinitionKey} cannot be read any more."),
            StringComparer.Ordinal);
}

/// <summary>A definition with its forms, and the decisions that were published with it.</summary>
public sealed record PublishedDefinition(
    long Serial, ProcessDefinition Definition, FrozenDictionary<string, FormDefinition> Forms, IReadOnlyList<DecisionDefinition> Decisions);

/// <summary>Everything published up to a serial. Immutable.</summary>
public sealed class DefinitionSnapshot
{
    public static readonly DefinitionSnapshot Empty = new([]);

    private readonly FrozenDictionary<string, PublishedDefinition> byKey;

    private DefinitionSnapshot(IReadOnlyCollection<PublishedDefinition> published)
    {
        byKey = published.ToFrozenDictionary(one => one.Definition.Key, StringComparer.Ordinal);
        Serial = published.Count == 0 ? 0 : published.Max(one => one.Serial);
        // The processes of one file carry the same decisions in the same version: the first stands for all.
        Set = DefinitionSet.Of(published.Select(one => one.Definition), published.OrderBy(one => one.Serial).SelectMany(one => one.Decisions));
    }

    public long Serial { get; }

    public DefinitionSet Set { get; }

    public FormDefinition? Form(string definitionKey, string? formKey) =>
        formKey is not null && byKey.TryGetValue(definitionKey, out var published) ? published.Forms.GetValueOrDefault(formKey) : null;

    /// <summary>The processes that a decision of the same id or name was published with.</summary>
    public IEnumerable<string> DecidesFor(DecisionEntry decision) => byKey.Values
        .Where(one => one.Decisions.Any(other => other.Entry.Name == decision.Name || (decision.Id.Length > 0 && other.Entry.Id == decision.Id)))
        .Select(one => one.Definition.Id).Distinct(StringComparer.Ordinal);

    public DefinitionSnapshot With(IEnumerable<PublishedDefinition> more) => new([.. byKey.Values, .. more]);
}
