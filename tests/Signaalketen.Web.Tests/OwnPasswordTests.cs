using System.Net;
using Signaalketen.Casework;
using Signaalketen.Web.Tests.House;

namespace Signaalketen.Web.Tests;

public sealed class OwnPasswordTests
{
    private const string Other = "nog een lang wachtwoord";

    [Fact]
    public async Task Changing_my_password_keeps_this_session_and_ends_the_others()
    {
        await using var site = Site.Production();
        var here = await site.SignIn("saskia", Roles.IntakeDesk);
        var elsewhere = site.Browse();
        await elsewhere.SignIn("saskia@gemeente.example", Site.Password);
        Assert.NotNull((await here.Get("/taken")).Document.QuerySelector(".sk-account a[href='/wachtwoord']"));
        var changed = await Change(here, Site.Password, Other);
        Assert.Contains("Uw wachtwoord is gewijzigd.", changed.Words, StringComparison.Ordinal);
        Assert.Equal("no-store", changed.Header("Cache-Control"));
        Assert.Equal(HttpStatusCode.OK, (await here.Get("/taken", follow: false)).Status);
        Assert.Equal(HttpStatusCode.Found, (await elsewhere.Get("/taken", follow: false)).Status);
        await elsewhere.SignIn("saskia@gemeente.example", Other);
    }

    [Fact]
    public async Task Whoever_does_not_know_the_password_cannot_change_it_nor_go_on_guessing()
    {
        await using var site = Site.Production();
        var browser = await site.SignIn("saskia", Roles.IntakeDesk);
        var wrong = await Change(browser, "verkeerd wachtwoord", Other);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("Uw huidige wachtwoord klopt niet.", wrong.Words, StringComparison.Ordinal);
        for (var time = 1; time < 5; time++)
            await Change(browser, "verkeerd wachtwoord", Other);
        Assert.Contains("U vulde te vaak een verkeerd wachtwoord in.", (await Change(browser, Site.Password, Other)).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_password_again_is_no_change()
    {
        await using var site = Site.Production();
        var browser = await site.SignIn("saskia", Roles.IntakeDesk);
        var same = await Change(browser, Site.Password, Site.Password);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, same.Status);
        Assert.Contains("Kies een ander wachtwoord", same.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_who_is_not_signed_in_is_asked_to_first()
    {
        await using var site = Site.Production();
        Assert.Equal(HttpStatusCode.Found, (await site.Browse().Get("/wachtwoord", follow: false)).Status);
        Assert.Equal(HttpStatusCode.Found, (await site.Browse().Get("/beheer/accounts", follow: false)).Status);
    }

    private static async Task<Shown> Change(Browser browser, string current, string wanted) =>
        await browser.Press(await browser.Get("/wachtwoord"), "Wachtwoord wijzigen", ("__huidig", current), ("__nieuw", wanted));
}
