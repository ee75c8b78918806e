namespace Signaalketen.Web.Demo;

/// <summary>A process as it ships with the product: model and forms from the folder <c>workflows</c>.</summary>
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
            var forms = Path.Combine(Path.GetDirectoryName(model)!, "forms");
            yield return new WorkflowPackage(
                Path.GetFileName(model),
                File.ReadAllText(model),
                Directory.Exists(forms)
                    ? Directory.GetFiles(forms, "*.json").ToDictionary(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText, StringComparer.Ordinal)
                    : new Dictionary<string, string>());
        }
    }
}
