using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Signaalketen.Casework;
using Signaalketen.Persistence;
using Signaalketen.Persistence.Dialects;
using Signaalketen.Runtime.Hosting;
using Signaalketen.Testing;
using Signaalketen.Web.Hosting;
using Signaalketen.Web.Tests.House;

namespace Signaalketen.Web.Tests;

public sealed class DatabaseAwayTests : IAsyncLifetime
{
    private readonly string folder = Site.NewFolder();
    private readonly FailingDialect dialect;
    private readonly Site site;

    public DatabaseAwayTests()
    {
        dialect = new(Path.Combine(folder, "signaalketen.db"));
        site = Site.Production(folder, services => services.Replace(ServiceDescriptor.Singleton<Dialect>(dialect)));
    }

    public Task InitializeAsync() => site.Publish();

    public async Task DisposeAsync()
    {
        dialect.Fault = null;
        await site.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Somebody_who_is_signed_in_gets_one_page_that_says_so_and_goes_on_when_the_database_is_back()
    {
        var browser = await site.SignIn("daan", Roles.CaseOwner);
        dialect.Fault = FailingDialect.Code(14);
        var shown = await browser.Get("/taken", follow: false);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, shown.Status);
        Assert.Equal("60", shown.Header("Retry-After"));
        Assert.Equal("De site kan nu niet bij de gegevens", shown.Document.QuerySelector("h1")!.TextContent);
        Assert.Contains("Probeer het over een paar minuten opnieuw.", shown.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("SQLite", shown.Document.DocumentElement.OuterHtml, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Exception", shown.Document.DocumentElement.OuterHtml, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(SecurityHeaders.ContentSecurityPolicy, shown.Header("Content-Security-Policy"));
        Assert.Equal("no-store", shown.Header("Cache-Control"));
        dialect.Fault = null;
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/taken", follow: false)).Status);
    }

    [Fact]
    public async Task A_reporter_reads_that_nothing_was_kept_and_nothing_was()
    {
        var browser = site.Browse();
        var form = await browser.Get("/melden/formulier");
        dialect.Fault = FailingDialect.Code(13);
        var shown = await browser.Press(form, "Melding versturen", ("statement", "Iemand riep iets."), ("when", "Gisteren"), ("relation", "neighbour"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, shown.Status);
        Assert.Contains("Wat u net invulde, is niet opgeslagen. Probeer het over een paar minuten opnieuw. Is er direct gevaar? Bel dan 112.", shown.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Iemand riep", shown.Words, StringComparison.Ordinal);
        dialect.Fault = null;
        Assert.Equal(0, await site.Read(db => db.Cases.CountAsync()));
        // The same page once more: now it is kept, once.
        Assert.Equal(HttpStatusCode.OK, (await browser.Press(form, "Melding versturen", ("statement", "Iemand riep iets."), ("when", "Gisteren"), ("relation", "neighbour"))).Status);
        Assert.Equal(1, await site.Read(db => db.Cases.CountAsync()));
    }

    [Fact]
    public async Task When_nobody_knows_whether_it_was_kept_the_page_says_that()
    {
        var browser = site.Browse();
        var form = await browser.Get("/aanmelden");
        dialect.Fault = () => new CommitUnknownException(new IOException());
        var shown = await browser.Press(form, "Aanmelden", ("UserName", "x@gemeente.example"), ("Password", "y"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, shown.Status);
        Assert.Contains("We weten niet zeker of wat u deed is opgeslagen. Kijk over een paar minuten eerst", shown.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_cannot_be_asked_for_by_hand() =>
        Assert.Equal(HttpStatusCode.NotFound, (await site.Browse().Get("/fout/503")).Status);

    [Fact]
    public async Task The_answer_on_readiness_names_cause_and_remedy_and_turns_by_itself()
    {
        var faults = new (Func<Exception> Fault, string Reason)[]
        {
            (FailingDialect.Code(14), "database.unreachable"),
            (FailingDialect.Code(13), "database.disk-full"),
            (FailingDialect.Code(8), "database.read-only"),
            (FailingDialect.Code(11), "database.damaged"),
            (() => new NewerSchemaException(["later"]), "database.newer-schema"),
        };
        foreach (var (fault, reason) in faults)
        {
            dialect.Fault = fault;
            var (status, check) = await Readiness("database");
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "unhealthy", reason), (status, check.GetProperty("status").GetString(), check.GetProperty("reason").GetString()));
            Assert.EndsWith(".", check.GetProperty("remedy").GetString(), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, (await site.Browse().Get("/health/live")).Status);
            dialect.Fault = null;
            await site.Settle();
            Assert.Equal((HttpStatusCode.OK, "healthy"), await Readiness("database") is var (well, now) ? (well, now.GetProperty("status").GetString()) : default);
        }
    }

    [Theory]
    [InlineData(1, HttpStatusCode.OK, "healthy")]
    [InlineData(-10, HttpStatusCode.OK, "degraded")]
    [InlineData(3600, HttpStatusCode.ServiceUnavailable, "unhealthy")]
    [Trait("Rule", "R9")]
    public async Task A_machine_whose_clock_is_far_off_takes_no_requests(int seconds, HttpStatusCode expected, string word)
    {
        dialect.Behind = TimeSpan.FromSeconds(seconds);
        await site.Settle();
        var (status, check) = await Readiness("clock");
        Assert.Equal((expected, word), (status, check.GetProperty("status").GetString()));
        if (word != "healthy")
            Assert.Equal("clock.skew", check.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task A_heartbeat_that_stands_still_is_told()
    {
        await site.Settle();
        await site.Services.GetRequiredService<Heartbeat>().StopAsync(CancellationToken.None);
        site.Clock.Advance(TimeSpan.FromMinutes(6));
        var (status, check) = await Readiness("heartbeat");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "heartbeat.silent"), (status, check.GetProperty("reason").GetString()));
        await site.Settle();
        Assert.Equal(HttpStatusCode.OK, (await Readiness("heartbeat")).Status);
    }

    private async Task<(HttpStatusCode Status, JsonElement Check)> Readiness(string name)
    {
        var shown = await site.Browse().Get("/health/ready");
        var answer = JsonDocument.Parse(shown.Bytes).RootElement;
        return (shown.Status, answer.GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("name").GetString() == name));
    }
}
