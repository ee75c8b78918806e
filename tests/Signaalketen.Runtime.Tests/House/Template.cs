using Microsoft.Data.Sqlite;
using Signaalketen.Persistence;
using Signaalketen.Persistence.Dialects.Sqlite;

namespace Signaalketen.Runtime.Tests.House;

/// <summary>An empty database with the schema in place, made once per test run: migrating takes longer than most tests.</summary>
internal static class Template
{
    private static readonly Lazy<byte[]> Bytes = new(Make);

    public static void CopyTo(string folder) => File.WriteAllBytes(Path.Combine(folder, "signaalketen.db"), Bytes.Value);

    private static byte[] Make()
    {
        var folder = Directory.CreateTempSubdirectory("signaalketen-template-").FullName;
        var dialect = new SqliteDialect(Path.Combine(folder, "template.db"));
        new SchemaUpgrade(dialect, TimeProvider.System).Run(CancellationToken.None).GetAwaiter().GetResult();
        dialect.ForgetErased(CancellationToken.None).GetAwaiter().GetResult();
        SqliteConnection.ClearAllPools();
        var bytes = File.ReadAllBytes(dialect.File);
        Directory.Delete(folder, recursive: true);
        return bytes;
    }
}
