using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Signaalketen.Casework;
using Signaalketen.Runtime.People;
using Signaalketen.Web.Tests.House;

namespace Signaalketen.Web.Tests;

public sealed class SignInTests
{
    [Fact]
    public async Task A_page_for_staff_leads_to_signing_in_and_back()
    {
        await using var site = Site.Production();
        await site.AddPerson("saskia", Roles.IntakeDesk);
        var browser = site.Browse();
        var asked = await browser.Get("/afwezig");
        Assert.Equal("Aanmelden", asked.Document.QuerySelector("h1")!.TextContent);
        var after = await browser.Press(asked, "Aanmelden", ("UserName", "saskia@gemeente.example"), ("Password", Site.Password));
        Assert.Equal("/afwezig", after.Path);
    }

    [Fact]
    public async Task The_cookie_is_tied_to_this_host_and_closed_to_script()
    {
        await using var site = Site.Production();
        await site.AddPerson("saskia", Roles.IntakeDesk);
        using var client = site.CreateClient(new() { BaseAddress = new Uri("https://localhost"), AllowAutoRedirect = false });
        var page = await new Browser(client).Get("/aanmelden");
        using var form = new FormUrlEncodedContent(
        [
            new("UserName", "saskia@gemeente.example"), new("Password", Site.Password),
            new("__RequestVerificationToken", page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!),
        ]);
        using var answer = await client.PostAsync(new Uri("/aanmelden", UriKind.Relative), form);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(set => set.StartsWith("__Host-signaalketen=", StringComparison.Ordinal));
        foreach (var part in new[] { "path=/", "secure", "httponly", "samesite=lax" })
            Assert.Contains(part, cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("domain=", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_get_the_same_sentence()
    {
        await using var site = Site.Production();
        await site.AddPerson("saskia", Roles.IntakeDesk);
        var wrong = await Try(site.Browse(), "saskia", "verkeerd wachtwoord");
        var unknown = await Try(site.Browse(), "niemand", "verkeerd wachtwoord");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Equal(wrong.Document.QuerySelector("[data-error-summary]")!.TextContent, unknown.Document.QuerySelector("[data-error-summary]")!.TextContent);
        Assert.StartsWith("Fout: ", wrong.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_five_wrong_passwords_the_right_one_does_not_open_either()
    {
        await using var site = Site.Production();
        await site.AddPerson("saskia", Roles.IntakeDesk);
        for (var time = 0; time < 5; time++)
            await Try(site.Browse(), "saskia", "verkeerd wachtwoord");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Try(site.Browse(), "saskia", Site.Password)).Status);
    }

    [Fact]
    public async Task After_signing_out_a_copied_cookie_is_worth_nothing()
    {
        await using var site = Site.Production();
        var browser = await site.SignIn("saskia", Roles.IntakeDesk);
        var thief = browser.Copy();
        Assert.Equal("/taken", (await thief.Get("/taken")).Path);
        var after = await browser.Press(await browser.Get("/taken"), "Afmelden");
        Assert.Equal("U bent afgemeld", after.Document.QuerySelector("h1")!.TextContent);
        Assert.Equal(HttpStatusCode.Found, (await thief.Get("/taken", follow: false)).Status);
    }

    [Fact]
    public async Task An_account_that_is_closed_is_out_at_the_next_page()
    {
        await using var site = Site.Production();
        var browser = await site.SignIn("saskia", Roles.IntakeDesk);
        var id = await site.Read(db => db.Users.Select(account => account.Id).SingleAsync());
        await site.Services.GetRequiredService<Accounts>().SetDisabled(id, disabled: true, CancellationToken.None);
        Assert.Equal(HttpStatusCode.Found, (await browser.Get("/taken", follow: false)).Status);
    }

    [Fact]
    public async Task A_role_that_is_taken_away_is_gone_at_the_next_page()
    {
        await using var site = Site.Production();
        var browser = await site.SignIn("ilse", Roles.ProcessOwner);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/proces")).Status);
        await site.Read(async db => await db.RoleMemberships.ExecuteDeleteAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get("/proces")).Status);
    }

    [Theory]
    [InlineData("https://elders.example/")]
    [InlineData("//elders.example/")]
    [InlineData("/\\elders.example/")]
    public async Task Signing_in_never_leads_to_another_site(string back)
    {
        await using var site = Site.Production();
        await site.AddPerson("saskia", Roles.IntakeDesk);
        var browser = site.Browse();
        var page = await browser.Get("/aanmelden?terug=" + Uri.EscapeDataString(back));
        var after = await browser.Press(page, "Aanmelden", ("UserName", "saskia@gemeente.example"), ("Password", Site.Password));
        Assert.Equal("/taken", after.Path);
    }

    [Fact]
    public async Task A_form_for_staff_without_its_token_changes_nothing()
    {
        await using var site = Site.Production();
        var browser = await site.SignIn("saskia", Roles.IntakeDesk);
        var shown = await browser.Post("/afwezig?handler=Add", [("firstDay", "1 2 2027"), ("lastDay", "2 2 2027")]);
        Assert.Equal(HttpStatusCode.BadRequest, shown.Status);
        Assert.Equal("Deze pagina is verlopen", shown.Document.QuerySelector("h1")!.TextContent);
        Assert.Equal(0, await site.Read(db => db.Absences.CountAsync()));
    }

    private static async Task<Shown> Try(Browser browser, string name, string password) =>
        await browser.Press(await browser.Get("/aanmelden"), "Aanmelden", ("UserName", $"{name}@gemeente.example"), ("Password", password));
}
