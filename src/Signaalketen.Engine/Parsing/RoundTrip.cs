using System.Text;
using System.Xml;
using Signaalketen.Engine.Model;

namespace Signaalketen.Engine.Parsing;

/// <summary>
/// Writes a model back with all that is in it: extensions, documentation, diagrams, comments, order, prefixes, text to the last blank.
/// It goes from reader to writer without a tree, so that nothing can be lost in one.
/// </summary>
public static class RoundTrip
{
    /// <summary>The same model as XML in UTF-8, or null with the problems that keep it from being a model at all.</summary>
    public static string? Write(string xml, out IReadOnlyList<Problem> problems, BpmnLimits? limits = null)
    {
        limits ??= new();
        var found = new ProblemList(limits.Problems);
        problems = found.All;
        if (BpmnReader.Open(xml, limits, found) is null)
            return null;
        var text = new StringBuilder(xml.Length);
        // Line ends inside attributes and carriage returns in text would be lost unless they are written as references.
        var settings = new XmlWriterSettings { OmitXmlDeclaration = true, NewLineHandling = NewLineHandling.Entitize };
        using var reader = XmlGate.Open(xml);
        using (var writer = XmlWriter.Create(text, settings))
        {
            text.Append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
            reader.Read();
            while (reader.NodeType is XmlNodeType.XmlDeclaration or XmlNodeType.Whitespace)
                reader.Read();
            while (!reader.EOF)
                writer.WriteNode(reader, defattr: false);
        }

        return text.ToString();
    }
}
