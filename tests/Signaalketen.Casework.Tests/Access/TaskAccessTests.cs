using Signaalketen.Casework.Access;

namespace Signaalketen.Casework.Tests.Access;

public sealed class TaskAccessTests
{
    private static readonly Person Owner = Of("owner", Roles.CaseOwner);
    private static readonly Person OtherOwner = Of("other", Roles.CaseOwner);
    private static readonly Person Deputy = Of("deputy", Roles.DeputyOwner);
    private static readonly CaseFacts Case = new() { OwnerId = "owner", DeputyId = "deputy" };
    private static readonly TaskFacts OwnerTask = new() { CandidateRole = Roles.CaseOwner };

    [Fact]
    public void Whoever_has_the_role_sees_claims_and_completes()
    {
        var police = Of("p", Roles.Police);
        var task = new TaskFacts { CandidateRole = Roles.Police };

        Assert.Equal(AccessDecision.Yes, TaskAccess.MaySee(police, task, Case));
        Assert.Equal(AccessDecision.Yes, TaskAccess.MayClaim(police, task, Case));
        Assert.Equal(AccessDecision.Yes, TaskAccess.MayComplete(police, task, Case));
    }

    [Fact]
    public void A_task_of_another_role_does_not_exist() =>
        AssertHidden(TaskAccess.MaySee(Of("p", Roles.Provider), OwnerTask, Case));

    [Fact]
    public void A_task_without_a_role_belongs_to_nobody() =>
        AssertHidden(TaskAccess.MaySee(Of("all", [.. Roles.All.Select(role => role.Id)]), new TaskFacts(), Case));

    [Fact]
    public void A_colleague_with_the_same_role_does_not_see_the_case_of_another_owner()
    {
        AssertHidden(TaskAccess.MaySee(OtherOwner, OwnerTask, Case));
        Assert.True(TaskAccess.MaySee(OtherOwner, OwnerTask, new CaseFacts()).Allowed);
    }

    [Fact]
    public void The_deputy_of_the_case_may_do_the_work_of_its_owner()
    {
        Assert.True(TaskAccess.MayComplete(Deputy, OwnerTask, Case).Allowed);
        AssertHidden(TaskAccess.MaySee(Of("another", Roles.DeputyOwner), OwnerTask, Case));
    }

    [Fact]
    public void A_task_that_somebody_took_is_theirs()
    {
        var taken = OwnerTask with { AssigneeId = "owner" };

        Assert.True(TaskAccess.MayComplete(Owner, taken, Case).Allowed);
        Assert.Equal("Een collega heeft deze taak al opgepakt. Overleg met uw collega als u de taak wilt overnemen.", TaskAccess.MayClaim(Deputy, taken, Case).Sentence);
        Assert.False(TaskAccess.MayComplete(Deputy, taken, Case).Allowed);
        Assert.False(TaskAccess.MayComplete(Deputy, taken, Case).NotVisible);
    }

    [Fact]
    public void Whoever_stands_in_for_an_absent_assignee_may_finish_the_task()
    {
        var task = new TaskFacts { CandidateRole = Roles.Mayor, AssigneeId = "mayor", StandInId = "stand-in" };

        Assert.True(TaskAccess.MayComplete(Of("stand-in"), task, Case).Allowed);
        Assert.True(TaskAccess.MayClaim(Of("stand-in"), task, Case).Allowed);
    }

    [Fact]
    public void The_ladder_brings_in_roles_and_persons_who_may_take_the_task_over()
    {
        var late = OwnerTask with { AssigneeId = "owner", ExtraRoles = Set(Roles.DutyOfficer), ExtraPersons = Set("helper") };

        Assert.True(TaskAccess.MayClaim(Of("d", Roles.DutyOfficer), late, Case).Allowed);
        Assert.True(TaskAccess.MayClaim(Of("helper"), late, Case).Allowed);
        Assert.False(TaskAccess.MayComplete(Of("helper"), late, Case).Allowed);
        Assert.True(TaskAccess.MayComplete(Of("helper"), late with { AssigneeId = "helper" }, Case).Allowed);
    }

    [Theory]
    [InlineData(Roles.ProcessOwner)]
    [InlineData(Roles.SafetyManager)]
    [InlineData(Roles.Administrator)]
    public void Who_steers_on_numbers_is_not_let_in_by_a_ladder(string role)
    {
        var late = OwnerTask with { ExtraRoles = Set(role) };

        AssertHidden(TaskAccess.MaySee(Of("x", role), late, Case));
        Assert.True(TaskAccess.MaySee(Of("x", role), new TaskFacts { CandidateRole = role }, Case).Allowed);
    }

    [Fact]
    public void Four_eyes_means_another_pair()
    {
        var task = new TaskFacts { CandidateRole = Roles.DeputyOwner, FourEyesPerformers = Set("deputy") };

        Assert.True(TaskAccess.MaySee(Deputy, task, Case).Allowed);
        Assert.Equal("U deed de vorige stap zelf. Laat een collega deze stap beoordelen.", TaskAccess.MayComplete(Deputy, task, Case).Sentence);
        Assert.False(TaskAccess.MayClaim(Deputy, task, Case).Allowed);
        Assert.True(TaskAccess.MayComplete(Of("second", Roles.DeputyOwner), task, Case).Allowed);
    }

    [Fact]
    public void In_a_frozen_case_only_those_who_can_end_it_go_on()
    {
        var frozen = Case with { Frozen = true };

        Assert.True(TaskAccess.MaySee(Owner, OwnerTask, frozen).Allowed);
        Assert.Contains("bevroren", TaskAccess.MayComplete(Owner, OwnerTask, frozen).Sentence, StringComparison.Ordinal);
        Assert.True(TaskAccess.MayComplete(Owner, OwnerTask with { EndsFreezing = true }, frozen).Allowed);
        foreach (var role in new[] { Roles.PrivacyOfficer, Roles.ProcessOwner, Roles.Mayor })
            Assert.True(TaskAccess.MayComplete(Of("x", role), new TaskFacts { CandidateRole = role }, frozen).Allowed);
    }

    [Fact]
    public void For_whoever_has_an_interest_of_their_own_the_case_does_not_exist()
    {
        var conflicted = Case with { ConflictedPersons = Set("owner") };

        AssertHidden(TaskAccess.MaySee(Owner, OwnerTask with { AssigneeId = "owner", ExtraPersons = Set("owner") }, conflicted));
        AssertHidden(CaseAccess.MaySee(Owner, conflicted));
        Assert.True(TaskAccess.MaySee(OtherOwner, OwnerTask, conflicted).Allowed);
    }

    [Fact]
    public void Partners_never_see_the_case_page()
    {
        foreach (var role in new[] { Roles.Police, Roles.Prosecutor, Roles.Provider, Roles.CarePartner, Roles.WeighingTeam, Roles.IntakeDesk, Roles.DutyOfficer, Roles.ProcessOwner, Roles.Administrator, Roles.SafetyManager })
            AssertHidden(CaseAccess.MaySee(Of("x", role), new CaseFacts { InvolvedRoles = Set(role) }));
    }

    [Fact]
    public void The_mayor_sees_only_cases_that_came_to_the_mayor()
    {
        var mayor = Of("m", Roles.Mayor);

        AssertHidden(CaseAccess.MaySee(mayor, Case));
        Assert.True(CaseAccess.MaySee(mayor, Case with { InvolvedRoles = Set(Roles.Mayor) }).Allowed);
    }

    [Fact]
    public void The_privacy_officer_gives_a_reason_first()
    {
        var officer = Of("fg", Roles.PrivacyOfficer);

        AssertHidden(CaseAccess.MaySee(officer, Case));
        Assert.True(CaseAccess.MaySeeWithReason(officer, Case).Allowed);
        AssertHidden(CaseAccess.MaySeeWithReason(Of("x", Roles.Police), Case));
    }

    [Fact]
    public void Owner_and_deputy_see_their_case()
    {
        Assert.True(CaseAccess.MaySee(Owner, Case).Allowed);
        Assert.True(CaseAccess.MaySee(Deputy, Case).Allowed);
        AssertHidden(CaseAccess.MaySee(OtherOwner, Case));
    }

    private static void AssertHidden(AccessDecision decision) => Assert.Equal(AccessDecision.Hidden, decision);

    private static Person Of(string id, params string[] roles) => new(id, id, Set(roles));

    private static HashSet<string> Set(params string[] names) => [.. names];
}
