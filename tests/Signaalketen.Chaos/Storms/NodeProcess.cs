using System.Diagnostics;
using System.Globalization;
using Signaalketen.Chaos.Nodes;

namespace Signaalketen.Chaos.Storms;

/// <summary>One node, life after life: started again when it died, stopped in the middle of anything and let go again.</summary>
internal sealed class NodeProcess(string name, Func<string, NodeSettings> settings) : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly Queue<string> words = new();
    private Process? process;
    private int lives;
    private int done;
    private bool ready;
    private bool endsByUs;

    public string Name => name;

    /// <summary>How often it was started.</summary>
    public int Lives => lives;

    /// <summary>What it did in this life.</summary>
    public int Done => Volatile.Read(ref done);

    public bool Ready => Volatile.Read(ref ready);

    public bool Paused { get; private set; }

    public bool Running => process is { HasExited: false };

    /// <summary>What ended by itself: after it was ready that is a fault of the product.</summary>
    public List<string> Collapses { get; } = [];

    /// <summary>Starts that failed, as they may while there is no database.</summary>
    public int FailedStarts { get; private set; }

    public void Start()
    {
        lives++;
        done = 0;
        ready = false;
        endsByUs = false;
        var start = new ProcessStartInfo("dotnet", [typeof(NodeProgram).Assembly.Location, NodeProgram.Verb])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Short lives do not repay profiling.
        start.Environment["DOTNET_TieredPGO"] = "0";
        settings($"{name}-{lives.ToString("0000", CultureInfo.InvariantCulture)}").Put(start.Environment);
        var started = new Process { StartInfo = start, EnableRaisingEvents = true };
        started.Exited += (_, _) => Ended(started);
        started.OutputDataReceived += (_, line) => Heard(line.Data);
        started.ErrorDataReceived += (_, line) => Note(line.Data);
        process = started;
        started.Start();
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
    }

    /// <summary>Ends the process the way a power cut does.</summary>
    public async Task Kill()
    {
        lock (gate)
            endsByUs = true;
        Paused = false;
        process!.Kill();
        await process.WaitForExitAsync();
    }

    public void Pause()
    {
        Paused = true;
        Signal("-STOP");
    }

    public void Resume()
    {
        if (!Paused)
            return;
        Paused = false;
        Signal("-CONT");
    }

    public void Finish() => process!.StandardInput.WriteLine(NodeProgram.Finish);

    /// <summary>Asks it to stop; its answer to the operating system.</summary>
    public async Task<int> Stop()
    {
        lock (gate)
            endsByUs = true;
        Signal("-TERM");
        await process!.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return process.ExitCode;
    }

    /// <summary>What it said last on its log.</summary>
    public string Log()
    {
        lock (gate)
            return string.Join(Environment.NewLine, words);
    }

    public async ValueTask DisposeAsync()
    {
        if (Running)
            await Kill();
        process?.Dispose();
    }

    private void Ended(Process which)
    {
        lock (gate)
        {
            if (endsByUs || which != process)
                return;
            if (ready)
                Collapses.Add($"{name} ended by itself in life {lives} with {which.ExitCode}:{Environment.NewLine}{string.Join(Environment.NewLine, words)}");
            else
                FailedStarts++;
        }
    }

    private void Heard(string? word)
    {
        if (word == NodeProgram.Ready)
            Volatile.Write(ref ready, true);
        else if (word is not null)
            Interlocked.Increment(ref done);
    }

    private void Note(string? line)
    {
        if (line is null)
            return;
        lock (gate)
        {
            words.Enqueue(line);
            while (words.Count > 60)
                words.Dequeue();
        }
    }

    private void Signal(string which)
    {
        using var kill = Process.Start("kill", [which, process!.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
