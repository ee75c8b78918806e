using System.Text;

namespace Signaalketen.Engine.Tests.Properties;

/// <summary>The nodes and flows of one scope while it is drawn.</summary>
internal sealed class Drawing
{
    private readonly StringBuilder nodes = new();
    private readonly StringBuilder flows = new();

    /// <summary>Activities of this scope that compensation can undo.</summary>
    public List<string> Undoable { get; } = [];

    public Drawing Node(string xml)
    {
        nodes.Append(xml);
        return this;
    }

    public Drawing Flow(string chain)
    {
        flows.Append(chain.Replace("<", "&lt;", StringComparison.Ordinal)).Append("; ");
        return this;
    }

    public override string ToString() => $"{nodes}<flows>{flows}</flows>";
}
