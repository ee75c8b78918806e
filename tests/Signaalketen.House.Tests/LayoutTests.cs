using System.Xml.Linq;

namespace Signaalketen.House.Tests;

public sealed class LayoutTests
{
    [Fact]
    public void The_top_level_holds_only_what_the_design_names()
    {
        string[] allowed = ["Signaalketen.sln", "global.json", "README.md", "LICENSE", "src", "tests", "workflows", "designer", "deploy"];
        // What a run or an editor leaves behind is not ours to judge; git does not keep it.
        string[] ignored = ["data", "artifacts", "TestResults"];
        var strangers = new DirectoryInfo(House.Root).EnumerateFileSystemInfos().Select(entry => entry.Name)
            .Where(name => !name.StartsWith('.') && !allowed.Contains(name) && !ignored.Contains(name));
        Assert.Empty(strangers);
    }

    [Fact]
    public void Every_room_stands_with_a_test_project_beside_it_and_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(House.Root, "Signaalketen.sln")).Replace('\\', '/');
        foreach (var room in House.Rooms)
        {
            Assert.Contains($"src/Signaalketen.{room}/Signaalketen.{room}.csproj", solution, StringComparison.Ordinal);
            Assert.Contains($"tests/Signaalketen.{room}.Tests/Signaalketen.{room}.Tests.csproj", solution, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void No_room_is_a_drawer_for_everything()
    {
        string[] drawers = ["Core", "Common", "Shared", "Contracts", "Abstractions", "Utils", "Helpers"];
        // Pages/Shared is the one place where Razor looks for layouts.
        var found = House.Files("src", "*.cs").Select(House.Relative)
            .Where(file => file.Split('/').Any(drawers.Contains) && !file.Contains("/Pages/Shared/", StringComparison.Ordinal));
        Assert.Empty(found);
    }

    [Fact]
    public void Each_room_knows_only_those_before_it()
    {
        for (var index = 0; index < House.Rooms.Length; index++)
        {
            var known = House.ProjectOf(House.Rooms[index]).Descendants("ProjectReference")
                .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value).Replace("Signaalketen.", "", StringComparison.Ordinal));
            Assert.All(known, room => Assert.InRange(Array.IndexOf(House.Rooms, room), 0, index - 1));
        }
    }

    [Fact]
    public void The_engine_needs_no_package()
    {
        foreach (var room in House.PureRooms)
            Assert.Empty(House.ProjectOf(room).Descendants("PackageReference"));
    }

    [Fact]
    public void The_pure_rooms_are_guarded_against_clock_disk_and_dice()
    {
        foreach (var room in House.PureRooms)
            Assert.Equal("true", House.ProjectOf(room).Descendants("PureRoom").Single().Value);
        var banned = File.ReadAllText(Path.Combine(House.Root, "src", "BannedSymbols.txt"));
        Assert.All(
            new[] { "P:System.DateTime.UtcNow", "M:System.Guid.NewGuid", "T:System.Random", "T:System.Threading.Tasks.Task", "T:System.Collections.Immutable.ImmutableDictionary`2", "T:System.IO.File" },
            symbol => Assert.Contains(symbol, banned, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_version_is_written_once()
    {
        foreach (var project in House.Files("src", "*.csproj").Concat(House.Files("tests", "*.csproj")))
        {
            var withVersion = XDocument.Load(project).Descendants("PackageReference").Where(reference => reference.Attribute("Version") is not null);
            Assert.Empty(withVersion);
            Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json")), $"{House.Relative(project)} has no lock file.");
        }
    }

    [Fact]
    public void Every_room_introduces_itself_on_one_screen()
    {
        foreach (var folder in House.Rooms.Select(House.RoomFolder).Append(Path.Combine(House.Root, "designer")).Append(Path.Combine(House.Root, "deploy")))
        {
            var readme = Path.Combine(folder, "README.md");
            Assert.True(File.Exists(readme), $"{House.Relative(folder)} has no README.md.");
            Assert.InRange(File.ReadAllLines(readme).Length, 5, 60);
        }
    }

    [Fact]
    public void Every_workflow_has_a_model_with_an_owner_and_scenarios()
    {
        var processes = Directory.GetDirectories(Path.Combine(House.Root, "workflows"));
        Assert.NotEmpty(processes);
        foreach (var folder in processes)
        {
            var name = Path.GetFileName(folder);
            Assert.True(File.Exists(Path.Combine(folder, $"{name}.bpmn")), $"{name} has no model.");
            Assert.Contains("igenaar", File.ReadAllText(Path.Combine(folder, "README.md")), StringComparison.Ordinal);
            Assert.NotEmpty(Directory.GetFiles(Path.Combine(folder, "scenarios"), "*.json"));
        }
    }
}
