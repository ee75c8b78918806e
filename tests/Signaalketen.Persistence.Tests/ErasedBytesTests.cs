using Microsoft.EntityFrameworkCore;
using Signaalketen.Persistence.Model;
using Signaalketen.Persistence.Steps;
using Signaalketen.Testing;

namespace Signaalketen.Persistence.Tests;

public sealed class ErasedBytesOnSqlite() : ErasedBytesTests(StoreKind.Sqlite)
{
    protected override Task<string> FilesIn() => Task.FromResult(Database.Folder);
}

public sealed class ErasedBytesOnPostgres() : ErasedBytesTests(StoreKind.Postgres)
{
    // The tables; the write-ahead log beside them is a back-up and goes by its own rules.
    protected override async Task<string> FilesIn()
    {
        await using var db = Database.Dialect.CreateDb();
        var number = await db.Database.SqlQuery<string>($"""SELECT oid::text AS "Value" FROM pg_database WHERE datname = current_database()""").SingleAsync();
        return Path.Combine(SharedPostgres.Cluster.Folder, "data", "base", number);
    }

    [StoreFact]
    public async Task What_an_open_transaction_may_still_see_is_said_to_be_left()
    {
        await Database.Given(Rows.Case(), new CaseKeyRow { CaseId = "case-1", KeyId = "k", MunicipalKeyId = "m", Wrapped = [1], Nonce = [2], Tag = [3] });
        await using (var db = Database.Dialect.CreateDb())
        {
            await using var older = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead);
            Assert.Equal(1, await db.Cases.CountAsync());
            await Database.Store.Commit([.. CaseWrites.Erase("case-1", Rows.Monday)], CancellationToken.None);
            Assert.False(await Database.Dialect.ForgetErased(CancellationToken.None));
        }

        Assert.True(await Database.Dialect.ForgetErased(CancellationToken.None));
    }

    protected override Task WriteOut() => SharedPostgres.Cluster.Run("CHECKPOINT");
}

/// <summary>Erasing is forgetting: what was the key of a case must not be found in a file of the database.</summary>
public abstract class ErasedBytesTests(StoreKind kind) : IDisposable
{
    protected TempDatabase Database { get; } = new(kind);

    protected abstract Task<string> FilesIn();

    public void Dispose()
    {
        Database.Dispose();
        GC.SuppressFinalize(this);
    }

    [StoreFact]
    public async Task Erased_bytes_are_not_left_in_the_files_of_the_database()
    {
        var marker = new SystemIdentities().Bytes(64);
        await Database.Given(Rows.Case(), new CaseKeyRow { CaseId = "case-1", KeyId = "k", MunicipalKeyId = "m", Wrapped = marker, Nonce = [2], Tag = [3] });
        await WriteOut();
        Assert.True(await FilesHold(marker));
        await Database.Store.Commit([.. CaseWrites.Erase("case-1", Rows.Monday)], CancellationToken.None);
        Assert.True(await Database.Dialect.ForgetErased(CancellationToken.None));
        await WriteOut();
        Assert.False(await FilesHold(marker));
    }

    /// <summary>Brings what is in memory into the files, where the database puts that off.</summary>
    protected virtual Task WriteOut() => Task.CompletedTask;

    private async Task<bool> FilesHold(byte[] marker) => Directory.GetFiles(await FilesIn(), "*", SearchOption.AllDirectories).Any(file => Holds(file, marker));

    private static bool Holds(string file, byte[] marker)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return copy.GetBuffer().AsSpan(0, (int)copy.Length).IndexOf(marker) >= 0;
        }
        catch (FileNotFoundException)
        {
            // The server removed it between our list and our look.
            return false;
        }
    }
}
