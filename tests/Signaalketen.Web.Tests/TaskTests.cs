using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Signaalketen.Casework;
using Signaalketen.Persistence.Model;
using Signaalketen.Web.Tests.House;

namespace Signaalketen.Web.Tests;

public sealed class TaskTests
{
    private const string Statement = "Iemand riep dat geweld goed is.";

    private static readonly (string, string)[] NoDanger = [("acute", "no"), ("reason", "Er is geen plan.")];

    [Fact]
    public async Task A_new_report_stands_with_the_team_and_moves_to_mine_when_taken()
    {
        await using var site = await WithReport();
        var browser = await site.SignIn("saskia", Roles.IntakeDesk);
        Assert.Contains("Er staat 1 taak bij uw team", (await browser.Get("/taken")).Words, StringComparison.Ordinal);
        var team = await browser.Get("/taken?tab=team");
        Assert.Contains("Acuutcheck", team.Words, StringComparison.Ordinal);
        Assert.Contains("nog niemand", team.Words, StringComparison.Ordinal);
        await Take(browser, await TaskAddress(site));
        Assert.Contains("Acuutcheck", (await browser.Get("/taken")).Document.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Facts_are_shown_only_to_who_took_the_task_and_the_reading_is_logged()
    {
        await using var site = await WithReport();
        var browser = await site.SignIn("saskia", Roles.IntakeDesk);
        var address = await TaskAddress(site);
        Assert.DoesNotContain(Statement, (await browser.Get(address)).Words, StringComparison.Ordinal);
        Assert.Equal(0, await site.Read(db => db.AccessLog.CountAsync()));
        Assert.Contains(Statement, (await Take(browser, address)).Words, StringComparison.Ordinal);
        Assert.Equal(1, await site.Read(db => db.AccessLog.CountAsync(row => row.FieldNames.Contains("signal.statement"))));
    }

    [Fact]
    public async Task Finishing_says_what_happens_next_and_with_whom()
    {
        await using var site = await WithReport();
        var browser = await site.SignIn("saskia", Roles.IntakeDesk);
        var after = await browser.Press(await Take(browser, await TaskAddress(site)), "Taak afronden", NoDanger);
        Assert.Equal("/taken", after.Path);
        var said = after.Document.QuerySelector("[data-flash]")!.TextContent;
        Assert.Contains("De taak ‘Acuutcheck’ is afgerond.", said, StringComparison.Ordinal);
        Assert.Contains("Hierna: ‘Melding completeren’ bij Meldpunt", said, StringComparison.Ordinal);
        Assert.Null((await browser.Get("/taken")).Document.QuerySelector("[data-flash]"));
    }

    [Fact]
    public async Task Finishing_in_two_windows_says_one_Dutch_sentence_and_happens_once()
    {
        await using var site = await WithReport();
        var browser = await site.SignIn("saskia", Roles.IntakeDesk);
        var form = await Take(browser, await TaskAddress(site));
        await browser.Press(form, "Taak afronden", NoDanger);
        var second = await browser.Press(form, "Taak afronden", [.. NoDanger, ("__verzoek", "0123456789abcdef0123456789abcdef")]);
        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        Assert.StartsWith("Fout: ", second.Title, StringComparison.Ordinal);
        Assert.Single(second.Document.QuerySelectorAll("[data-error-summary] p"));
        Assert.Equal(1, await site.Read(db => db.UserTasks.CountAsync(row => row.ElementId == "acuteCheck" && row.Status == UserTaskStatus.Completed)));
    }

    [Fact]
    [Trait("Rule", "R12")]
    public async Task A_double_click_finishes_once_and_says_twice_what_happens_next()
    {
        await using var site = await WithReport();
        var browser = await site.SignIn("saskia", Roles.IntakeDesk);
        var form = await Take(browser, await TaskAddress(site));
        var first = await browser.Press(form, "Taak afronden", NoDanger);
        var second = await browser.Press(form, "Taak afronden", NoDanger);
        Assert.Equal(first.Document.QuerySelector("[data-flash]")!.TextContent, second.Document.QuerySelector("[data-flash]")!.TextContent);
        var changed = await browser.Press(form, "Taak afronden", ("acute", "no"), ("reason", "Er is toch een plan."));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, changed.Status);
        Assert.Contains("met andere antwoorden", changed.Words, StringComparison.Ordinal);
        Assert.Equal(1, await site.Read(db => db.UserTasks.CountAsync(row => row.ElementId == "acuteCheck" && row.Status == UserTaskStatus.Completed)));
    }

    [Fact]
    public async Task Wrong_answers_stay_on_the_page_with_a_summary_on_top()
    {
        await using var site = await WithReport();
        var browser = await site.SignIn("saskia", Roles.IntakeDesk);
        var shown = await browser.Press(await Take(browser, await TaskAddress(site)), "Taak afronden", ("reason", "Blijft staan."));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, shown.Status);
        Assert.StartsWith("Fout: ", shown.Title, StringComparison.Ordinal);
        Assert.Equal("#veld-acute-1", shown.Document.QuerySelector("[data-error-summary] a")!.GetAttribute("href"));
        Assert.Equal("Blijft staan.", shown.Document.QuerySelector("textarea[name=reason]")!.TextContent.TrimStart('\n'));
        Assert.Equal("acuteCheck", await site.Read(db => db.UserTasks.Where(task => task.Status == UserTaskStatus.Open).Select(task => task.ElementId).SingleAsync()));
    }

    [Fact]
    public async Task A_half_finished_form_is_kept_sealed_and_comes_back()
    {
        await using var site = await WithReport();
        var browser = await site.SignIn("saskia", Roles.IntakeDesk);
        var address = await TaskAddress(site);
        var saved = await browser.Press(await Take(browser, address), "Tussentijds opslaan", ("reason", "Nog niet klaar."));
        Assert.Contains("Opgeslagen", saved.Document.QuerySelector("[data-flash]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Nog niet klaar.", (await browser.Get(address)).Document.QuerySelector("textarea[name=reason]")!.TextContent.TrimStart('\n'));
        Assert.Equal(1, await site.Read(db => db.Drafts.CountAsync()));
    }

    [Fact]
    public async Task A_task_that_is_given_back_stands_with_the_team_again()
    {
        await using var site = await WithReport();
        var browser = await site.SignIn("saskia", Roles.IntakeDesk);
        var after = await browser.Press(await Take(browser, await TaskAddress(site)), "Teruggeven aan het team");
        Assert.Contains("Er staat 1 taak bij uw team", after.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_and_not_for_you_are_the_same_bytes()
    {
        await using var site = await WithReport();
        var police = await site.SignIn("petra", Roles.Police);
        var reference = await site.Read(db => db.Cases.Select(row => row.Reference).SingleAsync());
        var unknown = await police.Get("/taken/bestaat-niet");
        Assert.Equal(HttpStatusCode.NotFound, unknown.Status);
        foreach (var path in new[] { await TaskAddress(site), $"/zaken/{reference}", $"/zaken/{reference}/model", "/zaken/SK-2027-AAAAA", "/proces", "/proces/signal/1/model", "/proces/nieuwe-versie", "/demo/postvak", "/nergens" })
        {
            var shown = await police.Get(path);
            Assert.Equal(HttpStatusCode.NotFound, shown.Status);
            Assert.Equal(unknown.Bytes, shown.Bytes);
        }
    }

    [Fact]
    public async Task Nobody_takes_or_finishes_a_task_of_another_role()
    {
        await using var site = await WithReport();
        var desk = await site.SignIn("saskia", Roles.IntakeDesk);
        var police = await site.SignIn("petra", Roles.Police);
        var address = await TaskAddress(site);
        var token = (await police.Get("/afwezig")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        foreach (var action in new[] { "Claim", "Complete", "Release", "Save" })
            Assert.Equal(HttpStatusCode.NotFound, (await police.Post($"{address}?handler={action}", [("__RequestVerificationToken", token), .. NoDanger])).Status);
        Assert.Equal(HttpStatusCode.OK, (await Take(desk, address)).Status);
    }

    [Fact]
    public async Task Late_is_a_word_with_an_icon()
    {
        await using var site = await WithReport();
        var browser = await site.SignIn("saskia", Roles.IntakeDesk);
        site.Clock.Advance(TimeSpan.FromDays(7));
        var tag = (await browser.Get("/taken?tab=team")).Document.QuerySelector(".sk-tag--late")!;
        Assert.Contains("te laat", tag.TextContent, StringComparison.Ordinal);
        Assert.NotNull(tag.QuerySelector("svg[aria-hidden=true]"));
    }

    [Fact]
    public async Task The_list_sorts_by_a_column_up_down_and_back_to_the_term()
    {
        await using var site = await WithReport();
        var browser = await site.SignIn("saskia", Roles.IntakeDesk);
        var first = await browser.Get("/taken?tab=team");
        Assert.Equal("ascending", Heading(first, "Uiterlijk").GetAttribute("aria-sort"));
        var up = await browser.Get(Heading(first, "Taak").QuerySelector("a")!.GetAttribute("href")!);
        Assert.Equal("ascending", Heading(up, "Taak").GetAttribute("aria-sort"));
        var down = await browser.Get(Heading(up, "Taak").QuerySelector("a")!.GetAttribute("href")!);
        Assert.Equal("descending", Heading(down, "Taak").GetAttribute("aria-sort"));
        Assert.Equal("/taken?tab=team", Heading(down, "Taak").QuerySelector("a")!.GetAttribute("href"));
    }

    private static AngleSharp.Dom.IElement Heading(Shown page, string words) =>
        page.Document.QuerySelectorAll("thead th").Single(cell => cell.TextContent.Trim() == words);

    private static async Task<Site> WithReport()
    {
        var site = Site.Production();
        await site.Publish();
        var browser = site.Browse();
        await browser.Press(await browser.Get("/melden/formulier"), "Melding versturen", ("statement", Statement), ("when", "Gisteren"), ("relation", "neighbour"));
        await site.Settle();
        return site;
    }

    private static async Task<string> TaskAddress(Site site) =>
        "/taken/" + await site.Read(db => db.UserTasks.Where(task => task.Status == UserTaskStatus.Open).Select(task => task.Id).SingleAsync());

    private static async Task<Shown> Take(Browser browser, string address) => await browser.Press(await browser.Get(address), "Oppakken");
}
