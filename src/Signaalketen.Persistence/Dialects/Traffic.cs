using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Signaalketen.Persistence.Dialects;

/// <summary>Counts what this node asks of its database: a step that begins to ask more shows here first.</summary>
public sealed class Traffic : DbCommandInterceptor
{
    private long statements;
    private long commits;
    private long steps;

    /// <summary>Statements sent, reading and writing.</summary>
    public long Statements => Interlocked.Read(ref statements);

    /// <summary>Transactions of steps written.</summary>
    public long Commits => Interlocked.Read(ref commits);

    /// <summary>Steps in those transactions: several when they waited for each other.</summary>
    public long Steps => Interlocked.Read(ref steps);

    public void Sent(int count) => Interlocked.Add(ref statements, count);

    public void Committed(int count)
    {
        Interlocked.Increment(ref commits);
        Interlocked.Add(ref steps, count);
    }

    public override DbCommand CommandCreated(CommandEndEventData eventData, DbCommand result)
    {
        Sent(1);
        return result;
    }
}
