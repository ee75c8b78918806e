using System.Text;

namespace Signaalketen.Chaos.Nodes;

/// <summary>
/// What one process did in the world outside the database: a line each, on disk before anything else happens. Written by a process that
/// can die at any moment, so only its last line can be half.
/// </summary>
internal sealed class Journal : IDisposable
{
    public const string Pattern = "*.journal";

    private readonly Lock gate = new();
    private readonly FileStream file;

    public Journal(string folder, string process) =>
        file = new(Path.Combine(folder, process + ".journal"), FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 1);

    public void Write(params string[] words)
    {
        var line = Encoding.UTF8.GetBytes(string.Join('\t', words) + "\n");
        lock (gate)
        {
            file.Write(line);
            file.Flush(flushToDisk: true);
        }
    }

    public void Dispose() => file.Dispose();

    /// <summary>The lines of all processes; one that was cut short says nothing.</summary>
    public static IEnumerable<string[]> ReadAll(string folder)
    {
        foreach (var path in Directory.GetFiles(folder, Pattern).Order(StringComparer.Ordinal))
        {
            var text = File.ReadAllText(path);
            foreach (var line in text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries))
                yield return line.Split('\t');
        }
    }
}
