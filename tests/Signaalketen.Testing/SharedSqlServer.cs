using System.Security.Cryptography;
using Microsoft.Data.SqlClient;

namespace Signaalketen.Testing;

/// <summary>Databases on the SQL Server that <see cref="Stores.SqlServerVariable"/> names.</summary>
internal static class SharedSqlServer
{
    /// <returns>The connection string of a new, empty database.</returns>
    public static string Make()
    {
        var name = "signaalketen_" + Convert.ToHexString(RandomNumberGenerator.GetBytes(6));
        Run($"CREATE DATABASE [{name}]; ALTER DATABASE [{name}] SET READ_COMMITTED_SNAPSHOT ON;");
        return new SqlConnectionStringBuilder(Stores.SqlServer) { InitialCatalog = name }.ConnectionString;
    }

    public static void Drop(string connectionString)
    {
        var name = new SqlConnectionStringBuilder(connectionString).InitialCatalog;
        Run($"ALTER DATABASE [{name}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE [{name}];");
    }

    private static void Run(string statements)
    {
        using var connection = new SqlConnection(Stores.SqlServer);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statements;
        command.ExecuteNonQuery();
    }
}
