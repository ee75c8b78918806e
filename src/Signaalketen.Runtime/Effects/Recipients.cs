using Signaalketen.Casework;
using Signaalketen.Persistence.Model;
using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.People;

namespace Signaalketen.Runtime.Effects;

/// <summary>Who hears about a task. Whoever is away is replaced by a stand-in; whoever has a conflict of interest hears nothing.</summary>
internal static class Recipients
{
    public static IReadOnlyList<Colleague> OfNewTask(StepPlan plan, UserTaskRow task) => Reach(plan, Candidates(plan, task));

    /// <param name="to">A role id, <c>assignee</c> or <c>deputy</c>.</param>
    public static IReadOnlyList<Colleague> OfRung(StepPlan plan, UserTaskRow task, string to) => Reach(plan, to switch
    {
        "assignee" => plan.People.Find(task.AssigneeId) is { } assignee ? [assignee] : Candidates(plan, task),
        "deputy" => Deputies(plan),
        _ => plan.People.Members(to),
    });

    // The owner of the case is asked first; before there is one, every case owner is.
    private static IEnumerable<Colleague> Candidates(StepPlan plan, UserTaskRow task)
    {
        if (task.CandidateRole is not { } role)
            return [];
        if (role != Roles.CaseOwner)
            return plan.People.Members(role);
        plan.LeansOnCase = true;
        if (plan.People.Find(plan.Case.OwnerId) is { Disabled: false } owner && !plan.Case.Conflicted.Contains(owner.AccountId))
            return owner.IsAbsent && plan.People.StandInFor(owner.AccountId) is null ? [owner, .. Deputies(plan)] : [owner];
        return plan.People.Members(role);
    }

    private static IReadOnlyList<Colleague> Deputies(StepPlan plan)
    {
        plan.LeansOnCase = true;
        return plan.People.Find(plan.Case.DeputyId) is { Disabled: false } deputy ? [deputy] : plan.People.Members(Roles.DeputyOwner);
    }

    // A conflict of interest that was declared meanwhile takes people away, and never brings in another: where nobody is told, none can matter.
    private static IReadOnlyList<Colleague> Reach(StepPlan plan, IEnumerable<Colleague> wanted)
    {
        IReadOnlyList<Colleague> reached =
            [.. plan.People.Reachable(wanted.Where(one => !plan.Case.Conflicted.Contains(one.AccountId))).Where(one => !plan.Case.Conflicted.Contains(one.AccountId))];
        plan.LeansOnCase |= reached.Count > 0;
        return reached;
    }
}
