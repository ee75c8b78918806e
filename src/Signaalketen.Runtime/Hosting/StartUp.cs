using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Signaalketen.Persistence;
using Signaalketen.Persistence.Dialects;

namespace Signaalketen.Runtime.Hosting;

/// <summary>Before anything is served: schema brought up to date or refused, durability verified, leftovers of an erasure gone.</summary>
public sealed class StartUp(Dialect dialect, SchemaUpgrade upgrade, DatabaseClock clock, ILogger<StartUp> log) : IHostedLifecycleService
{
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
        await clock.Read(ct);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Prepare(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
