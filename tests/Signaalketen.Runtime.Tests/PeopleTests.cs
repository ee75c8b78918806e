using Signaalketen.Casework;
using Signaalketen.Runtime.Overview;
using Signaalketen.Runtime.People;
using Signaalketen.Runtime.Tests.House;

namespace Signaalketen.Runtime.Tests;

public sealed class PeopleTests : IDisposable
{
    private readonly TestHouse house = new();

    public void Dispose() => house.Dispose();

    private Accounts Accounts => house.Get<Accounts>();

    [Fact]
    public async Task An_account_is_found_by_id_and_by_name_with_its_roles()
    {
        var person = await Accounts.Create(new("Dora", "Dora de Desk", "dora@werk.example", [Roles.IntakeDesk, Roles.CaseOwner], "Een-lang-wachtwoord-1"), house.None);
        Assert.Equal(person.Roles.Order(), (await Accounts.FindByUserName("DORA", house.None))!.Roles.Order());
        Assert.Equal("Dora de Desk", (await Accounts.Find(person.AccountId, house.None))!.DisplayName);
    }

    [Fact]
    public async Task A_name_that_is_taken_and_a_role_that_does_not_exist_are_refused()
    {
        await house.Account("dora", Roles.IntakeDesk);
        await Assert.ThrowsAsync<AccountException>(() => house.Account("Dora", Roles.IntakeDesk));
        Assert.Contains("wizard", (await Assert.ThrowsAsync<AccountException>(() => house.Account("emma", "wizard"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_is_refused_that_the_sign_in_could_not_guard()
    {
        await house.Account("dora", Roles.IntakeDesk);
        Assert.Equal(AccountPart.UserName, (await Refused(new("Dora", "Dora", "nieuw@werk.example", [Roles.Police]))).Part);
        Assert.Equal(AccountPart.UserName, (await Refused(new("dóra", "Dora", "nieuw@werk.example", [Roles.Police]))).Part);
        Assert.Equal(AccountPart.Email, (await Refused(new("emma", "Emma", "DORA@werk.example", [Roles.Police]))).Part);
        Assert.Equal(AccountPart.Password, (await Refused(new("emma", "Emma", "emma@werk.example", [Roles.Police], "dertien teken"))).Part);
    }

    [Fact]
    public async Task A_new_password_lifts_the_lock_and_a_short_one_changes_nothing()
    {
        var person = await house.Account("dora", Roles.IntakeDesk);
        await using (var db = house.Db())
        {
            var locked = db.Users.Single();
            (locked.LockoutEnd, locked.AccessFailedCount) = (house.Clock.GetUtcNow().AddMinutes(15), 3);
            await db.SaveChangesAsync(house.None);
        }

        await using var db1 = house.Db();
        var before = db1.Users.Single();
        await Assert.ThrowsAsync<AccountException>(() => Accounts.SetPassword(person.AccountId, "dertien teken", house.None));
        await using var db2 = house.Db();
        Assert.Equal(before.SecurityStamp, db2.Users.Single().SecurityStamp);
        await Accounts.SetPassword(person.AccountId, "een heel lang wachtwoord", house.None);
        await using var db3 = house.Db();
        var after = db3.Users.Single();
        Assert.Equal((null, 0), (after.LockoutEnd, after.AccessFailedCount));
        Assert.NotNull(after.PasswordHash);
        Assert.NotEqual(before.SecurityStamp, after.SecurityStamp);
    }

    [Fact]
    public async Task A_sign_in_that_read_the_account_before_it_was_closed_cannot_open_it_again()
    {
        var person = await house.Account("dora", Roles.IntakeDesk);
        await using var db = house.Db();
        var read = db.Users.Single();
        await Accounts.SetDisabled(person.AccountId, true, house.None);
        db.Update(read);
        await Assert.ThrowsAsync<Microsoft.EntityFrameworkCore.DbUpdateConcurrencyException>(() => db.SaveChangesAsync(house.None));
    }

    private Task<AccountException> Refused(NewAccount wanted) => Assert.ThrowsAsync<AccountException>(() => Accounts.Create(wanted, house.None));

    [Fact]
    public async Task A_disabled_account_is_nobody_and_its_security_stamp_changes()
    {
        var person = await house.Account("dora", Roles.IntakeDesk);
        await using var db = house.Db();
        var before = db.Users.Single().SecurityStamp;
        await Accounts.SetDisabled(person.AccountId, true, house.None);
        Assert.Null(await Accounts.Find(person.AccountId, house.None));
        Assert.True((await Accounts.List(house.None))[0].Disabled);
        await using var after = house.Db();
        Assert.NotEqual(before, after.Users.Single().SecurityStamp);
    }

    [Fact]
    public async Task Roles_can_be_changed()
    {
        var person = await house.Account("dora", Roles.IntakeDesk);
        await Accounts.SetRoles(person.AccountId, [Roles.Police], house.None);
        Assert.Equal([Roles.Police], (await Accounts.Find(person.AccountId, house.None))!.Roles);
    }

    [Fact]
    public async Task An_absence_in_the_wrong_order_or_with_oneself_as_stand_in_is_refused()
    {
        var person = await house.Account("dora", Roles.IntakeDesk);
        await Assert.ThrowsAsync<AccountException>(() => Accounts.AddAbsence(person.AccountId, new(2026, 12, 2), new(2026, 12, 1), null, house.None));
        await Assert.ThrowsAsync<AccountException>(() => Accounts.AddAbsence(person.AccountId, new(2026, 12, 1), new(2026, 12, 2), person.AccountId, house.None));
        var absence = await Accounts.AddAbsence(person.AccountId, new(2026, 12, 1), new(2026, 12, 2), null, house.None);
        await Accounts.RemoveAbsence(absence, house.None);
        Assert.Empty((await Accounts.List(house.None))[0].Absences);
    }

    [Fact]
    public void A_circle_of_stand_ins_ends()
    {
        var roles = new HashSet<string> { "police" };
        var people = new People.People([new("a", "A", roles, false, true, "b"), new("b", "B", roles, false, true, "a")]);
        Assert.Null(people.StandInFor("a"));
        Assert.Equal(["a", "b"], people.Reachable(people.Members("police")).Select(one => one.AccountId));
    }

    [Fact]
    public async Task A_notification_is_read_by_its_owner_alone()
    {
        await house.Deploy(Models.OneTask());
        var dora = await house.Account("dora", Roles.IntakeDesk);
        var emma = await house.Account("emma", Roles.Police);
        await house.Report();
        var notifications = house.Get<Notifications>();
        var line = Assert.Single(await notifications.Unread(dora, house.None));
        await notifications.MarkRead(line.Id, emma, house.None);
        Assert.Single(await notifications.Unread(dora, house.None));
        await notifications.MarkRead(line.Id, dora, house.None);
        Assert.Empty(await notifications.Unread(dora, house.None));
    }

    [Fact]
    public async Task The_overview_counts_steps_late_tasks_incidents_and_queues()
    {
        await house.Deploy(Models.OneTask(extensions: "<sk:term duration=\"2 wd\" kind=\"agreed\"/>"));
        await house.Account("dora", Roles.IntakeDesk);
        await house.Report();
        await house.Report();
        house.Clock.Advance(TimeSpan.FromDays(7));
        await house.Report();
        var overview = await house.Get<OverviewQueries>().Read(house.None);
        var step = Assert.Single(overview.Steps);
        Assert.Equal((3, 2, "Stap triage"), (step.Open, step.Late, step.Name));
        Assert.Equal((3, 2, 3, 0, 3), (overview.OpenTasks, overview.LateTasks, overview.Queues.MailWaiting, overview.OpenIncidents, overview.Cases.Open));
    }
}
