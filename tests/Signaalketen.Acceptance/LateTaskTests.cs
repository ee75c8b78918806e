using System.Globalization;

namespace Signaalketen.Acceptance;

/// <summary>Somebody lets a task lie; the product does not.</summary>
public sealed class LateTaskTests
{
    private static readonly Dictionary<string, string> NoDanger = new() { ["acute"] = "no" };

    [BrowserFact]
    public async Task A_task_that_lies_brings_a_reminder_then_the_deputy_then_the_process_owner()
    {
        await using var product = new Product();
        await product.Start(Product.WithoutSamples);
        await using var visitor = await Visitor.Open(product.Address);
        var reference = await Reports.Send(visitor);
        await visitor.SignInAs("meldpunt");
        await Open(visitor, reference, "Acuutcheck");
        await visitor.Click("Oppakken");
        await visitor.Fill(NoDanger);
        await visitor.Click("Taak afronden");
        await Open(visitor, reference, "Melding completeren");
        await visitor.Click("Oppakken");

        // Received Wednesday 6 January 2027, due two working days later. On Thursday the reminders have come.
        await visitor.Leap("werkdag");
        await visitor.Go("/berichten");
        Assert.Contains("Melding completeren", await visitor.Text(), StringComparison.Ordinal);
        await visitor.Leap("werkdag");
        Assert.True(await MailsTo(visitor, "meldpunt") > 1, await Postbox(visitor));
        Assert.False(await Has(visitor, "achtervang", reference));

        var (owner, manager) = (await MailsTo(visitor, "proceseigenaar"), await MailsTo(visitor, "oov"));

        // On Monday the term has passed: the deputy has the task too.
        await visitor.SignInAs("meldpunt");
        await visitor.Leap("werkdag");
        Assert.True(await Has(visitor, "achtervang", reference));
        await visitor.Go("/taken?tab=alle");
        Assert.Contains("u bent erbij gevraagd", await visitor.Text(), StringComparison.Ordinal);
        Assert.Contains("te laat", await visitor.Text(), StringComparison.Ordinal);

        // A working day after the term the process owner is told, three after it the manager.
        await visitor.Leap("drie-werkdagen");
        Assert.True(await MailsTo(visitor, "proceseigenaar") > owner);
        Assert.True(await MailsTo(visitor, "oov") > manager);

        // And the deputy can do it.
        await visitor.SignInAs("achtervang");
        await Open(visitor, reference, "Melding completeren");
        await visitor.Click("Overnemen");
        await visitor.Fill(new Dictionary<string, string> { ["kind"] = "advice" });
        await visitor.Click("Taak afronden");
        Assert.Equal("/taken", new Uri(visitor.Page.Url).AbsolutePath);
        Assert.Empty(visitor.Complaints);
    }

    private static async Task Open(Visitor visitor, string reference, string task)
    {
        await visitor.Go("/taken?tab=alle");
        var row = visitor.Page.Locator("tbody tr", new() { HasText = reference });
        await visitor.Go((await row.GetByText(task, new() { Exact = true }).First.GetAttributeAsync("href"))!);
    }

    private static async Task<bool> Has(Visitor visitor, string person, string reference)
    {
        await visitor.SignInAs(person);
        await visitor.Go("/taken?tab=alle");
        return await visitor.Page.Locator("tbody tr", new() { HasText = reference }).Filter(new() { HasText = "Melding completeren" }).CountAsync() > 0;
    }

    private static async Task<int> MailsTo(Visitor visitor, string person)
    {
        await visitor.Go("/demo/postvak");
        return await visitor.Page.Locator("article", new() { HasText = string.Create(CultureInfo.InvariantCulture, $"{person}@voorbeeldstad.example") }).CountAsync();
    }

    private static async Task<string> Postbox(Visitor visitor)
    {
        await visitor.Go("/demo/postvak");
        return await visitor.Text();
    }
}
