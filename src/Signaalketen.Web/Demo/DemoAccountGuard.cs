using Microsoft.EntityFrameworkCore;
using Signaalketen.Persistence;

namespace Signaalketen.Web.Demo;

/// <summary>Keeps the practice environment and real work apart: neither starts on the other's database.</summary>
public sealed class DemoAccountGuard(IServiceScopeFactory scopes) : IHostedService
{
    /// <exception cref="InvalidOperationException">Accounts without a password are in the database: this would leave the door open.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SignaalketenDb>();
        if (await db.Users.AnyAsync(account => account.UserName!.EndsWith(DemoPeople.Domain), cancellationToken))
            throw new InvalidOperationException("This database holds demo accounts. Production refuses to start on it: give production a database of its own, or set Signaalketen:Mode to 'demo'.");
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
