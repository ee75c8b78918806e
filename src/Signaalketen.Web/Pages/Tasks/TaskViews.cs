using Signaalketen.Casework;
using Signaalketen.Casework.Forms;
using Signaalketen.Casework.Words;
using Signaalketen.Engine.Decisions;
using Signaalketen.Engine.Elements;
using Signaalketen.Engine.Model;
using Signaalketen.Runtime.Cases;
using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.Mail;
using Signaalketen.Runtime.Tasks;
using Signaalketen.Web.Words;

namespace Signaalketen.Web.Pages.Tasks;

/// <summary>Makes the page of a task. Reading the facts is logged by the runtime, so they are only read for whoever holds the task.</summary>
public sealed class TaskViews(CaseReading reading, CaseQueries cases, DefinitionCache definitions, UndeliveredMails mails, DutchTime time)
{
    private const string ReportForm = "report";

    public async Task<TaskView> Of(TaskDetail task, Person person, CancellationToken ct)
    {
        var summary = task.Summary;
        var known = await definitions.Newest(ct);
        var definition = known.Set.Find(task.DefinitionKey);
        var element = definition?.UserTask(summary.ElementId);
        var closed = task.ClosedAt is not null;
        var holds = summary.Mine && !closed;
        return new TaskView
        {
            Id = summary.Id,
            Name = summary.Name,
            CaseReference = summary.CaseReference,
            RoleName = Roles.Find(summary.CandidateRole)?.DutchName ?? "niemand",
            MaySeeCase = await cases.ByReference(summary.CaseReference, person, ct) is not null,
            DueAt = summary.DueAt,
            IsMine = holds,
            WhoWords = Who(summary, person),
            IsClosed = closed,
            ClosedWords = task.ClosedAt is { } at ? $"Deze taak is klaar of vervallen op {time.DateAndTime(at)}. U hoeft niets meer te doen." : "",
            WhyNot = task.MayClaim ? null : task.Refusal?.Sentence,
            MayTakeOver = task.MayClaim && summary.AssigneeId is not null && !summary.Mine,
            Undelivered = [.. (await mails.OfTask(summary.Id, ct)).Select(UndeliveredWords.Of)],
            Ask = task.Form?.Ask ?? "",
            Next = task.Form?.Next ?? "",
            ShowsFacts = holds && task.Refusal is null,
            Facts = holds && task.Refusal is null ? await Facts(summary.Id, person, definition, known, ct) : [],
            Purpose = task.Purpose,
            LegalBasis = task.LegalBasis,
            TermWords = element?.Term is { } term ? TermWords.Of(term) : "",
            Ladder = element is not null && TermRules.LadderOf(element, definition!, known.Set) is { } ladder ? TermWords.Of(ladder) : [],
        };
    }

    private static string Who(TaskSummary summary, Person person) => summary switch
    {
        { AssigneeId: null } => "nog niemand",
        { Mine: true } when summary.AssigneeId == person.AccountId => "u",
        { Mine: true } => $"u, als vervanger van {summary.AssigneeName}",
        _ => summary.AssigneeName ?? "een collega",
    };

    private async Task<IReadOnlyList<Fact>> Facts(string taskId, Person person, ProcessDefinition? definition, DefinitionSnapshot known, CancellationToken ct)
    {
        var opened = await reading.ReadForTask(taskId, person, ct) ?? [];
        var forms = Forms(definition, known).ToList();
        var labels = new FieldLabels(forms);
        var order = forms.SelectMany(form => form.Fields).ToList();
        // As it was told: first what was answered first, and within a form in the order of its questions.
        return
        [
            .. opened.Where(field => field.Field.Current)
                .OrderBy(field => field.Field.WrittenAt)
                .ThenBy(field => labels.Field(field.Field.Name) is { } question ? order.IndexOf(question) : int.MaxValue)
                .Select(field => Fact(field, labels)),
        ];
    }

    private static Fact Fact(OpenedField opened, FieldLabels labels)
    {
        var question = labels.Field(opened.Field.Name);
        var text = opened.Value ?? "Dit antwoord kunnen we nu niet laten zien. De beheerder heeft bericht gekregen.";
        return new Fact(question?.Label ?? opened.Field.Name, question?.Type == FieldType.Date && DateOnly.TryParse(text, out var day) ? DutchText.Date(day) : text);
    }

    private static IEnumerable<FormDefinition> Forms(ProcessDefinition? definition, DefinitionSnapshot known) =>
        definition is null
            ? []
            : definition.Nodes.OfType<UserTask>().Select(task => task.FormKey).Append(ReportForm).Distinct()
                .Select(key => known.Form(definition.Key, key)).OfType<FormDefinition>();
}
