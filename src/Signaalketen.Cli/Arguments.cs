using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.Time;

namespace Signaalketen.Cli;

/// <summary>Words and options of one verb.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, List<string>> options = new(StringComparer.Ordinal);

    /// <param name="known">Options that take a value; one that ends in <c>!</c> takes none.</param>
    public Arguments(IReadOnlyList<string> args, params string[] known)
    {
        var words = new List<string>();
        for (var index = 0; index < args.Count; index++)
        {
            if (!args[index].StartsWith("--", StringComparison.Ordinal))
            {
                words.Add(args[index]);
                continue;
            }

            if (known.Contains($"{args[index]}!"))
            {
                options[args[index]] = [];
                continue;
            }

            if (!known.Contains(args[index]) || args[index].EndsWith('!'))
                throw new UsageException($"Unknown option {args[index]}. Known here: {string.Join(", ", known.Select(option => option.TrimEnd('!')))}.");
            if (index + 1 == args.Count)
                throw new UsageException($"The option {args[index]} needs a value.");
            if (!options.TryGetValue(args[index], out var values))
                options[args[index]] = values = [];
            values.Add(args[++index]);
        }

        Words = words;
    }

    public IReadOnlyList<string> Words { get; }

    /// <summary>Whether an option without a value was given.</summary>
    public bool Has(string option) => options.ContainsKey(option);

    public IReadOnlyList<string> All(string option) => options.GetValueOrDefault(option) ?? [];

    public string? One(string option) => All(option) switch
    {
        [] => null,
        [var only] => only,
        _ => throw new UsageException($"Give {option} once."),
    };

    public string Choice(string option, string otherwise, params string[] allowed)
    {
        var chosen = One(option) ?? otherwise;
        return allowed.Contains(chosen) ? chosen : throw new UsageException($"{option} is one of: {string.Join(", ", allowed)}.");
    }

    /// <summary>The moment of <c>--clock</c>; null when it was not given.</summary>
    public DateTimeOffset? Clock(TimeZoneInfo zone)
    {
        if (One("--clock") is not { } text)
            return null;
        return IsoInstant.TryParse(text, zone, out var moment, out var error) ? moment : throw new UsageException($"--clock must be an ISO 8601 moment: {error}");
    }

    /// <summary>The text of a file the user named, read no further than any reader would accept.</summary>
    public static string ReadFile(string path)
    {
        const int most = 5_000_001;
        if (!File.Exists(path))
            throw new UsageException($"There is no file '{path}'.");
        using var file = File.OpenRead(path);
        using var reader = ModelText.Open(file);
        var buffer = new char[Math.Min(most, file.Length + 1)];
        return new string(buffer, 0, reader.ReadBlock(buffer, 0, buffer.Length));
    }
}
