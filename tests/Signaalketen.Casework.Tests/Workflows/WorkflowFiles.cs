using Signaalketen.Casework.Forms;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;

namespace Signaalketen.Casework.Tests.Workflows;

/// <summary>The files of <c>workflows/signal</c>, read once.</summary>
internal static class WorkflowFiles
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "workflows", "signal");

    public static string Xml { get; } = File.ReadAllText(Path.Combine(Folder, "signal.bpmn"));

    public static string Terms { get; } = File.ReadAllText(Path.Combine(Folder, "terms.dmn"));

    public static ProcessDefinition Chain { get; } = ReadChain();

    public static IReadOnlyList<(string Name, string Text)> Mails { get; } = Texts("mail", "*.md");

    public static IReadOnlyList<(string Name, string Text)> FormTexts { get; } = Texts("forms", "*.json");

    public static IReadOnlyList<(string Name, string Text)> Scenarios { get; } = Texts("scenarios", "*.json");

    public static IReadOnlyDictionary<string, FormDefinition> Forms { get; } = FormTexts
        .Select(file => FormDefinition.Parse(file.Text).Form)
        .OfType<FormDefinition>()
        .ToDictionary(form => form.Key);

    /// <summary>A file by the path that a scenario names it by.</summary>
    public static string OfScenario(string path) => File.ReadAllText(Path.Combine(Folder, "scenarios", path));

    private static ProcessDefinition ReadChain()
    {
        var result = BpmnReader.Read(Xml);
        Assert.Empty(result.Problems);
        return result.Model!.ProcessDefinition("signal", 1);
    }

    private static List<(string Name, string Text)> Texts(string folder, string pattern) =>
        [.. Directory.EnumerateFiles(Path.Combine(Folder, folder), pattern).Order(StringComparer.Ordinal).Select(path => (Path.GetFileNameWithoutExtension(path), File.ReadAllText(path)))];
}
