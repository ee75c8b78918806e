using System.Data.Common;

namespace Signaalketen.Persistence.Steps;

/// <summary>Plain commands and readers with our values in them.</summary>
public static class Reading
{
    public static DbCommand CreateCommand(this DbConnection connection, RowWrite write)
    {
        var command = connection.CreateCommand();
        command.CommandText = write.Sql;
        write.Bind(command);
        return command;
    }

    public static string? GetText(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public static long GetInt64(this DbDataReader reader, int column, long orElse) => reader.IsDBNull(column) ? orElse : reader.GetInt64(column);
}
