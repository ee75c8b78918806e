using Signaalketen.Runtime.Deployments;

namespace Signaalketen.Web.Demo;

/// <summary>A process as it ships with the product: model, forms and decision models from the folder <c>workflows</c>.</summary>
/// <param name="Forms">Forms by key, and decision models by file name.</param>
public sealed record WorkflowPackage(string Name, string BpmnXml, IReadOnlyDictionary<string, string> Forms)
{
    /// <summary>All that ship; the files are copied beside the program when it is built.</summary>
    public static IEnumerable<WorkflowPackage> All()
    {
        var root = Path.Combine(AppContext.BaseDirectory, "workflows");
        if (!Directory.Exists(root))
            yield break;
        foreach (var model in Directory.GetFiles(root, "*.bpmn", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var folder = Path.GetDirectoryName(model)!;
            var forms = Path.Combine(folder, "forms");
            yield return new WorkflowPackage(
                Path.GetFileName(model),
                File.ReadAllText(model),
                (Directory.Exists(forms) ? Directory.GetFiles(forms, "*.json") : []).Select(file => (Key: Path.GetFileNameWithoutExtension(file), File: file))
                    .Concat(Directory.GetFiles(folder, "*" + PublishedTexts.DecisionEnding).Select(file => (Key: Path.GetFileName(file), File: file)))
                    .ToDictionary(entry => entry.Key, entry => File.ReadAllText(entry.File), StringComparer.Ordinal));
        }
    }
}
