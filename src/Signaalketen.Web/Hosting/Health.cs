using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Signaalketen.Persistence;
using Signaalketen.Runtime.Hosting;

namespace Signaalketen.Web.Hosting;

/// <summary>Three questions an operator asks: is the process alive, has it started, can it take work. The answers say one word.</summary>
public static class Health
{
    private const string Ready = "ready";

    public static void Add(IServiceCollection services) => services.AddHealthChecks()
        .AddCheck<DatabaseAnswers>("database", tags: [Ready])
        .AddCheck<HeartbeatGoesOn>("heartbeat", tags: [Ready]);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        // Requests are only answered once start-up is done: schema upgraded, durability verified.
        routes.MapHealthChecks("/health/startup", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) }).AllowAnonymous();
    }

    private sealed class DatabaseAnswers(SignaalketenDb db) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            await db.Database.CanConnectAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
    }

    private sealed class HeartbeatGoesOn(Heartbeat heartbeat, TimeProvider clock) : IHealthCheck
    {
        private static readonly TimeSpan Silence = TimeSpan.FromMinutes(5);

        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(heartbeat.LastBeatAt is { } beat && clock.GetUtcNow() - beat > Silence ? HealthCheckResult.Unhealthy() : HealthCheckResult.Healthy());
    }
}
