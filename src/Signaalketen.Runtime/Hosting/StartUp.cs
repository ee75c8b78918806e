using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Signaalketen.Persistence;
using Signaalketen.Persistence.Dialects;

namespace Signaalketen.Runtime.Hosting;

/// <summary>
/// Before anything is served: schema brought up to date or refused, durability verified, leftovers of an erasure gone. A database that is
/// not there yet is waited for; what waiting cannot mend ends the start with a sentence that says what can.
/// </summary>
public sealed class StartUp(Dialect dialect, SchemaUpgrade upgrade, DatabaseClock database, TimeProvider clock, ILogger<StartUp> log) : IHostedLifecycleService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>Once, without waiting.</summary>
    /// <exception cref="NewerSchemaException">The database belongs to a newer version.</exception>
    /// <exception cref="UnsafeDatabaseException">A setting would lose commits.</exception>
    public async Task Prepare(CancellationToken ct)
    {
        foreach (var migration in await upgrade.Run(ct))
            log.LogInformation("Schema brought to {Migration}", migration);
        await dialect.VerifyDurability(ct);
        // A node that died right after an erasure may have left pages in the log of the database.
        if (!await dialect.ForgetErased(ct))
            log.LogWarning("What was erased may still stand in the files of the database, because a transaction is open; the next erasure or start removes it");
        await database.Read(ct);
    }

    /// <summary>As <see cref="Prepare"/>, again and again for as long as the trouble may pass by itself.</summary>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await Prepare(cancellationToken);
                return;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                var report = TroubleReport.Of(dialect.TroubleOf(exception));
                if (!report.Transient)
                {
                    log.LogCritical("The site does not start. {Cause} {Remedy}", report.Cause, report.Remedy);
                    throw;
                }

                log.LogWarning("The site waits for its database. {Cause} {Remedy} It looks again in {Pause}", report.Cause, report.Remedy, pause);
            }

            await Task.Delay(pause, clock, cancellationToken);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
