namespace Signaalketen.Acceptance;

/// <summary>Carries one case through the browser, as whoever has a task for it.</summary>
internal sealed class Casework(Visitor visitor, string reference, IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> answers)
{
    /// <summary>Everybody of Voorbeeldstad who may get a task, in the order of the chain.</summary>
    private static readonly string[] People =
    [
        "meldpunt", "piket", "dossierhouder", "achtervang", "politie", "weegploeg", "burgemeester", "procesregisseur", "ketenpartner", "proceseigenaar", "aanbieder", "fg",
    ];

    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    private readonly List<string> done = [];

    /// <summary>Names of the tasks done, with who did them.</summary>
    public IReadOnlyList<string> Done => done;

    /// <summary>Does every task that is open for this case, and those that follow, until nobody has one.</summary>
    public async Task DoAllOpen()
    {
        var before = -1;
        while (before != done.Count)
        {
            before = done.Count;
            foreach (var person in People)
                await DoAllOf(person);
        }
    }

    private IReadOnlyDictionary<string, string> AnswersFor(string task)
    {
        if (!answers.TryGetValue(task, out var sets))
            return None;
        var times = done.Count(entry => entry.StartsWith(task + " (", StringComparison.Ordinal));
        return sets[Math.Min(times, sets.Count) - 1];
    }

    private async Task DoAllOf(string person)
    {
        await visitor.SignInAs(person);
        for (var round = 0; round < 20; round++)
        {
            await visitor.Page.GotoAsync("/taken?tab=alle");
            if (await visitor.Page.Locator("h1").CountAsync() == 0 || !await OpenOne())
                return;
            done.Add($"{await visitor.Page.Locator("h1").InnerTextAsync()} ({person})");
            if (await visitor.Offers("Oppakken"))
                await visitor.Click("Oppakken");
            await visitor.Fill(AnswersFor(await visitor.Page.Locator("h1").InnerTextAsync()));
            await visitor.Click("Taak afronden");
            Assert.True(new Uri(visitor.Page.Url).AbsolutePath == "/taken", $"'{done[^1]}' could not be completed: {await visitor.Problem()}");
        }

        Assert.Fail($"{person} keeps getting tasks: {string.Join(", ", done)}");
    }

    /// <summary>Opens the first task of this case that this person may do. A task that shows why not is passed over.</summary>
    private async Task<bool> OpenOne()
    {
        var links = visitor.Page.Locator("tbody tr", new() { HasText = reference }).Locator("a[href^=\"/taken/\"]");
        var addresses = await links.EvaluateAllAsync<string[]>("all => all.map(link => link.getAttribute('href'))");
        foreach (var address in addresses)
        {
            await visitor.Go(address);
            if (await visitor.Offers("Oppakken")
                || await visitor.Offers("Taak afronden"))
                return true;
        }

        return false;
    }
}
