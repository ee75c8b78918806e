namespace Signaalketen.Testing;

/// <summary>The databases on which the tests run.</summary>
public enum StoreKind
{
    Sqlite,
    Postgres,
    SqlServer,
}

/// <summary>Which databases can be had here.</summary>
public static class Stores
{
    /// <summary>Holds a connection string of a server on which databases may be made.</summary>
    public const string SqlServerVariable = "SIGNAALKETEN_TEST_SQLSERVER";

    public static string? SqlServer { get; } = Environment.GetEnvironmentVariable(SqlServerVariable);

    /// <summary>Why tests on this database are skipped; null when they run.</summary>
    public static string? WhyNot(StoreKind kind) => kind switch
    {
        StoreKind.Postgres => PostgresPrograms.Found is null ? PostgresPrograms.Missing : null,
        StoreKind.SqlServer when string.IsNullOrEmpty(SqlServer) => $"There is no SQL Server here: {SqlServerVariable} holds no connection string.",
        _ => null,
    };

    /// <summary>The same for a test class: the end of its name says on which database it runs.</summary>
    public static string? WhyNot(string className) =>
        Enum.GetValues<StoreKind>().Where(kind => className.EndsWith("On" + kind, StringComparison.Ordinal)).Select(WhyNot).FirstOrDefault();
}
