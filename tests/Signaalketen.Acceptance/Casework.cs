namespace Signaalketen.Acceptance;

/// <summary>Carries one case through the browser, as whoever has a task for it.</summary>
internal sealed class Casework(Product product, Visitor visitor, string reference, IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> answers)
{
    /// <summary>Who of Voorbeeldstad has which role.</summary>
    private static readonly Dictionary<string, string> People = new()
    {
        ["intake-desk"] = "meldpunt", ["duty-officer"] = "piket", ["case-owner"] = "dossierhouder", ["deputy-owner"] = "achtervang", ["police"] = "politie",
        ["weighing-team"] = "weegploeg", ["mayor"] = "burgemeester", ["process-director"] = "procesregisseur", ["care-partner"] = "ketenpartner",
        ["process-owner"] = "proceseigenaar", ["provider"] = "aanbieder", ["privacy-officer"] = "fg",
    };

    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    private readonly List<string> done = [];

    /// <summary>Names of the tasks done, with who did them.</summary>
    public IReadOnlyList<string> Done => done;

    /// <summary>Does every task that is open for this case, and those that follow, until nobody has one.</summary>
    public async Task DoAllOpen()
    {
        while (RolesWithTasks() is { Count: > 0 } roles)
        {
            var before = done.Count;
            foreach (var role in roles)
                await DoAllOf(People[role]);
            Assert.True(done.Count > before, $"Nobody can do the open tasks of {string.Join(", ", roles)}.");
        }
    }

    /// <summary>A look into the books saves signing in as everybody to see who has something to do; the work itself goes through the pages.</summary>
    private IReadOnlyList<string> RolesWithTasks()
    {
        using var books = new Books(product.Folder);
        return books.RolesWithTasks(reference);
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
