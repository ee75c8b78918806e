using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Signaalketen.Casework;
using Signaalketen.Web.Tests.House;

namespace Signaalketen.Web.Tests;

public sealed class AccountTests
{
    private const string Other = "nog een lang wachtwoord";

    [Theory]
    [InlineData(Roles.ProcessOwner)]
    [InlineData(Roles.CaseOwner)]
    public async Task For_every_other_role_the_accounts_do_not_exist(string role)
    {
        await using var site = Site.Production();
        var browser = await site.SignIn("ilse", role);
        var id = await Id(site, "ilse");
        var unknown = await browser.Get("/bestaat-niet");
        foreach (var path in new[] { "/beheer/accounts", "/beheer/accounts/nieuw", $"/beheer/accounts/{id}" })
        {
            var shown = await browser.Get(path);
            Assert.Equal(HttpStatusCode.NotFound, shown.Status);
            Assert.Equal(unknown.Bytes, shown.Bytes);
        }

        var token = Token(await browser.Get("/afwezig"));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Post($"/beheer/accounts/{id}?handler=Roles", [token, ("roles", Roles.Administrator)])).Status);
        Assert.Empty((await browser.Get("/taken")).Document.QuerySelectorAll("a[href='/beheer/accounts']"));
        Assert.Equal([role], await RolesOf(site, id));
    }

    [Fact]
    public async Task An_administrator_finds_the_accounts_in_the_menu_and_nothing_of_them_is_kept()
    {
        await using var site = Site.Production();
        var anouk = await site.SignIn("anouk", Roles.Administrator);
        await site.AddPerson("saskia", Roles.IntakeDesk);
        Assert.NotNull((await anouk.Get("/taken")).Document.QuerySelector("nav a[href='/beheer/accounts']"));
        var list = await anouk.Get("/beheer/accounts");
        Assert.Equal("no-store", list.Header("Cache-Control"));
        Assert.Contains("saskia saskia@gemeente.example Meldpunt in gebruik nee", list.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_with_a_new_account_signs_in_with_it()
    {
        await using var site = Site.Production();
        var anouk = await site.SignIn("anouk", Roles.Administrator);
        var made = await Make(anouk, "saskia@gemeente.example", "saskia@gemeente.example", Other, Roles.IntakeDesk, Roles.DutyOfficer);
        Assert.Equal($"/beheer/accounts/{await Id(site, "saskia")}", made.Path);
        Assert.Equal("Saskia Meijer", made.Document.QuerySelector("h1")!.TextContent);
        var saskia = site.Browse();
        await saskia.SignIn("saskia@gemeente.example", Other);
        Assert.Contains("Saskia Meijer, Meldpunt en Piket", (await saskia.Get("/taken")).Document.QuerySelector(".sk-account")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SASKIA@gemeente.example", "vrij@gemeente.example", "veld-userName", "al in gebruik")]
    [InlineData("vrij@gemeente.example", "Saskia@Gemeente.example", "veld-email", "al bij een ander account")]
    [InlineData("s meijer", "vrij@gemeente.example", "veld-userName", "zonder accent")]
    [InlineData("saskia@voorbeeldstad.example", "vrij@gemeente.example", "veld-userName", "oefenomgeving")]
    public async Task A_name_or_address_that_cannot_be_used_is_refused_with_the_fields_filled(string userName, string email, string field, string words)
    {
        await using var site = Site.Production();
        var anouk = await site.SignIn("anouk", Roles.Administrator);
        await site.AddPerson("saskia", Roles.IntakeDesk);
        var refused = await Make(anouk, userName, email, Other, Roles.Police);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.StartsWith("Fout: ", refused.Title, StringComparison.Ordinal);
        Assert.Contains(words, refused.Document.QuerySelector($"[data-error-summary] a[href='#{field}']")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(userName, Value(refused, "veld-userName"));
        Assert.Equal("Saskia Meijer", Value(refused, "veld-displayName"));
        Assert.Equal(email, Value(refused, "veld-email"));
        Assert.Equal("", Value(refused, "veld-password"));
        Assert.Equal([Roles.Police], refused.Document.QuerySelectorAll<IHtmlInputElement>("input[name=roles]").Where(role => role.IsChecked).Select(role => role.Value));
        Assert.Equal(2, await site.Read(db => db.Users.CountAsync()));
    }

    [Theory]
    [InlineData("dertien teken")]
    [InlineData("")]
    [InlineData("                ")]
    public async Task A_short_password_is_refused_wherever_it_is_chosen(string password)
    {
        await using var site = Site.Production();
        var anouk = await site.SignIn("anouk", Roles.Administrator);
        await site.AddPerson("saskia", Roles.IntakeDesk);
        var account = await anouk.Get($"/beheer/accounts/{await Id(site, "saskia")}");
        var shown = new[]
        {
            await Make(anouk, "petra", "petra@gemeente.example", password, Roles.Police),
            await anouk.Press(account, "Wachtwoord opslaan", ("__wachtwoord", password)),
            await anouk.Press(await anouk.Get("/wachtwoord"), "Wachtwoord wijzigen", ("__huidig", Site.Password), ("__nieuw", password)),
        };
        Assert.All(shown, refused =>
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.Contains("Kies een wachtwoord van minstens 14 tekens.", refused.Document.QuerySelector("[data-error-summary]")!.TextContent, StringComparison.Ordinal);
            var target = refused.Document.QuerySelector("[data-error-summary] a")!.GetAttribute("href")!;
            Assert.Equal("true", refused.Document.QuerySelector(target)!.GetAttribute("aria-invalid"));
        });
        await site.Browse().SignIn("saskia@gemeente.example", Site.Password);
    }

    [Fact]
    public async Task Closing_an_account_ends_its_session_and_opening_lets_it_in_again()
    {
        await using var site = Site.Production();
        var anouk = await site.SignIn("anouk", Roles.Administrator);
        var saskia = await site.SignIn("saskia", Roles.IntakeDesk);
        var closed = await anouk.Press(await Account(anouk, site, "saskia"), "Account afsluiten");
        Assert.Contains("Het account is afgesloten.", closed.Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await saskia.Get("/taken", follow: false)).Status);
        var tried = await saskia.Press(await saskia.Get("/aanmelden"), "Aanmelden", ("UserName", "saskia@gemeente.example"), ("Password", Site.Password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tried.Status);
        await anouk.Press(closed, "Account openen");
        await saskia.SignIn("saskia@gemeente.example", Site.Password);
    }

    [Fact]
    public async Task Nobody_closes_their_own_account_or_takes_their_own_administration_away()
    {
        await using var site = Site.Production();
        var anouk = await site.SignIn("anouk", Roles.Administrator);
        var mine = await Account(anouk, site, "anouk");
        Assert.DoesNotContain(mine.Document.QuerySelectorAll("button"), button => button.TextContent is "Account afsluiten" or "Wachtwoord opslaan");
        var closing = await anouk.Post($"{mine.Path}?handler=Close", [Token(mine)]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, closing.Status);
        Assert.Contains("U kunt uw eigen account niet afsluiten.", closing.Document.QuerySelector(".utrecht-alert--error")!.TextContent, StringComparison.Ordinal);
        var setting = await anouk.Post($"{mine.Path}?handler=Password", [Token(mine), ("__wachtwoord", Other)]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, setting.Status);
        var roles = await anouk.Press(mine, "Rollen opslaan", ("roles", Roles.ProcessOwner));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, roles.Status);
        Assert.Contains("uw eigen rol Beheer", roles.Document.QuerySelector("[data-error-summary]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await anouk.Get("/beheer/accounts")).Status);
        await site.Browse().SignIn("anouk@gemeente.example", Site.Password);
    }

    [Fact]
    public async Task New_roles_end_the_session_of_somebody_else_but_not_ones_own()
    {
        await using var site = Site.Production();
        var anouk = await site.SignIn("anouk", Roles.Administrator);
        var saskia = await site.SignIn("saskia", Roles.IntakeDesk);
        await anouk.Press(await Account(anouk, site, "saskia"), "Rollen opslaan", ("roles", Roles.Police));
        Assert.Equal([Roles.Police], await RolesOf(site, await Id(site, "saskia")));
        Assert.Equal(HttpStatusCode.Found, (await saskia.Get("/taken", follow: false)).Status);
        var after = await anouk.Press(await Account(anouk, site, "anouk"), "Rollen opslaan", ("roles", Roles.Administrator), ("roles", Roles.ProcessOwner));
        Assert.Contains("De rollen zijn opgeslagen.", after.Words, StringComparison.Ordinal);
        Assert.Equal([Roles.Administrator, Roles.ProcessOwner], await RolesOf(site, await Id(site, "anouk")));
    }

    [Fact]
    public async Task A_new_password_opens_a_locked_account_and_the_old_one_does_not()
    {
        await using var site = Site.Production();
        var anouk = await site.SignIn("anouk", Roles.Administrator);
        await site.AddPerson("saskia", Roles.IntakeDesk);
        var saskia = site.Browse();
        for (var time = 0; time < 5; time++)
            await saskia.Press(await saskia.Get("/aanmelden"), "Aanmelden", ("UserName", "saskia@gemeente.example"), ("Password", "verkeerd wachtwoord"));
        await anouk.Press(await Account(anouk, site, "saskia"), "Wachtwoord opslaan", ("__wachtwoord", Other));
        var old = await saskia.Press(await saskia.Get("/aanmelden"), "Aanmelden", ("UserName", "saskia@gemeente.example"), ("Password", Site.Password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, old.Status);
        await saskia.SignIn("saskia@gemeente.example", Other);
    }

    [Fact]
    public async Task An_administrator_finds_a_stand_in_for_somebody_who_is_ill_but_never_themselves()
    {
        await using var site = Site.Production();
        var anouk = await site.SignIn("anouk", Roles.Administrator);
        await site.AddPerson("saskia", Roles.IntakeDesk);
        var petra = await site.AddPerson("petra", Roles.IntakeDesk);
        var account = await Account(anouk, site, "saskia");
        var own = await anouk.Press(account, "Afwezigheid toevoegen", ("firstDay", "5 1 2027"), ("lastDay", "8 1 2027"), ("standIn", await Id(site, "anouk")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, own.Status);
        Assert.Equal("5 1 2027", Value(own, "veld-firstDay"));
        var saved = await anouk.Press(account, "Afwezigheid toevoegen", ("firstDay", "5 1 2027"), ("lastDay", "8 1 2027"), ("standIn", petra));
        Assert.Contains("Vervanger: petra", saved.Words, StringComparison.Ordinal);
        Assert.Contains("ja, tot en met 8 jan 2027", (await anouk.Get("/beheer/accounts")).Words, StringComparison.Ordinal);
        await anouk.Press(saved, "Verwijderen");
        Assert.Equal(0, await site.Read(db => db.Absences.CountAsync()));
    }

    [Fact]
    public async Task An_absence_is_removed_only_on_the_page_of_its_own_account()
    {
        await using var site = Site.Production();
        var anouk = await site.SignIn("anouk", Roles.Administrator);
        await site.AddPerson("saskia", Roles.IntakeDesk);
        await site.AddPerson("petra", Roles.IntakeDesk);
        var account = await anouk.Press(await Account(anouk, site, "saskia"), "Afwezigheid toevoegen", ("firstDay", "5 1 2027"), ("lastDay", "8 1 2027"));
        var absence = account.Document.QuerySelector<IHtmlInputElement>("input[name=__afwezigheid]")!.Value;
        var shown = await anouk.Post($"/beheer/accounts/{await Id(site, "petra")}?handler=RemoveAbsence", [Token(account), ("__afwezigheid", absence)]);
        Assert.Equal(HttpStatusCode.NotFound, shown.Status);
        Assert.Equal(1, await site.Read(db => db.Absences.CountAsync()));
    }

    [Fact]
    public async Task In_the_practice_environment_an_account_needs_no_password_but_a_name_of_its_own_kind()
    {
        await using var site = Site.Demo();
        var anouk = site.Browse();
        await anouk.Post("/demo/aanmelden", [("wie", "beheer@voorbeeldstad.example")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Make(anouk, "saskia@gemeente.example", "s@voorbeeldstad.example", "", Roles.Police)).Status);
        var made = await Make(anouk, "saskia@voorbeeldstad.example", "s@voorbeeldstad.example", "", Roles.Police);
        Assert.Contains("Het account is gemaakt.", made.Words, StringComparison.Ordinal);
        var mine = await anouk.Get("/wachtwoord");
        Assert.Contains("geen wachtwoord", mine.Words, StringComparison.Ordinal);
        Assert.Empty(mine.Document.QuerySelectorAll("input[type=password]"));
    }

    private static async Task<Shown> Make(Browser browser, string userName, string email, string password, params string[] roles) =>
        await browser.Press(
            await browser.Get("/beheer/accounts/nieuw"), "Account maken",
            [("userName", userName), ("displayName", "Saskia Meijer"), ("email", email), ("__wachtwoord", password), .. roles.Select(role => ("roles", role))]);

    private static async Task<Shown> Account(Browser browser, Site site, string name) => await browser.Get($"/beheer/accounts/{await Id(site, name)}");

    private static Task<string> Id(Site site, string name) =>
        site.Read(db => db.Users.Where(account => account.UserName == $"{name}@gemeente.example").Select(account => account.Id).SingleAsync());

    private static Task<List<string>> RolesOf(Site site, string id) =>
        site.Read(db => db.RoleMemberships.Where(row => row.AccountId == id).Select(row => row.RoleId).Order().ToListAsync());

    private static (string Field, string Value) Token(Shown page) =>
        ("__RequestVerificationToken", page.Document.QuerySelector<IHtmlInputElement>("input[name=__RequestVerificationToken]")!.Value);

    private static string Value(Shown page, string id) => page.Document.QuerySelector<IHtmlInputElement>($"#{id}")!.Value;
}
