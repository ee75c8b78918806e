namespace Signaalketen.Engine.Tests.Imports;

/// <summary>Small models in the style of other tools; their content is invented.</summary>
internal static class Fixture
{
    public static TheoryData<string> All => [.. Directory.EnumerateFiles(Folder, "*.bpmn").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Imports");

    public static string Read(string name) => File.ReadAllText(Path.Combine(Folder, name + ".bpmn"));
}
