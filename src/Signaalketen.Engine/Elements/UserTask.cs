using Signaalketen.Engine.Events;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Elements;

/// <summary>Work of a person (BPMN 2.0.2, 10.3.3.1), with its term and what it may show.</summary>
public sealed class UserTask : Activity
{
    /// <summary>The potential owner as the model writes it, else null: the lane's role counts then.</summary>
    public string? PotentialOwner { get; init; }

    /// <summary>Who may take it; null when neither the task nor its lane says so.</summary>
    public string? CandidateRole => PotentialOwner ?? Lane?.Role ?? Lane?.Name;

    /// <summary>Extension <c>sk:form</c>.</summary>
    public string? FormKey { get; init; }

    /// <summary>Extension <c>sk:term</c>; null when the task has no term.</summary>
    public TermRule? Term { get; init; }

    /// <summary>Extension <c>sk:fourEyes</c>: id of another task; whoever did that one may not do this one.</summary>
    public string? FourEyesWith { get; init; }

    /// <summary>Extension <c>sk:shows</c>: patterns of the case fields that this step may show.</summary>
    public IReadOnlyList<string> Shows { get; init; } = [];

    /// <summary>Extension <c>sk:legalBasis</c>: why this step may handle personal data.</summary>
    public string? LegalBasis { get; init; }

    /// <summary>Extension <c>sk:purpose</c>: what for.</summary>
    public string? Purpose { get; init; }

    /// <summary>The ladder that <see cref="Term"/> names.</summary>
    public Ladder? Ladder { get; internal set; }

    internal static UserTask Read(ElementReader xml) => new()
    {
        Id = xml.Id, Name = xml.Name, Tag = xml.Tag, Scope = xml.Scope, Inputs = xml.Inputs, Outputs = xml.Outputs, Loop = xml.Loop, IsForCompensation = xml.IsForCompensation,
        PotentialOwner = xml.PotentialOwner(),
        FormKey = xml.Extension("form"),
        Term = xml.Term(),
        FourEyesWith = xml.Extension("fourEyes"),
        Shows = xml.Extension("shows")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [],
        LegalBasis = xml.Extension("legalBasis"),
        Purpose = xml.Extension("purpose"),
    };

    internal override void Check(ProblemList problems)
    {
        base.Check(problems);
        if (FourEyesWith is { } other && Scope.Find(other) is not UserTask)
            problems.Error(
                "sk.four-eyes-unknown", Id,
                $"sk:fourEyes names '{other}', which is no user task in the same process or sub-process: correct the id.",
                $"sk:fourEyes noemt '{other}', maar dat is geen gebruikerstaak in hetzelfde proces of deelproces: verbeter de id.");
    }

    /// <summary>
    /// After a migration: the task is the same, under the name, role and form of now. Its term and the rungs it shares with the ladder of now stay,
    /// unless it starts anew.
    /// </summary>
    internal void TakeOver(StepContext step, ElementInstance self, UserTask old, bool restart)
    {
        var (startAt, dueAt, choice) = (step.Now, (DateTimeOffset?)null, (TermChoice?)null);
        if (restart && !TryPlan(step, self, out startAt, out dueAt, out choice))
            return;
        step.Emit(new UserTaskMigrated(self.Key, self.DefinitionKey, Id, Name ?? Id, RoleOf(step, self), FormKey, CandidateRole != old.CandidateRole, restart, dueAt));
        foreach (var key in self.Waits)
        {
            if (step.State.Waits.TryGet(key, out var wait) && wait.Kind == WaitKind.Rung)
                Keep(step, wait, restart ? -1 : RungOf(step, self, wait));
        }

        if (restart)
            Climb(step, self, startAt, dueAt, choice);
    }

    /// <summary>A global task that names nobody is for whoever does the work in the lane of the activity that called it.</summary>
    private string? RoleOf(StepContext step, ElementInstance self)
    {
        if (CandidateRole is not null || !step.DefinitionOf(self).IsGlobalTask)
            return CandidateRole;
        var process = self;
        while (process.Role != InstanceRole.Process)
            process = step.Get(process.ScopeKey);
        return process.ScopeKey != 0 && step.NodeOf(step.Get(process.ScopeKey)).Lane is { } lane ? lane.Role ?? lane.Name : null;
    }

    private protected override void Begin(StepContext step, ElementInstance self)
    {
        if (!TryPlan(step, self, out var startAt, out var dueAt, out var choice))
            return;
        step.Emit(new UserTaskCreated(self.Key, self.DefinitionKey, Id, Name ?? Id, RoleOf(step, self), FormKey, dueAt, self.LoopCounter));
        Climb(step, self, startAt, dueAt, choice);
    }

    private bool TryPlan(StepContext step, ElementInstance self, out DateTimeOffset startAt, out DateTimeOffset? dueAt, out TermChoice? choice)
    {
        (startAt, dueAt, choice) = (step.Now, null, null);
        if (Term is null)
            return true;
        if (!TermChoice.TryMake(step, self, Id, Term, Ladder, IncidentStage.Working, out choice) || !Term.TryPlan(step, self, IncidentStage.Working, choice.Term, out startAt, out var end))
            return false;
        dueAt = end;
        return true;
    }

    private void Climb(StepContext step, ElementInstance self, DateTimeOffset startAt, DateTimeOffset? dueAt, TermChoice? choice)
    {
        if (dueAt is not { } due || choice?.Ladder is not { } ladder)
            return;
        for (var rung = 0; rung < ladder.Rungs.Count; rung++)
        {
            if (ladder.Rungs[rung].Offset.InstantFor(startAt, due, step.Options.Calendar, choice.Term) is { } at)
                step.OpenTimer(step.Get(self.Key), Id, TermChoice.Mark(choice.Place, rung), WaitKind.Rung, at, ladder.Rungs[rung].At);
        }
    }

    /// <summary>The rungs of the drawn ladder, or of the one that a decision chose from the process.</summary>
    private IReadOnlyList<LadderRung> Rungs(StepContext step, ElementInstance self, int place) =>
        (place == 0 ? Ladder : step.DefinitionOf(self).Ladders.ElementAtOrDefault(place - 1))?.Rungs ?? [];

    /// <summary>How the rung of the ladder is marked that stands where the one that is waited for stood; -1 when none does.</summary>
    private int RungOf(StepContext step, ElementInstance self, Wait wait)
    {
        var (place, rung) = TermChoice.Read(wait.Definition);
        var rungs = Rungs(step, self, place);
        if (rungs.ElementAtOrDefault(rung)?.At == wait.Name)
            return wait.Definition;
        for (var index = 0; index < rungs.Count; index++)
        {
            if (rungs[index].At == wait.Name)
                return TermChoice.Mark(place, index);
        }

        return -1;
    }

    private void Keep(StepContext step, Wait wait, int rung)
    {
        if (rung < 0)
            step.Emit(new WaitClosed(wait.Key, wait.ElementId, wait.Kind));
        else if (wait with { ElementId = Id, Definition = rung } is var kept && kept != wait)
            step.Emit(new WaitMigrated(kept));
    }

    internal override void Met(StepContext step, ElementInstance self, Wait wait, Variables payload)
    {
        step.Emit(new WaitClosed(wait.Key, wait.ElementId, wait.Kind));
        var (place, index) = TermChoice.Read(wait.Definition);
        if (Rungs(step, self, place).ElementAtOrDefault(index) is { } rung)
            step.Emit(new UserTaskEscalated(self.Key, Id, rung.At, rung.To, rung.Action, rung.Channel));
    }
}
