using System.Reflection;
using System.Text.RegularExpressions;

namespace Signaalketen.House.Tests;

public sealed partial class CodeTests
{
    private static readonly Assembly[] Assemblies =
        [.. House.Rooms.Select(room => Assembly.Load(room == "Cli" ? "signaalketen" : $"Signaalketen.{room}"))];

    private static IEnumerable<Type> OwnTypes => Assemblies.SelectMany(assembly => assembly.GetTypes())
        .Where(type => type.Namespace?.StartsWith("Signaalketen", StringComparison.Ordinal) == true
            && !type.Namespace.Contains("Migrations", StringComparison.Ordinal) && !type.Name.Contains('<', StringComparison.Ordinal));

    [Fact]
    public void No_type_has_a_name_that_says_nothing()
    {
        string[] empty = ["Manager", "Helper", "Util", "Utils", "Base", "Impl", "Common", "Info"];
        // "TagHelper" is the word that Razor itself looks for.
        Assert.Empty(OwnTypes.Select(type => type.Name).Where(name => !name.EndsWith("TagHelper", StringComparison.Ordinal) && empty.Any(word => name.EndsWith(word, StringComparison.Ordinal))));
    }

    [Fact]
    public void No_type_is_called_plain_Task_or_Process() =>
        Assert.DoesNotContain(OwnTypes, type => type.Name is "Task" or "Process");

    /// <summary>The glossary: English in code, Dutch on screen. Page models are named after the English thing too.</summary>
    [Fact]
    public void No_identifier_is_Dutch()
    {
        string[] dutch =
        [
            "melding", "melder", "meldpunt", "dossier", "achtervang", "betrokkene", "duiding", "weging", "weegploeg", "driehoek", "politie", "verstrekking",
            "convenant", "grondslag", "noodzaak", "ambtsbericht", "aanbieder", "voortgang", "herbeoordeling", "afsluiting", "nazorg", "bewaartermijn", "vernietiging",
            "werkdag", "feestdag", "termijn", "klacht", "bezwaar", "burgemeester", "proceseigenaar", "taak", "zaak", "gemeente",
        ];
        var names = OwnTypes.SelectMany(type => type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(member => !member.Name.Contains('<', StringComparison.Ordinal)).Select(member => member.Name).Append(type.Name));
        var words = names.Distinct(StringComparer.Ordinal).Where(name => Words().Matches(name).Any(word => dutch.Contains(word.Value, StringComparer.OrdinalIgnoreCase)));
        Assert.Empty(words);
    }

    [Fact]
    public void Nothing_anywhere_scores_or_ranks_a_person()
    {
        string[] scores = ["score", "risk", "rank", "rating", "grade", "profile", "suspicion", "threatlevel", "danger"];
        var rows = OwnTypes.Where(type => type.Namespace is { } space && (space.Contains("Persistence", StringComparison.Ordinal) || space.Contains("Casework", StringComparison.Ordinal)));
        var columns = rows.SelectMany(type => type.GetProperties().Select(property => $"{type.Name}.{property.Name}"));
        Assert.Empty(columns.Where(column => scores.Any(word => column.Contains(word, StringComparison.OrdinalIgnoreCase))));
    }

    [Fact]
    public void No_file_has_more_than_one_subject_worth_of_lines()
    {
        var longest = House.Files("src", "*.cs").Concat(House.Files("tests", "*.cs")).Concat(House.Files("designer", "*.ts"))
            .Select(file => (File: House.Relative(file), Lines: File.ReadAllLines(file).Length)).Where(entry => entry.Lines > 400);
        Assert.Empty(longest);
    }

    [Fact]
    public void Nothing_is_left_for_later()
    {
        var own = House.Relative(Path.Combine(House.Root, "tests/Signaalketen.House.Tests/CodeTests.cs"));
        string[] leftovers = ["TODO", "FIXME", "HACK", "NotImplementedException", "#pragma warning disable", "SuppressMessage", "Thread.Sleep", "eslint-disable", "@ts-ignore"];
        var found = House.Files("src", "*.cs").Concat(House.Files("tests", "*.cs")).Concat(House.Files("src", "*.cshtml")).Concat(House.Files("designer", "*.ts"))
            .Where(file => House.Relative(file) != own)
            .SelectMany(file => leftovers.Where(word => File.ReadAllText(file).Contains(word, StringComparison.Ordinal)).Select(word => $"{House.Relative(file)}: {word}"));
        Assert.Empty(found);
    }

    [Fact]
    public void No_test_sleeps_or_asks_the_time()
    {
        string[] impure = ["Task.Delay(", "DateTime.Now", "DateTime.UtcNow", "DateTimeOffset.Now", "DateTimeOffset.UtcNow"];
        // The acceptance and chaos tests drive real processes and a real browser, which live in real time; the benchmarks measure it.
        string[] inRealTime = ["Acceptance", "Benchmarks", "Chaos", "House.Tests"];
        var found = House.Files("tests", "*.cs")
            .Where(file => !inRealTime.Any(room => House.Relative(file).Contains(room, StringComparison.Ordinal)))
            .SelectMany(file => impure.Where(word => File.ReadAllText(file).Contains(word, StringComparison.Ordinal)).Select(word => $"{House.Relative(file)}: {word}"));
        Assert.Empty(found);
    }

    /// <summary>Razor runs no script and no style of its own, or the content security policy would refuse it.</summary>
    [Fact]
    public void No_page_has_script_or_style_in_line()
    {
        var found = House.Files("src", "*.cshtml")
            .Where(file => InLine().IsMatch(File.ReadAllText(file))).Select(House.Relative);
        Assert.Empty(found);
    }

    [GeneratedRegex("[A-Z]?[a-z]+|[A-Z]+(?![a-z])")]
    private static partial Regex Words();

    [GeneratedRegex("""<script(?![^>]*\ssrc=)|<style|\sstyle="|\son[a-z]+=|javascript:""", RegexOptions.IgnoreCase)]
    private static partial Regex InLine();
}
