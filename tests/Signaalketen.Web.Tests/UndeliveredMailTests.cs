using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Signaalketen.Casework;
using Signaalketen.Runtime.Mail;
using Signaalketen.Web.Tests.House;

namespace Signaalketen.Web.Tests;

public sealed class UndeliveredMailTests
{
    private const string Sentence = "De mail aan mia over ‘Acuutcheck’ is niet aangekomen: bel uw collega zelf, en vraag de beheerder het mailadres te verbeteren.";

    [Fact]
    public async Task A_mail_that_bounced_is_told_on_the_case_on_the_task_and_to_who_steers_without_an_address()
    {
        await using var site = Site.Production(services: services => services.Replace(ServiceDescriptor.Singleton<IMailSender>(new Refusing())));
        await site.Publish();
        var desk = await site.SignIn("mia", Roles.IntakeDesk);
        var owner = await site.SignIn("daan", Roles.CaseOwner);
        var steering = await site.SignIn("ilse", Roles.ProcessOwner);
        var reporter = site.Browse();
        await reporter.Press(await reporter.Get("/melden/formulier"), "Melding versturen", ("statement", "Iemand riep iets."), ("when", "Gisteren"), ("relation", "neighbour"));
        await site.Settle();

        var reference = await site.Read(db => db.Cases.Select(row => row.Reference).SingleAsync());
        var ofCase = await owner.Get($"/zaken/{reference}");
        Assert.Contains(Sentence, ofCase.Words, StringComparison.Ordinal);
        var task = await site.Read(db => db.UserTasks.Select(row => row.Id).SingleAsync());
        Assert.Contains(Sentence, (await desk.Get($"/taken/{task}")).Words, StringComparison.Ordinal);
        var overview = await steering.Get("/proces");
        Assert.Contains("Een mail is niet aangekomen: het adres bestaat niet", overview.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("mia@", ofCase.Words + overview.Words, StringComparison.Ordinal);
    }

    private sealed class Refusing : IMailSender
    {
        public Task Send(OutgoingMail mail, CancellationToken ct) => throw new MailRefusedException("the mail server answered 550");
    }
}
