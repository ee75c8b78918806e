using System.Net;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;
using Signaalketen.Web.Hosting;
using Signaalketen.Web.Tests.House;

namespace Signaalketen.Web.Tests;

public sealed class HeadersTests
{
    [Fact]
    public async Task Every_answer_carries_the_protective_headers()
    {
        await using var site = Site.Production(more: [("Signaalketen:Municipality:SecurityContact", "mailto:veilig@gemeente.example")]);
        var browser = site.Browse();
        foreach (var path in new[] { "/", "/melden", "/melden/formulier", "/aanmelden", "/taken", "/bestaat-niet", "/plain.css", "/health/live", "/health/ready", "/.well-known/security.txt" })
        {
            var shown = await browser.Get(path, follow: false);
            Assert.Equal(
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
                shown.Header("Content-Security-Policy"));
            Assert.Equal("nosniff", shown.Header("X-Content-Type-Options"));
            Assert.Equal("same-origin", shown.Header("Referrer-Policy"));
            Assert.Equal("max-age=31536000; includeSubDomains", shown.Header("Strict-Transport-Security"));
            Assert.NotEqual("", shown.Header("Cache-Control"));
            Assert.Equal("", shown.Header("Server"));
        }
    }

    [Fact]
    public async Task Pages_stay_in_no_cache_and_files_with_a_version_stay_for_ever()
    {
        await using var site = Site.Production();
        var browser = site.Browse();
        Assert.Equal("no-store", (await browser.Get("/melden")).Header("Cache-Control"));
        Assert.Equal("no-cache", (await browser.Get("/plain.css")).Header("Cache-Control"));
        Assert.Equal("public, max-age=31536000, immutable", (await browser.Get("/plain.css?v=1")).Header("Cache-Control"));
    }

    [Fact]
    public async Task A_fault_of_ours_answers_in_Dutch_with_a_number_and_the_same_headers()
    {
        await using var site = Site.Production(services: services => services.Configure<MvcOptions>(options => options.Filters.Add(new FailsOn("/privacy"))));
        var shown = await site.Browse().Get("/privacy");
        Assert.Equal(HttpStatusCode.InternalServerError, shown.Status);
        Assert.Equal("Er ging iets mis bij ons", shown.Document.QuerySelector("h1")!.TextContent);
        Assert.NotEqual("", shown.Document.QuerySelector("main .sk-reference")!.TextContent);
        Assert.DoesNotContain("broken on purpose", shown.Words, StringComparison.Ordinal);
        Assert.Equal(SecurityHeaders.ContentSecurityPolicy, shown.Header("Content-Security-Policy"));
    }

    [Fact]
    public async Task No_page_holds_script_or_style_of_its_own()
    {
        await using var site = Site.Demo();
        var browser = site.Browse();
        foreach (var path in new[] { "/", "/melden", "/melden/formulier", "/melden/direct-gevaar", "/aanmelden", "/privacy", "/toegankelijkheid", "/hoe-werkt-het", "/demo/postvak" })
        {
            var shown = await browser.Get(path);
            var document = shown.Document;
            Assert.Empty(document.QuerySelectorAll("style, [style], [onclick], script:not([src])"));
            Assert.Single(document.QuerySelectorAll("h1"));
            Assert.Equal(path, shown.Path);
            Assert.NotNull(document.QuerySelector("a.nl-skip-link[href='#inhoud']"));
            Assert.NotNull(document.QuerySelector("main#inhoud"));
            Assert.Equal("nl", document.DocumentElement.GetAttribute("lang"));
        }
    }

    private sealed class FailsOn(string path) : IAsyncPageFilter
    {
        public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) =>
            context.HttpContext.Request.Path == path ? throw new InvalidOperationException("broken on purpose") : Task.CompletedTask;

        public Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next) => next();
    }
}
