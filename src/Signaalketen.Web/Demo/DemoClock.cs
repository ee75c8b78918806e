using System.Globalization;

namespace Signaalketen.Web.Demo;

/// <summary>
/// The clock of the practice environment: real seconds from a moment of our choice. It only moves forward, and its distance from the
/// real clock is kept in a file, so that a restart goes on where it was.
/// </summary>
public sealed class DemoClock : TimeProvider
{
    private readonly string file;
    private readonly TimeProvider real;
    private readonly Lock gate = new();
    private TimeSpan offset;

    /// <param name="file">Keeps the distance; need not exist.</param>
    /// <param name="start">Where the clock begins when there is no file.</param>
    public DemoClock(string file, DateTimeOffset start, TimeProvider? real = null)
    {
        this.file = file;
        this.real = real ?? System;
        offset = File.Exists(file)
            ? TimeSpan.ParseExact(File.ReadAllText(file).Trim(), "c", CultureInfo.InvariantCulture)
            : start - this.real.GetUtcNow();
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return real.GetUtcNow() + offset;
    }

    /// <summary>Sets the clock forward; an earlier moment changes nothing, because time never goes back for a process.</summary>
    public void AdvanceTo(DateTimeOffset moment)
    {
        lock (gate)
        {
            var wanted = moment - real.GetUtcNow();
            if (wanted <= offset)
                return;
            offset = wanted;
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, offset.ToString("c", CultureInfo.InvariantCulture));
        }
    }
}
