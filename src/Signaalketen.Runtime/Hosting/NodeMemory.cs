using System.Globalization;
using Microsoft.Extensions.Logging;
using Signaalketen.Persistence;
using Signaalketen.Runtime.Options;

namespace Signaalketen.Runtime.Hosting;

/// <summary>
/// What this node remembers of its database outside of it: a number of its own that it counted up in the database, in a small file beside
/// its data. It is written after the database has it, so that a database with a lower number is an older one.
/// </summary>
public sealed class NodeMemory(RuntimeOptions options, Identities identities, ILogger<NodeMemory> log)
{
    public const string FileName = "node.txt";

    private bool complained;

    private string Path => System.IO.Path.Combine(options.Database.Folder, FileName);

    /// <summary>What was remembered last; null on a node that starts for the first time, or lost its file.</summary>
    public Remembered? Read()
    {
        if (!File.Exists(Path))
            return null;
        return File.ReadAllText(Path).Split(' ') is [var node, var beat, var at]
            && long.TryParse(beat, CultureInfo.InvariantCulture, out var number) && long.TryParse(at, CultureInfo.InvariantCulture, out var ticks)
            ? new(node, number, UtcTicks.Instant(ticks))
            : Unreadable();
    }

    public string NewNode(DateTimeOffset now) => identities.NewId(now);

    /// <summary>Replaces the file at once or not at all.</summary>
    public void Write(Remembered remembered)
    {
        try
        {
            Replace(remembered);
            complained = false;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Work goes on without: only a restored database goes unnoticed by this node then.
            if (!complained)
                log.LogWarning("{File} cannot be written ({Fault}): make Signaalketen:Database:Folder writable, or run 'signaalketen admin restored' after each restore", Path, fault.GetType().Name);
            complained = true;
        }
    }

    private void Replace(Remembered remembered)
    {
        Directory.CreateDirectory(options.Database.Folder);
        var next = Path + ".next";
        using (var file = new FileStream(next, FileMode.Create, FileAccess.Write))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{remembered.Node} {remembered.Beat} {remembered.At.UtcTicks}")));
            file.Flush(flushToDisk: true);
        }

        File.Move(next, Path, overwrite: true);
    }

    private Remembered? Unreadable()
    {
        log.LogWarning("{File} cannot be read and is begun anew; a database that was restored before now goes unnoticed by this node", Path);
        return null;
    }
}

/// <param name="Node">The node's own id, chosen at its first start.</param>
/// <param name="Beat">Counted up in the database by this node only.</param>
/// <param name="At">When, by the clock of the database.</param>
public sealed record Remembered(string Node, long Beat, DateTimeOffset At);
