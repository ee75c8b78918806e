using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Signaalketen.Casework;
using Signaalketen.Persistence.Model;
using Signaalketen.Web.Demo;
using Signaalketen.Web.Tests.House;

namespace Signaalketen.Web.Tests;

public sealed class DemoTests
{
    [Fact]
    public async Task The_whole_sample_script_fits_the_reference_process()
    {
        await using var site = Site.Demo();
        await using var scope = site.Services.CreateAsyncScope();
        Assert.Empty(await scope.ServiceProvider.GetRequiredService<SampleCases>().Play(SampleScript.Actions, CancellationToken.None));
        Assert.Equal(0, await site.Read(db => db.Incidents.CountAsync()));
        var steps = await site.Read(db => db.UserTasks.Where(task => task.Status == UserTaskStatus.Open).Select(task => task.ElementId).Distinct().ToListAsync());
        Assert.True(steps.Count >= 8, "The visitor finds work in many steps, not: " + string.Join(' ', steps));
    }

    [Fact]
    public async Task One_click_makes_the_visitor_somebody_with_that_role()
    {
        await using var site = Site.Demo();
        var browser = site.Browse();
        var start = await browser.Get("/");
        Assert.Equal(Roles.All.Count, start.Document.QuerySelectorAll(".sk-person").Length);
        var taken = await browser.Post("/demo/aanmelden", [("wie", "burgemeester@voorbeeldstad.example")]);
        Assert.Equal("/taken", taken.Path);
        Assert.Contains("Willem van der Laan, Burgemeester", taken.Document.QuerySelector(".sk-account")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_clock_of_the_banner_moves_a_working_day_and_makes_things_late()
    {
        await using var site = Site.Demo();
        var browser = site.Browse();
        await browser.Press(await browser.Get("/melden/formulier"), "Melding versturen", ("statement", "Verzonnen."), ("when", "Nu"), ("relation", "other"));
        var start = await browser.Get("/");
        Assert.Contains("woensdag 6 januari 2027", start.Document.QuerySelector(".sk-practice")!.TextContent, StringComparison.Ordinal);
        var later = await browser.Press(start, "3 werkdagen verder");
        Assert.Contains("maandag 11 januari 2027", later.Document.QuerySelector(".sk-practice")!.TextContent, StringComparison.Ordinal);
        await browser.Post("/demo/aanmelden", [("wie", "meldpunt@voorbeeldstad.example")]);
        Assert.NotNull((await browser.Get("/taken?tab=team")).Document.QuerySelector(".sk-tag--late"));
        var mails = (await browser.Get("/demo/postvak")).Words;
        Assert.Contains("Soort taak: Acuutcheck", mails, StringComparison.Ordinal);
        Assert.DoesNotContain("Verzonnen", mails, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_demo_route_exists_at_work()
    {
        await using var site = Site.Production();
        var browser = site.Browse();
        var unknown = await browser.Get("/bestaat-niet");
        Assert.Equal(unknown.Bytes, (await browser.Get("/demo/postvak")).Bytes);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Post("/demo/aanmelden", [("wie", DemoPeople.All[0].UserName)])).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Post("/demo/klok", [("sprong", "uur")])).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get("/installeren")).Status);
        Assert.Empty((await browser.Get("/")).Document.QuerySelectorAll(".sk-practice, .sk-person"));
    }

    [Fact]
    public async Task Production_refuses_to_start_on_demo_accounts()
    {
        var folder = Site.NewFolder();
        await using (var demo = Site.Demo(folder))
            await demo.Browse().Get("/");
        await using var work = Site.Production(folder);
        var refused = Assert.Throws<InvalidOperationException>(() => work.Server);
        Assert.Contains("demo accounts", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_demo_refuses_to_start_on_real_accounts()
    {
        var folder = Site.NewFolder();
        await using (var work = Site.Production(folder))
            await work.AddPerson("saskia", Roles.IntakeDesk);
        await using var demo = Site.Demo(folder);
        var refused = Assert.Throws<InvalidOperationException>(() => demo.Server);
        Assert.Contains("real accounts", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_demo_does_not_start_in_a_production_environment()
    {
        await using var demo = Site.Demo(environment: "Production");
        var refused = Assert.Throws<InvalidOperationException>(() => demo.Server);
        Assert.Contains("Signaalketen:Mode", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_clock_goes_on_after_a_restart_and_never_back()
    {
        var folder = Site.NewFolder();
        var file = Path.Combine(folder, "clock.txt");
        var real = new StoppedClock(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
        var start = new DateTimeOffset(2027, 1, 4, 9, 0, 0, TimeSpan.Zero);
        var clock = new DemoClock(file, start, real);
        clock.AdvanceTo(start.AddDays(2));
        clock.AdvanceTo(start.AddDays(1));
        real.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(start.AddDays(2).AddMinutes(5), new DemoClock(file, start, real).GetUtcNow());
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_mail_of_the_pickup_folder_is_read_whatever_its_encoding()
    {
        var mail = Mailbox.Parse("Message-ID: <abc@x.example>\r\nTo: a@x.example\r\nSubject: =?utf-8?Q?Caf=C3=A9_dicht?=\r\nContent-Transfer-Encoding: base64\r\n\r\nSMOpIQ==\r\n");
        Assert.Equal(new SentMail("abc", "a@x.example", "Café dicht", "Hé!"), mail);
        Assert.Equal("een regel", Mailbox.Parse("To: a@x.example\nContent-Transfer-Encoding: quoted-printable\n\neen =\nregel").Body);
    }
}
