using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Signaalketen.Persistence.Dialects;
using Signaalketen.Runtime.Hosting;

namespace Signaalketen.Web.Hosting;

/// <summary>
/// Three questions an operator asks: is the process alive, has it started, can it take work. The last answer names per check a reason
/// that a machine can read, the cause and the remedy; nothing of a case is in it.
/// </summary>
public static class Health
{
    private const string Ready = "ready";

    public static void Add(IServiceCollection services) => services.AddHealthChecks()
        .AddCheck<DatabaseAnswers>("database", tags: [Ready])
        .AddCheck<ClockAgrees>("clock", tags: [Ready])
        .AddCheck<HeartbeatGoesOn>("heartbeat", tags: [Ready])
        .AddCheck<NothingIsHeld>("restore", tags: [Ready]);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        // Requests are only answered once start-up is done: schema upgraded, durability verified.
        routes.MapHealthChecks("/health/startup", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready), ResponseWriter = Write }).AllowAnonymous();
    }

    private static Task Write(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(JsonSerializer.Serialize(new
        {
            status = Word(report.Status),
            checks = report.Entries.OrderBy(check => check.Key, StringComparer.Ordinal).Select(check => new
            {
                name = check.Key,
                status = Word(check.Value.Status),
                reason = check.Value.Data.GetValueOrDefault("reason"),
                cause = check.Value.Data.GetValueOrDefault("cause"),
                remedy = check.Value.Data.GetValueOrDefault("remedy"),
            }),
        }), context.RequestAborted);
    }

    private static string Word(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };

    private static Dictionary<string, object> Words(string reason, string cause, string remedy) => new() { ["reason"] = reason, ["cause"] = cause, ["remedy"] = remedy };

    private sealed class DatabaseAnswers(Dialect dialect, DatabaseWatch watch) : IHealthCheck
    {
        // A network that swallows everything answers nothing: whoever asks must not wait for that.
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            if (watch.Trouble is { } known)
                return Unhealthy(known);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(Patience);
            try
            {
                await using var connection = await dialect.Open(limit.Token);
                await using var command = connection.CreateCommand();
                command.CommandText = "SELECT 1";
                await command.ExecuteScalarAsync(limit.Token);
                return HealthCheckResult.Healthy();
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return Unhealthy(TroubleReport.Of(DatabaseTrouble.Unreachable));
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                return Unhealthy(watch.Saw(exception) ?? TroubleReport.Of(DatabaseTrouble.Other));
            }
        }

        private static HealthCheckResult Unhealthy(TroubleReport report) =>
            HealthCheckResult.Unhealthy(report.Cause, data: Words("database." + JsonNamingPolicy.KebabCaseLower.ConvertName(report.Trouble.ToString()), report.Cause, report.Remedy));
    }

    // Nodes go by the clock of their database (rule R9); a machine that is far off has something else wrong with it.
    private sealed class ClockAgrees(DatabaseClock clock) : IHealthCheck
    {
        private static readonly TimeSpan Warning = TimeSpan.FromSeconds(2);

        private static readonly TimeSpan TooFar = TimeSpan.FromSeconds(30);

        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var skew = clock.Skew.Duration();
            var words = Words("clock.skew", $"The clock of this machine differs {skew.TotalSeconds:0} seconds from that of the database.", "Switch the time service (NTP) of this machine on.");
            return Task.FromResult(skew > TooFar ? HealthCheckResult.Unhealthy(data: words) : skew > Warning ? HealthCheckResult.Degraded(data: words) : HealthCheckResult.Healthy());
        }
    }

    // Not unhealthy: whoever has to release it must be able to reach the site.
    private sealed class NothingIsHeld(RestoreWatch restores) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(restores.Held
                ? HealthCheckResult.Degraded(data: Words(
                    "restore.held", "The database was restored from a back-up: mails, terms and automatic steps wait for a person.",
                    "Compare with what went out since the back-up, then release on the page Proces, or with: signaalketen admin release."))
                : HealthCheckResult.Healthy());
    }

    private sealed class HeartbeatGoesOn(Heartbeat heartbeat, TimeProvider clock) : IHealthCheck
    {
        private static readonly TimeSpan Silence = TimeSpan.FromMinutes(5);

        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(heartbeat.LastBeatAt is { } beat && clock.GetUtcNow() - beat > Silence
                ? HealthCheckResult.Unhealthy(data: Words("heartbeat.silent", "The heartbeat of this node stands still: no term is watched and no mail goes.", "Restart this node, and report it with its log."))
                : HealthCheckResult.Healthy());
    }
}
