using System.Collections.Frozen;

namespace Signaalketen.Casework.Access;

/// <summary>Who may see, take and finish a task (need to know, four eyes, absence, freezing).</summary>
public static class TaskAccess
{
    private const string FrozenCase =
        "Dit dossier is bevroren omdat een wettelijke termijn is verstreken. Rond eerst de taak af die te laat is.";

    private const string FourEyes = "U deed de vorige stap zelf. Laat een collega deze stap beoordelen.";

    private const string SomebodyElse = "Een collega heeft deze taak al opgepakt. Overleg met uw collega als u de taak wilt overnemen.";

    // These roles steer on numbers: an escalation tells them that something is late, never about whom.
    private static readonly FrozenSet<string> NumbersOnly =
        new[] { Roles.ProcessOwner, Roles.SafetyManager, Roles.Administrator }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> GoOnWhenFrozen =
        new[] { Roles.PrivacyOfficer, Roles.ProcessOwner, Roles.Mayor }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>May this person see that the task exists, and open it?</summary>
    public static AccessDecision MaySee(Person person, TaskFacts task, CaseFacts @case)
    {
        if (@case.ConflictedPersons.Contains(person.AccountId))
            return AccessDecision.Hidden;
        return IsOwnTask(person, task) || IsCandidate(person, task, @case) || IsBroughtIn(person, task)
            ? AccessDecision.Yes
            : AccessDecision.Hidden;
    }

    /// <summary>May this person take the task? A task of somebody who is present is not taken away, unless the ladder brought this person in.</summary>
    public static AccessDecision MayClaim(Person person, TaskFacts task, CaseFacts @case)
    {
        var may = MayWork(person, task, @case);
        if (!may.Allowed || IsOwnTask(person, task) || task.AssigneeId is null || IsBroughtIn(person, task))
            return may;
        return AccessDecision.No(SomebodyElse);
    }

    /// <summary>May this person finish the task? A task that nobody took yet may be finished at once by whoever may take it.</summary>
    public static AccessDecision MayComplete(Person person, TaskFacts task, CaseFacts @case)
    {
        var may = MayWork(person, task, @case);
        if (!may.Allowed || IsOwnTask(person, task) || task.AssigneeId is null)
            return may;
        return AccessDecision.No(SomebodyElse);
    }

    /// <summary>Whether this role only ever gets numbers, never the content of a case.</summary>
    public static bool SeesNumbersOnly(string role) => NumbersOnly.Contains(role);

    private static AccessDecision MayWork(Person person, TaskFacts task, CaseFacts @case)
    {
        var visible = MaySee(person, task, @case);
        if (!visible.Allowed)
            return visible;
        if (task.FourEyesPerformers.Contains(person.AccountId))
            return AccessDecision.No(FourEyes);
        return @case.Frozen && !task.EndsFreezing && !(task.CandidateRole is { } role && GoOnWhenFrozen.Contains(role))
            ? AccessDecision.No(FrozenCase)
            : AccessDecision.Yes;
    }

    private static bool IsOwnTask(Person person, TaskFacts task) =>
        task.AssigneeId == person.AccountId || task.StandInId == person.AccountId;

    private static bool IsCandidate(Person person, TaskFacts task, CaseFacts @case)
    {
        if (task.CandidateRole != Roles.CaseOwner)
            return person.Has(task.CandidateRole);
        return @case.ActingOwner is { } owner
            ? owner == person.AccountId || IsDeputy(person, @case)
            : person.Has(Roles.CaseOwner) || IsDeputy(person, @case);
    }

    private static bool IsDeputy(Person person, CaseFacts @case) =>
        @case.DeputyId is { } deputy ? deputy == person.AccountId : person.Has(Roles.DeputyOwner);

    private static bool IsBroughtIn(Person person, TaskFacts task) =>
        task.ExtraPersons.Contains(person.AccountId)
        || person.HasAny(task.ExtraRoles.Where(role => !SeesNumbersOnly(role) || role == task.CandidateRole));
}
