namespace Signaalketen.House.Tests;

/// <summary>The project speaks of itself alone.</summary>
public sealed class CleanlinessTests
{
    [Fact]
    public void No_lock_file_names_a_download_address()
    {
        var found = House.Files("designer", "package-lock.json").Concat(House.Files("src", "packages.lock.json")).Concat(House.Files("tests", "packages.lock.json"))
            .Where(file => File.ReadAllText(file).Contains("\"resolved\": \"http", StringComparison.Ordinal)).Select(House.Relative);
        Assert.Empty(found);
    }

    [Fact]
    public void No_file_names_a_folder_of_somebodys_machine()
    {
        string[] patterns = ["*.cs", "*.csproj", "*.props", "*.json", "*.md", "*.ts", "*.cshtml", "*.bpmn"];
        string[] places = ["/home/", "/root/", "/Users/", "C:\\Users"];
        var found = new[] { "src", "tests", "workflows", "designer", "deploy" }
            .SelectMany(folder => patterns.SelectMany(pattern => House.Files(folder, pattern)))
            .Where(file => !file.EndsWith("CleanlinessTests.cs", StringComparison.Ordinal))
            .Where(file => places.Any(place => File.ReadAllText(file).Contains(place, StringComparison.Ordinal))).Select(House.Relative);
        Assert.Empty(found);
    }
}
