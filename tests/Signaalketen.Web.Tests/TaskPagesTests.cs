using Microsoft.Extensions.DependencyInjection;
using Signaalketen.Casework;
using Signaalketen.Engine.State;
using Signaalketen.Runtime;
using Signaalketen.Runtime.Deployments;
using Signaalketen.Runtime.Intake;
using Signaalketen.Runtime.Tasks;
using Signaalketen.Web.Pages.Tasks;
using Signaalketen.Web.Tests.House;

namespace Signaalketen.Web.Tests;

/// <summary>A long list comes in pages, with links that need no script.</summary>
public sealed class TaskPagesTests
{
    private const string OneTask =
        """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:test"><process id="signal" isExecutable="true">
          <startEvent id="start"/><userTask id="look" name="Kijken"><potentialOwner><resourceAssignmentExpression><formalExpression>intake-desk</formalExpression></resourceAssignmentExpression></potentialOwner></userTask><endEvent id="end"/>
          <sequenceFlow id="a" sourceRef="start" targetRef="look"/><sequenceFlow id="b" sourceRef="look" targetRef="end"/>
        </process></definitions>
        """;

    [Fact]
    public async Task A_long_list_has_page_links_that_keep_list_and_order()
    {
        await using var site = Site.Production();
        await site.Services.GetRequiredService<Deployments>().Deploy("one", OneTask, new Dictionary<string, string>(), Actor.System("test"), CancellationToken.None);
        for (var number = 0; number < 30; number++)
            await site.Services.GetRequiredService<SignalIntake>().Receive([], Variables.Empty, CancellationToken.None);
        await site.Settle();
        var browser = await site.SignIn("saskia", Roles.IntakeDesk);
        var first = await browser.Get("/taken?tab=team&sorteer=zaak");
        Assert.Equal(25, first.Document.QuerySelectorAll("tbody tr").Length);
        var links = first.Document.QuerySelector("nav[aria-label=Bladzijden]")!;
        Assert.Contains("Taak 1 tot en met 25 van 30.", links.TextContent, StringComparison.Ordinal);
        Assert.Equal("Bladzijde 1", links.QuerySelector("a[aria-current=page]")!.TextContent);
        Assert.Null(links.QuerySelector("a[rel=prev]"));

        var second = await browser.Get(links.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal(5, second.Document.QuerySelectorAll("tbody tr").Length);
        Assert.Equal("ascending", second.Document.QuerySelectorAll("thead th").Single(cell => cell.TextContent.Trim() == "Zaaknummer").GetAttribute("aria-sort"));
        Assert.Equal("/taken?tab=team&sorteer=zaak", second.Document.QuerySelector("a[rel=prev]")!.GetAttribute("href"));
        var references = first.Document.QuerySelectorAll("tbody .sk-reference").Concat(second.Document.QuerySelectorAll("tbody .sk-reference")).Select(cell => cell.TextContent).ToList();
        Assert.Equal(references.Distinct().Order(StringComparer.Ordinal), references);

        var newest = await browser.Get(second.Document.QuerySelectorAll("a").Single(link => link.TextContent == "Zet de nieuwste taken vooraan").GetAttribute("href")!);
        Assert.Contains(newest.Document.QuerySelectorAll("a"), link => link.TextContent == "Zet vooraan wat het eerst af moet");
        Assert.Null((await browser.Get("/taken")).Document.QuerySelector("nav[aria-label=Bladzijden]"));
    }

    [Theory]
    [InlineData(0, "0", "0")]
    [InlineData(999, "999", "999")]
    [InlineData(1000, "1.000", "1.000")]
    [InlineData(1001, "meer dan 1.000", "1.000+")]
    [InlineData(1_000_000, "meer dan 1.000", "1.000+")]
    public void A_count_is_exact_up_to_a_thousand_and_honest_after_it(int counted, string words, string badge)
    {
        Assert.Equal(words, TallyWords.Of(Tally.Of(counted)));
        Assert.Equal(badge, TallyWords.Badge(Tally.Of(counted)));
    }

    [Fact]
    public void The_last_page_of_a_list_that_goes_on_says_so()
    {
        var page = new TaskPage([], new(default, Tally.Of(5000), default), Tally.Of(5000), 40, 40, TaskSort.Due);
        var links = PageLinks.Of(page, number => $"/{number}");
        Assert.Equal([1, 38, 39, 40], links.Pages.Select(link => link.Number));
        Assert.Null(links.Next);
        Assert.StartsWith("Er zijn er meer.", links.Note, StringComparison.Ordinal);
    }
}
