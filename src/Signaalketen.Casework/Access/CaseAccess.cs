namespace Signaalketen.Casework.Access;

/// <summary>Who may open the page of a case. Partners see their own tasks and never this page.</summary>
public static class CaseAccess
{
    /// <summary>May this person see the case page, with its story and the facts that belong to their role?</summary>
    public static AccessDecision MaySee(Person person, CaseFacts @case)
    {
        if (@case.ConflictedPersons.Contains(person.AccountId))
            return AccessDecision.Hidden;
        return Owns(person, @case) || Deputises(person, @case) || Decides(person, @case) ? AccessDecision.Yes : AccessDecision.Hidden;
    }

    /// <summary>May this person open the case after giving a reason, which is logged and told to the case owner? (The privacy officer, on request of the person concerned.)</summary>
    public static AccessDecision MaySeeWithReason(Person person, CaseFacts @case) =>
        person.Has(Roles.PrivacyOfficer) && !@case.ConflictedPersons.Contains(person.AccountId) ? AccessDecision.Yes : MaySee(person, @case);

    private static bool Owns(Person person, CaseFacts @case) =>
        @case.ActingOwner is { } owner ? owner == person.AccountId : person.Has(Roles.CaseOwner);

    private static bool Deputises(Person person, CaseFacts @case) =>
        @case.DeputyId is { } deputy ? deputy == person.AccountId : person.Has(Roles.DeputyOwner);

    // A mayor or process director has no business in cases that never came to them.
    private static bool Decides(Person person, CaseFacts @case) =>
        new[] { Roles.Mayor, Roles.ProcessDirector }.Any(role => person.Has(role) && @case.InvolvedRoles.Contains(role));
}
