using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Signaalketen.Casework;
using Signaalketen.Web.Tests.House;

namespace Signaalketen.Web.Tests;

public sealed class CaseTests
{
    [Fact]
    public async Task The_page_of_a_case_tells_where_it_is_as_drawing_and_as_text()
    {
        await using var site = await WithCase();
        var owner = await site.SignIn("daan", Roles.CaseOwner);
        var reference = await Reference(site);
        var shown = await owner.Get($"/zaken/{reference}");
        Assert.Equal(HttpStatusCode.OK, shown.Status);
        Assert.Equal("acuteCheck", shown.Document.QuerySelector("[data-bpmn-url]")!.GetAttribute("data-bpmn-active"));
        Assert.Equal("Acuutcheck Meldpunt nu aan de beurt", Plain(shown.Document.QuerySelector(".sk-outline--here")!.TextContent));
        var story = Plain(shown.Document.QuerySelector(".sk-story")!.TextContent);
        Assert.Contains("De melding kwam binnen. Het proces is gestart.", story, StringComparison.Ordinal);
        Assert.Contains("De taak ‘Acuutcheck’ staat klaar voor: Meldpunt.", story, StringComparison.Ordinal);
        Assert.DoesNotContain("Iemand riep", shown.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_drawing_comes_from_this_site_as_xml()
    {
        await using var site = await WithCase();
        var owner = await site.SignIn("daan", Roles.CaseOwner);
        var shown = await owner.Get($"/zaken/{await Reference(site)}/model");
        Assert.Equal("application/xml; charset=utf-8", shown.Answer.Content.Headers.ContentType!.ToString());
        Assert.Contains("<bpmn:definitions", Encoding.UTF8.GetString(shown.Bytes), StringComparison.Ordinal);
        Assert.Equal("no-store", shown.Header("Cache-Control"));
    }

    [Fact]
    public async Task The_process_owner_sees_numbers_and_no_case()
    {
        await using var site = await WithCase();
        var steering = await site.SignIn("ilse", Roles.ProcessOwner);
        var shown = await steering.Get("/proces");
        Assert.Contains("1 lopende zaak", shown.Words, StringComparison.Ordinal);
        var row = shown.Document.QuerySelectorAll("tbody tr").Single();
        Assert.Equal("Acuutcheck Meldpunt 1 0 6 jan 2027", Plain(row.TextContent));
        Assert.Equal(HttpStatusCode.NotFound, (await steering.Get($"/zaken/{await Reference(site)}")).Status);
    }

    [Fact]
    public async Task A_broken_model_is_refused_with_a_list_of_problems_and_nothing_changes()
    {
        await using var site = await WithCase();
        var steering = await site.SignIn("ilse", Roles.ProcessOwner);
        var broken = """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t" id="d">
              <process id="signal" isExecutable="true"><startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="weg"/></process>
            </definitions>
            """;
        var shown = await Upload(steering, broken);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, shown.Status);
        Assert.StartsWith("Fout: ", shown.Title, StringComparison.Ordinal);
        Assert.NotEmpty(shown.Document.QuerySelectorAll("[data-error-summary] li"));
        Assert.Equal(1, await site.Read(db => db.ProcessDefinitions.MaxAsync(row => row.Version)));
    }

    [Fact]
    public async Task What_cannot_come_over_from_another_tool_is_said_in_Dutch_with_the_place_and_the_repair()
    {
        await using var site = await WithCase();
        var steering = await site.SignIn("ilse", Roles.ProcessOwner);
        var shown = await Upload(steering, """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
              <process id="signal"><startEvent id="s"/><endEvent id="e"/><sequenceFlow id="pijl" sourceRef="s" targetRef="e"><conditionExpression>${check.of(x)}</conditionExpression></sequenceFlow></process>
            </definitions>
            """);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, shown.Status);
        var line = Plain(Assert.Single(shown.Document.QuerySelectorAll("[data-error-summary] li")).TextContent);
        Assert.StartsWith("De expressie '${check.of(x)}' (conditionExpression) is niet te vertalen: zij roept een methode of functie aan. Schrijf haar in FEEL", line, StringComparison.Ordinal);
        Assert.EndsWith("(pijl)", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_with_a_document_type_is_refused()
    {
        await using var site = await WithCase();
        var steering = await site.SignIn("ilse", Roles.ProcessOwner);
        var shown = await Upload(steering, "<!DOCTYPE d [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\">&e;</definitions>");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, shown.Status);
        Assert.DoesNotContain("root:", shown.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_good_model_becomes_the_next_version_with_the_forms_in_use()
    {
        await using var site = await WithCase();
        var steering = await site.SignIn("ilse", Roles.ProcessOwner);
        var xml = await site.Read(db => db.ProcessDefinitions.Select(row => row.BpmnXml).SingleAsync());
        var shown = await Upload(steering, xml.Replace("Acuutcheck", "Spoedcheck", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, shown.Status);
        Assert.Contains("signal:2", shown.Words, StringComparison.Ordinal);
        Assert.Contains("versie 2 in gebruik", (await steering.Get("/proces")).Words, StringComparison.Ordinal);
    }

    private static string Plain(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static Task<string> Reference(Site site) => site.Read(db => db.Cases.Select(row => row.Reference).SingleAsync());

    private static async Task<Shown> Upload(Browser browser, string xml)
    {
        var page = await browser.Get("/proces/nieuwe-versie");
        using var content = new MultipartFormDataContent
        {
            { new StringContent(page.Document.QuerySelector("form.sk-card input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(xml)), "model", "nieuw.bpmn" },
        };
        return await browser.Post("/proces/nieuwe-versie", content);
    }

    private static async Task<Site> WithCase()
    {
        var site = Site.Production();
        await site.Publish();
        var browser = site.Browse();
        await browser.Press(await browser.Get("/melden/formulier"), "Melding versturen", ("statement", "Iemand riep iets."), ("when", "Gisteren"), ("relation", "neighbour"));
        await site.Settle();
        return site;
    }
}
