namespace Signaalketen.Acceptance;

/// <summary>Every page, as everybody who may see it: usable by all, and nothing that the content security policy would refuse.</summary>
public sealed class EveryPageTests
{
    private static readonly string[] Public =
        ["/", "/melden", "/melden/direct-gevaar", "/melden/formulier", "/melden/wat-gebeurt-er", "/privacy", "/toegankelijkheid", "/hoe-werkt-het", "/aanmelden", "/demo/postvak"];

    private static readonly Dictionary<string, string[]> PerPerson = new()
    {
        ["dossierhouder"] = ["/taken", "/taken?tab=team", "/taken?tab=alle", "/berichten", "/afwezig", "/wachtwoord", "/bestaat-niet"],
        ["proceseigenaar"] = ["/taken", "/proces", "/proces/nieuwe-versie"],
        ["beheer"] = ["/beheer/accounts", "/beheer/accounts/nieuw"],
    };

    [BrowserFact]
    public async Task Every_page_passes_axe_and_the_content_security_policy()
    {
        await using var product = new Product();
        await product.Start();
        await using var visitor = await Visitor.Open(product.Address);
        foreach (var path in Public)
            await visitor.Go(path);

        // A form that comes back with what is wrong.
        await visitor.Go("/melden/formulier");
        await visitor.Click("Melding versturen");
        Assert.StartsWith("Fout: ", await visitor.Page.TitleAsync(), StringComparison.Ordinal);

        foreach (var (person, paths) in PerPerson)
        {
            await visitor.SignInAs(person);
            foreach (var path in paths)
                await visitor.Go(path);
        }

        // A case with its drawing, and a task that is taken.
        await visitor.SignInAs("dossierhouder");
        await visitor.Go("/taken?tab=alle");
        await visitor.Go((await visitor.Page.Locator("tbody tr", new() { HasText = "nog niemand" }).Locator("a[href^=\"/taken/\"]").First.GetAttributeAsync("href"))!);
        await visitor.Click("Oppakken");
        await visitor.Go((await visitor.Page.Locator("a[href^=\"/zaken/\"]").First.GetAttributeAsync("href"))!);
        await visitor.Page.Locator(".djs-container svg").First.WaitForAsync();
        await visitor.Look(again: true);

        // On a telephone nothing sticks out sideways.
        await visitor.Page.SetViewportSizeAsync(320, 700);
        foreach (var path in Public.Concat(["/taken", "/berichten"]))
        {
            await visitor.Go(path);
            Assert.True(await visitor.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{path} is wider than 320 pixels.");
        }

        Assert.Empty(visitor.Complaints);
    }
}
