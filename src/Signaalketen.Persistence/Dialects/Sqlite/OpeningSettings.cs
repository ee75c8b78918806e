using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Signaalketen.Persistence.Dialects.Sqlite;

/// <summary>Gives EF Core's own connections the same safety settings as those of a step.</summary>
internal sealed class OpeningSettings(Func<string> statements) : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statements();
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statements();
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
