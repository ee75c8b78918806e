using System.Net;
using Microsoft.EntityFrameworkCore;
using Signaalketen.Persistence.Model;
using Signaalketen.Web.Tests.House;

namespace Signaalketen.Web.Tests;

public sealed class ReportTests
{
    private const string Form = "/melden/formulier";

    private static readonly (string, string)[] Filled = [("statement", "Iemand riep dat geweld goed is."), ("when", "Gisteren"), ("relation", "neighbour")];

    [Fact]
    public async Task The_first_question_is_about_danger_and_stands_before_any_field()
    {
        await using var site = Site.Production();
        var browser = site.Browse();
        var first = await browser.Get("/melden");
        Assert.Empty(first.Document.QuerySelectorAll("input, textarea, select"));
        Assert.NotNull(first.Document.QuerySelector("a[href='/melden/direct-gevaar']"));
        Assert.NotNull((await browser.Get("/melden/direct-gevaar")).Document.QuerySelector("a[href='tel:112']"));
    }

    [Fact]
    public async Task A_report_gives_a_reference_and_sets_no_cookie()
    {
        await using var site = await Published();
        var browser = site.Browse();
        var receipt = await browser.Press(await browser.Get(Form), "Melding versturen", Filled);
        Assert.Equal(HttpStatusCode.OK, receipt.Status);
        var reference = receipt.Document.QuerySelector(".sk-receipt")!.TextContent;
        Assert.Equal(reference, await site.Read(db => db.Cases.Select(row => row.Reference).SingleAsync()));
        Assert.Equal(1, await site.Read(db => db.UserTasks.CountAsync(task => task.Status == UserTaskStatus.Open)));
        Assert.Empty(browser.Cookies);
    }

    [Fact]
    public async Task An_abandoned_form_leaves_no_row_and_no_cookie()
    {
        await using var site = await Published();
        var browser = site.Browse();
        await browser.Press(await browser.Get(Form), "Melding versturen", ("statement", "Half verhaal"));
        Assert.Equal(0, await site.Read(db => db.Cases.CountAsync()));
        Assert.Equal(0, await site.Read(db => db.CaseFields.CountAsync()));
        Assert.Equal(0, await site.Read(db => db.Drafts.CountAsync()));
        Assert.Empty(browser.Cookies);
    }

    [Fact]
    public async Task Sending_the_same_form_twice_is_one_case()
    {
        await using var site = await Published();
        var browser = site.Browse();
        var form = await browser.Get(Form);
        var first = await browser.Press(form, "Melding versturen", Filled);
        var second = await browser.Press(form, "Melding versturen", Filled);
        Assert.Equal(first.Document.QuerySelector(".sk-receipt")!.TextContent, second.Document.QuerySelector(".sk-receipt")!.TextContent);
        Assert.Equal(1, await site.Read(db => db.Cases.CountAsync()));
    }

    [Fact]
    public async Task Wrong_answers_are_summed_up_on_top_and_what_was_filled_in_stays()
    {
        await using var site = await Published();
        var browser = site.Browse();
        var shown = await browser.Press(await browser.Get(Form), "Melding versturen", ("statement", "Dit <b>verhaal</b> blijft"), ("relation", "school"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, shown.Status);
        Assert.StartsWith("Fout: ", shown.Title, StringComparison.Ordinal);
        var summary = shown.Document.QuerySelector("[data-error-summary]")!;
        Assert.True(summary.HasAttribute("autofocus"));
        foreach (var link in summary.QuerySelectorAll("a"))
            Assert.NotNull(shown.Document.GetElementById(link.GetAttribute("href")![1..]));
        Assert.Equal("Dit <b>verhaal</b> blijft", shown.Document.QuerySelector("textarea[name=statement]")!.TextContent.TrimStart('\n'));
        Assert.NotNull(shown.Document.QuerySelector("select[name=relation] option[value=school][selected]"));
        var wrong = shown.Document.QuerySelector("textarea[name=when]")!;
        Assert.Equal("true", wrong.GetAttribute("aria-invalid"));
        Assert.Contains("veld-when-fout", wrong.GetAttribute("aria-describedby"), StringComparison.Ordinal);
        Assert.Null(shown.Document.QuerySelector("textarea[name=statement]")!.GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task Label_description_error_and_field_stand_in_that_order()
    {
        await using var site = await Published();
        var browser = site.Browse();
        var shown = await browser.Press(await browser.Get(Form), "Melding versturen");
        var field = shown.Document.QuerySelector("textarea[name=statement]")!.ParentElement!;
        Assert.Equal(
            ["utrecht-form-field__label", "utrecht-form-field-description", "utrecht-form-field-error-message", "utrecht-textarea"],
            field.Children.Select(child => child.ClassList[0]));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://elders.example")]
    [InlineData("Origin", "null")]
    [InlineData("Referer", "https://elders.example/pagina")]
    public async Task A_post_from_another_site_is_refused_and_changes_nothing(string header, string value)
    {
        await using var site = await Published();
        var shown = await site.Browse().Post(Form, Filled, (header, value));
        Assert.Equal(HttpStatusCode.Forbidden, shown.Status);
        Assert.Equal(0, await site.Read(db => db.Cases.CountAsync()));
    }

    [Fact]
    public async Task A_post_that_names_this_site_as_its_origin_is_taken()
    {
        await using var site = await Published();
        var shown = await site.Browse().Post(Form, Filled, ("Origin", "https://localhost"));
        Assert.Equal(HttpStatusCode.OK, shown.Status);
        Assert.Equal(1, await site.Read(db => db.Cases.CountAsync()));
    }

    [Fact]
    public async Task A_field_that_the_form_does_not_have_is_refused()
    {
        await using var site = await Published();
        var browser = site.Browse();
        var shown = await browser.Press(await browser.Get(Form), "Melding versturen", [.. Filled, ("assigneeId", "ik")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, shown.Status);
        Assert.Equal(0, await site.Read(db => db.Cases.CountAsync()));
    }

    [Fact]
    [Trait("Rule", "R14")]
    public async Task A_flood_is_told_to_wait()
    {
        await using var site = Site.Production(more: [("Signaalketen:Report:PerAddress", "2")]);
        await site.Publish();
        var browser = site.Browse();
        for (var time = 0; time < 2; time++)
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.Post(Form, [])).Status);
        var flooded = await browser.Post(Form, []);
        Assert.Equal(HttpStatusCode.TooManyRequests, flooded.Status);
        Assert.Equal("600", flooded.Header("Retry-After"));
        Assert.Contains("112", flooded.Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get(Form)).Status);
    }

    [Fact]
    public async Task Without_a_published_process_the_page_says_whom_to_call()
    {
        await using var site = Site.Production();
        var shown = await site.Browse().Get(Form);
        Assert.Equal("Melden kan hier nog niet", shown.Document.QuerySelector("h1")!.TextContent);
    }

    private static async Task<Site> Published()
    {
        var site = Site.Production();
        await site.Publish();
        return site;
    }
}
