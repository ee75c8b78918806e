using Microsoft.EntityFrameworkCore;
using Signaalketen.Persistence;
using Signaalketen.Runtime;
using Signaalketen.Runtime.Deployments;
using Signaalketen.Runtime.People;

namespace Signaalketen.Web.Demo;

/// <summary>Fills an empty practice environment before its first page: process, people, and three weeks of invented work.</summary>
public sealed class DemoSeed(IServiceScopeFactory scopes, IConfiguration configuration, ILogger<DemoSeed> log) : IHostedService
{
    /// <summary>False leaves the environment without sample cases, for a trainer who begins with an empty desk.</summary>
    public const string SamplesSetting = "Signaalketen:Demo:Samples";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var names = await services.GetRequiredService<SignaalketenDb>().Users.Select(account => account.UserName!).ToListAsync(cancellationToken);
        if (names.Exists(name => !name.EndsWith(DemoPeople.Domain, StringComparison.Ordinal)))
            throw new InvalidOperationException("This database holds real accounts. The demo refuses to start on it: set Signaalketen:Database:Folder to an empty folder.");
        await Publish(services.GetRequiredService<Deployments>(), cancellationToken);
        if (names.Count > 0)
            return;
        foreach (var person in DemoPeople.All)
            await services.GetRequiredService<Accounts>().Create(new(person.UserName, person.DisplayName, person.UserName, [person.RoleId]), cancellationToken);
        if (configuration.GetValue(SamplesSetting, true))
            await services.GetRequiredService<SampleCases>().Play(SampleScript.Actions, cancellationToken);
        await services.GetRequiredService<PracticeTime>().AdvanceTo(DemoSetup.Now, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Publishing the same again changes nothing, so a new edition of the models comes in at the next start.
    private async Task Publish(Deployments deployments, CancellationToken ct)
    {
        foreach (var package in WorkflowPackage.All())
        {
            var result = await deployments.Deploy(package.Name, package.BpmnXml, package.Forms, Actor.System("demo"), ct);
            if (!result.Deployed)
                log.LogError("Workflow {Name} was not published: {Problem}", package.Name, result.Problems[0].Message);
        }
    }
}
