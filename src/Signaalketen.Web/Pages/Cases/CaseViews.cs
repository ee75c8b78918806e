using Microsoft.EntityFrameworkCore;
using Signaalketen.Casework;
using Signaalketen.Casework.Words;
using Signaalketen.Engine.Model;
using Signaalketen.Persistence;
using Signaalketen.Persistence.Model;
using Signaalketen.Runtime.Cases;
using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.Mail;
using Signaalketen.Web.Words;

namespace Signaalketen.Web.Pages.Cases;

/// <summary>Makes the page of a case that the reader may see.</summary>
public sealed class CaseViews(SignaalketenDb db, DefinitionCache definitions, UndeliveredMails mails, DutchTime time)
{
    public async Task<CaseView> Of(Runtime.Cases.CaseView found, Person person, CancellationToken ct)
    {
        var known = await definitions.Newest(ct);
        var names = await db.Users.AsNoTracking().ToDictionaryAsync(account => account.Id, account => account.DisplayName, ct);
        var history = (await CaseHistory.Read(db, found.Summary.Id, ct))
            .Select(one => new Happening(one.HappenedAt, one.Event, names.GetValueOrDefault(one.ActorId))).ToList();
        var open = await db.TasksOf(found.Summary.Id).AsNoTracking().Where(task => task.Status == UserTaskStatus.Open)
            .OrderBy(task => task.DueAt).ThenBy(task => task.Id).ToListAsync(ct);
        var main = FirstProcess(found) is { } process ? known.Set.Find(process.DefinitionKey) : null;
        var progress = new Progress(history.Select(one => one.Event), open.Where(task => task.DueAt is { } due && time.IsLate(due)).Select(task => task.ElementId));
        return new CaseView(
            found.Summary.Reference,
            found.Summary.ReceivedAt,
            found.Summary.OwnerName,
            found.Summary.DeputyName,
            found.Summary.FrozenAt is not null,
            found.Summary.ClosedAt is not null,
            Status(found.Summary),
            [.. (await mails.OfCase(found.Summary.Id, person, ct)).Select(UndeliveredWords.Of)],
            [.. open.Select(task => new OpenWork(task.Name, Roles.Find(task.CandidateRole)?.DutchName ?? "niemand", task.AssigneeId is { } id ? names.GetValueOrDefault(id) : null, task.DueAt))],
            progress,
            main is null ? [] : progress.Outline(main),
            new StoryTeller(id => Node(known, found, id), time).Tell(history));
    }

    public async Task<string?> Model(Runtime.Cases.CaseView found, CancellationToken ct) =>
        FirstProcess(found) is { } process
            ? await db.ProcessDefinitions.Where(row => row.DefinitionKey == process.DefinitionKey).Select(row => row.BpmnXml).SingleOrDefaultAsync(ct)
            : null;

    // The process that began the case; others belong to it and are told in the same story.
    private static CaseProcess? FirstProcess(Runtime.Cases.CaseView found) => found.Processes.Count == 0 ? null : found.Processes[0];

    private static string Status(CaseSummary summary) => summary switch
    {
        { ErasedAt: not null } => StatusWords.Erased,
        { ClosedAt: not null } => StatusWords.Closed,
        { FrozenAt: not null } => StatusWords.Frozen,
        _ => "loopt",
    };

    private static FlowNode? Node(DefinitionSnapshot known, Runtime.Cases.CaseView found, string elementId) =>
        found.Processes.Select(process => known.Set.Find(process.DefinitionKey)?.Node(elementId))
            .Concat(known.Set.All.Select(definition => definition.Node(elementId)))
            .FirstOrDefault(node => node is not null);
}
