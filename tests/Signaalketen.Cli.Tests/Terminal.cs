using System.Text.Json;

namespace Signaalketen.Cli.Tests;

/// <summary>Runs the command line with files in a folder of its own.</summary>
internal sealed class Terminal : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("signaalketen-");

    public string Folder => folder.FullName;

    public string File(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    public static async Task<Ran> Run(string input, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var reader = new StringReader(input);
        var exit = await CommandLine.RunAsync(args, reader, output, error, new StoppedClock());
        return new(exit, output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), error.ToString());
    }

    public void Dispose() => folder.Delete(recursive: true);

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2027, 1, 4, 8, 0, 0, TimeSpan.Zero);
    }
}

internal sealed record Ran(int Exit, IReadOnlyList<string> Lines, string Error)
{
    public JsonElement Json(int line) => JsonDocument.Parse(Lines[line]).RootElement;
}
