using System.Xml.Linq;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;

namespace Signaalketen.Engine.Tests.Execution;

/// <summary>
/// Compact BPMN for tests: elements as they are, and <c>flows</c> elements with arrows:
/// <c>s > a > g; g > b if x = 1; g > c else</c>. A flow's id is <c>source-target</c>.
/// </summary>
internal static class Bpmn
{
    private static readonly XNamespace Ns = BpmnNames.Model;

    /// <summary>One process with id <c>p</c>; <paramref name="roots"/> stand beside it.</summary>
    public static string Process(string body, string roots = "") => Definitions($"""{roots}<process id="p" isExecutable="true">{body}</process>""");

    public static string Definitions(string content)
    {
        var root = XElement.Parse(
            $"""<definitions xmlns="{Ns}" xmlns:sk="{BpmnNames.Extension}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="urn:test">{content}</definitions>""");
        foreach (var flows in root.Descendants(Ns + "flows").ToArray())
        {
            foreach (var flow in flows.Value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                Draw(flows, flow);
            flows.Remove();
        }

        return root.ToString(SaveOptions.DisableFormatting);
    }

    public static BpmnModel Read(string xml)
    {
        var result = BpmnReader.Read(xml);
        Assert.True(result.Model is not null, string.Join('\n', result.Problems.Select(problem => $"{problem.Rule} {problem.Element}: {problem.Message}")));
        return result.Model;
    }

    public static DefinitionSet Deploy(params string[] files) => DefinitionSet.Of(files.SelectMany(file => Read(file).ProcessDefinitions(1)));

    private static void Draw(XElement flows, string text)
    {
        var at = text.IndexOf(" if ", StringComparison.Ordinal);
        var condition = at < 0 ? null : text[(at + 4)..];
        var chain = at < 0 ? text : text[..at];
        var isDefault = chain.EndsWith(" else", StringComparison.Ordinal);
        string[] nodes = [.. (isDefault ? chain[..^5] : chain).Split('>', StringSplitOptions.TrimEntries)];
        for (var index = 1; index < nodes.Length; index++)
        {
            var id = $"{nodes[index - 1]}-{nodes[index]}";
            var twins = flows.Parent!.Elements(Ns + "sequenceFlow").Count(flow => flow.Attribute("id")?.Value.StartsWith(id, StringComparison.Ordinal) == true);
            id += twins == 0 ? "" : $"-{twins + 1}";
            flows.AddBeforeSelf(new XElement(
                Ns + "sequenceFlow", new XAttribute("id", id), new XAttribute("sourceRef", nodes[index - 1]), new XAttribute("targetRef", nodes[index]),
                condition is null ? null : new XElement(Ns + "conditionExpression", condition)));
            if (isDefault)
                flows.Parent.Elements().First(node => node.Attribute("id")?.Value == nodes[index - 1]).SetAttributeValue("default", id);
        }
    }
}
