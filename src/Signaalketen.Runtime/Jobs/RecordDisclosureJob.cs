using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.State;
using Signaalketen.Persistence;
using Signaalketen.Persistence.Model;
using Signaalketen.Persistence.Steps;

namespace Signaalketen.Runtime.Jobs;

/// <summary>
/// Keeps a disclosure (Wpg 25(1)c): input <c>category</c>, <c>receiver</c> and <c>legalBasis</c>, each a text that names no person.
/// </summary>
public sealed class RecordDisclosureJob(RowInserts inserts, Identities identities) : IJobHandler
{
    private const int Longest = 200;

    public string Type => JobTypes.RecordDisclosure;

    public Task<JobOutcome> Run(JobWork work, CancellationToken ct)
    {
        string[] names = ["category", "receiver", "legalBasis"];
        var missing = names.Where(name => Text(work.Input, name) is not { Length: > 0 and <= Longest }).ToList();
        if (missing.Count > 0)
            return Task.FromResult<JobOutcome>(new JobOutcome.Impossible(
                $"The disclosure needs the input {string.Join(", ", missing)}: a text of at most {Longest} characters, through sk:input."));
        var row = new DisclosureRow
        {
            Id = identities.NewId(work.Now),
            CaseId = work.CaseId,
            InstanceId = work.InstanceId,
            ElementId = work.ElementId,
            Category = Text(work.Input, "category")!,
            Receiver = Text(work.Input, "receiver")!,
            LegalBasis = Text(work.Input, "legalBasis")!,
            DisclosedAt = work.Now,
        };
        return Task.FromResult<JobOutcome>(new JobOutcome.Done(Variables.Empty, [inserts.Of(row)]));
    }

    private static string? Text(Variables input, string name) => input.TryGet(name, out var value) && value is FeelString text ? text.Value : null;
}
