using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Signaalketen.Acceptance;

/// <summary>Somebody with a browser. Every page they see is held to accessibility and to the content security policy.</summary>
internal sealed partial class Visitor : IAsyncDisposable
{
    private static readonly string[] BrowserArguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-software-rasterizer", "--in-process-gpu", "--disable-extensions", "--disable-component-extensions-with-background-pages", "--renderer-process-limit=1",
    ];

    private const string Violations = """
        async () => {
            const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
            const result = await axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
            return result.violations.map(one => `${one.id} ${one.help}: ${one.nodes.slice(0, 3).map(node => node.html).join(' | ')}`);
        }
        """;

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;
    private readonly List<string> complaints = [];
    private readonly HashSet<string> checkedPages = [];

    private Visitor(IPlaywright playwright, IBrowser browser, IPage page) => (this.playwright, this.browser, Page) = (playwright, browser, page);

    public IPage Page { get; }

    /// <summary>What was wrong on the pages so far: accessibility, content security policy, script errors.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    /// <summary>Kinds of pages that have been checked.</summary>
    public IReadOnlyCollection<string> CheckedPages => checkedPages;

    public static async Task<Visitor> Open(Uri address)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Path, Args = BrowserArguments });
        var page = await browser.NewPageAsync(new() { BaseURL = address.ToString(), Locale = "nl-NL", ViewportSize = new() { Width = 800, Height = 600 } });
        // A limit against hanging, not on speed: beside other tests on a small machine a page may take its time.
        page.SetDefaultTimeout(120_000);
        var visitor = new Visitor(playwright, browser, page);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("status of 4", StringComparison.Ordinal))
                visitor.complaints.Add($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => visitor.complaints.Add($"{page.Url}: {error}");
        await page.AddInitScriptAsync("addEventListener('securitypolicyviolation', e => console.error('CSP ' + e.violatedDirective + ' ' + e.blockedURI));");
        return visitor;
    }

    public async Task Go(string path)
    {
        await Page.GotoAsync(path);
        await Look();
    }

    /// <summary>Whether there is a button or link with these words.</summary>
    public async Task<bool> Offers(string words) => await Named(words).CountAsync() > 0;

    /// <summary>Clicks and looks at the page that follows.</summary>
    public async Task Click(string words)
    {
        await Follow(Named(words).First);
        await Look();
    }

    public async Task SignInAs(string userName)
    {
        await Page.GotoAsync("/");
        await Follow(Page.Locator($"button[name=wie][value=\"{userName}@voorbeeldstad.example\"]"));
        Assert.Equal("/taken", new Uri(Page.Url).AbsolutePath);
        await Look();
    }

    /// <summary>Moves the demo clock: uur, werkdag, drie-werkdagen or termijn.</summary>
    public Task Leap(string leap) => Follow(Page.Locator($"button[name=sprong][value={leap}]"));

    /// <summary>The error summary, or all of the page when it has none.</summary>
    public async Task<string> Problem()
    {
        var summary = Page.Locator("[data-error-summary]");
        return await summary.CountAsync() > 0 ? await summary.First.InnerTextAsync() : await Text();
    }

    public async Task<string> Text() => await Page.Locator("main").InnerTextAsync();

    /// <summary>Fills every field of the form in view: with the answer given, else with something that fits.</summary>
    public async Task Fill(IReadOnlyDictionary<string, string> answers)
    {
        // A choice may bring other questions into play, so choices go first and one at a time.
        foreach (var kind in new[] { "radio", "checkbox" })
        {
            var names = await Page.Locator($"main form input[type={kind}]").EvaluateAllAsync<string[]>("all => [...new Set(all.map(one => one.name))]");
            foreach (var name in names)
            {
                var wanted = answers.TryGetValue(name, out var value) ? $"[value=\"{value}\"]" : "";
                var option = Page.Locator($"main form input[type={kind}][name=\"{name}\"]{wanted}").First;
                if (await option.IsVisibleAsync())
                    await option.CheckAsync();
            }
        }

        foreach (var select in await Page.Locator("main form select").AllAsync())
        {
            if (!await select.IsVisibleAsync())
                continue;
            if (answers.TryGetValue((await select.GetAttributeAsync("name"))!, out var value))
                await select.SelectOptionAsync(value);
            else
                await select.SelectOptionAsync(new SelectOptionValue { Index = 1 });
        }

        foreach (var input in await Page.Locator("main form textarea, main form input:not([type=hidden]):not([type=radio]):not([type=checkbox])").AllAsync())
        {
            if (!await input.IsVisibleAsync())
                continue;
            var name = (await input.GetAttributeAsync("name"))!;
            await input.FillAsync(answers.TryGetValue(name, out var value) ? value : await Fitting(input));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await browser.CloseAsync();
        playwright.Dispose();
    }

    /// <summary>Runs axe (WCAG 2.2 A and AA) once on every kind of page: addresses that differ only in a number are one kind.</summary>
    /// <param name="again">Check a kind of page that was checked before, because something appeared on it.</param>
    public async Task Look(bool again = false)
    {
        var kind = Numbers().Replace(new Uri(Page.Url).AbsolutePath, "/*") + " " + await Page.TitleAsync();
        if (!checkedPages.Add(kind) && !again)
            return;
        await Page.EvaluateAsync(Axe);
        complaints.AddRange((await Page.EvaluateAsync<string[]>(Violations)).Select(violation => $"{kind}: {violation}"));
    }

    // Waits for the next page by its own document: the browser's load event may come before anybody listens for it.
    private async Task Follow(ILocator button)
    {
        await Page.EvaluateAsync("document.documentElement.dataset.left = ''");
        await button.ClickAsync();
        await Page.Locator("html:not([data-left])").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        while (await Page.EvaluateAsync<string>("document.readyState") != "complete")
            await Task.Delay(20);
    }

    private ILocator Named(string words) => Page.Locator("main").Locator("a, button").Filter(new() { HasTextRegex = new Regex($@"^\s*{Regex.Escape(words)}\s*$") });

    private static async Task<string> Fitting(ILocator input)
    {
        var kind = await input.GetAttributeAsync("class") ?? "";
        var mode = await input.GetAttributeAsync("inputmode");
        var type = await input.GetAttributeAsync("type");
        return (type, mode) switch
        {
            ("email", _) => "melder@voorbeeldstad.example",
            ("tel", _) => "06 12345678",
            (_, "numeric" or "decimal") => "1500",
            _ when kind.Contains("date", StringComparison.Ordinal) => "01-03-2027",
            _ => "Verzonnen tekst",
        };
    }

    [GeneratedRegex("/[^/]*[0-9][^/]*")]
    private static partial Regex Numbers();
}
