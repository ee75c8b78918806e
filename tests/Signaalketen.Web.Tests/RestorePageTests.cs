using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Signaalketen.Casework;
using Signaalketen.Runtime.Hosting;
using Signaalketen.Web.Tests.House;

namespace Signaalketen.Web.Tests;

/// <summary>After a restore the site says that it waits for a person, and lets that person in (rule R20).</summary>
public sealed class RestorePageTests
{
    [Fact]
    [Trait("Rule", "R20")]
    public async Task Readiness_says_that_work_is_held_and_the_process_owner_releases_it()
    {
        await using var site = Site.Production();
        await site.Publish();
        await site.Services.GetRequiredService<RestoreWatch>().Declare(site.Clock.GetUtcNow(), CancellationToken.None);
        await site.Settle();
        var ready = await site.Browse().Get("/health/ready");
        Assert.Equal(HttpStatusCode.OK, ready.Status);
        Assert.Contains("restore.held", System.Text.Encoding.UTF8.GetString(ready.Bytes), StringComparison.Ordinal);

        var owner = await site.SignIn("pia", Roles.ProcessOwner);
        var page = await owner.Get("/proces");
        Assert.Contains("wachten tot u ze vrijgeeft", page.Document.Body!.TextContent, StringComparison.Ordinal);
        await owner.Press(page, "Vrijgeven");
        await site.Settle();
        Assert.DoesNotContain("restore.held", System.Text.Encoding.UTF8.GetString((await site.Browse().Get("/health/ready")).Bytes), StringComparison.Ordinal);
    }
}
