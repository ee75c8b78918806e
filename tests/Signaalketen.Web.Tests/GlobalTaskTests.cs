using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Signaalketen.Casework;
using Signaalketen.Engine.State;
using Signaalketen.Runtime;
using Signaalketen.Runtime.Cases;
using Signaalketen.Runtime.Deployments;
using Signaalketen.Runtime.Intake;
using Signaalketen.Web.Pages.Processes;
using Signaalketen.Web.Tests.House;

namespace Signaalketen.Web.Tests;

/// <summary>A global task is published with its process, but nobody starts it and no list calls it a process.</summary>
public sealed class GlobalTaskTests
{
    private const string Model = $"""
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><globalUserTask id="check" name="Controleren"><potentialOwner><resourceAssignmentExpression><formalExpression>{Roles.IntakeDesk}</formalExpression></resourceAssignmentExpression></potentialOwner></globalUserTask>
        <process id="round" isExecutable="true"><startEvent id="s"/><callActivity id="c" calledElement="check"/><endEvent id="e"/>
        <sequenceFlow id="f1" sourceRef="s" targetRef="c"/><sequenceFlow id="f2" sourceRef="c" targetRef="e"/></process></definitions>
        """;

    [Fact]
    public async Task Global_task_is_no_process_that_one_can_start()
    {
        await using var site = Site.Production();
        var deployed = await site.Services.GetRequiredService<Deployments>().Deploy("round.bpmn", Model, new Dictionary<string, string>(), Actor.System("test"), CancellationToken.None);
        Assert.True(deployed.Deployed, string.Join("; ", deployed.Problems.Select(problem => problem.Message)));
        Assert.Equal(2, await site.Read(db => db.ProcessDefinitions.CountAsync(row => row.DeploymentName == "round.bpmn")));
        await using var scope = site.Services.CreateAsyncScope();
        var versions = await scope.ServiceProvider.GetRequiredService<ProcessVersions>().All(CancellationToken.None);
        Assert.Equal(["round"], versions.Select(version => version.ProcessId));
        var starts = site.Services.GetRequiredService<ProcessStarts>();
        await Assert.ThrowsAsync<NotPublishedException>(() => starts.Start("check", Variables.Empty, null, Actor.System("test"), CancellationToken.None));
        Assert.NotNull(await starts.Start("round", Variables.Empty, null, Actor.System("test"), CancellationToken.None));
    }
}
