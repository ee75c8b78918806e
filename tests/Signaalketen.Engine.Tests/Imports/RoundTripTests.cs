using System.Xml;
using System.Xml.Linq;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.Tests.Execution;

namespace Signaalketen.Engine.Tests.Imports;

/// <summary>A model comes back with everything in it: compared as trees that another reader built.</summary>
public class RoundTripTests
{
    private static string Written(string xml)
    {
        var written = RoundTrip.Write(xml, out var problems);
        Assert.Empty(problems);
        return written!;
    }

    private static void Same(string before, string after)
    {
        var (one, other) = (XDocument.Parse(before, LoadOptions.PreserveWhitespace), XDocument.Parse(after, LoadOptions.PreserveWhitespace));
        // White space between the declaration and the root is no part of the document.
        Assert.Equal(Lines(one), Lines(other));
    }

    private static List<string> Lines(XDocument document) => [.. document.DescendantNodes().Where(node => node.Parent is not null || node is not XText).SelectMany(Describe)];

    private static IEnumerable<string> Describe(XNode node) => node switch
    {
        XElement element =>
        [
            $"{element.Ancestors().Count()} <{element.GetPrefixOfNamespace(element.Name.Namespace)}:{element.Name}>{(element.IsEmpty ? "/" : "")}",
            .. element.Attributes().Select(attribute => $"{attribute.Name}={attribute.Value}"),
        ],
        _ => [$"{node.NodeType} {node}"],
    };

    [Theory]
    [MemberData(nameof(Fixture.All), MemberType = typeof(Fixture))]
    public void Model_of_another_tool_comes_back_whole(string name) => Same(Fixture.Read(name), Written(Fixture.Read(name)));

    [Theory]
    [MemberData(nameof(Fixture.All), MemberType = typeof(Fixture))]
    public void Twice_gives_the_same_bytes(string name) => Assert.Equal(Written(Fixture.Read(name)), Written(Written(Fixture.Read(name))));

    [Theory]
    [InlineData("<x:y xmlns:x=\"urn:x\"><![CDATA[ a < b && ]]>  <![CDATA[]]></x:y>")]
    [InlineData("<documentation>  two  blanks&#13;&#10;a return &amp;lt; &#x1F600; \u00A0</documentation>")]
    [InlineData("<x:y xmlns:x=\"urn:x\" x:a=\"line&#10;tab&#9;return&#13;'&quot;&lt;&gt;\"/>")]
    [InlineData("<x:y xmlns:x=\"urn:x\"><z xmlns=\"\" a=\"1\" b=\"2\"/><z xmlns=\"urn:z\"/><!-- said - once --><?do it?></x:y>")]
    [InlineData("<x:y xmlns:x=\"urn:x\" xmlns:same=\"urn:x\" same:a=\"1\" xmlns:unused=\"urn:u\"></x:y>")]
    [InlineData("<task id=\"b\"/>\t\n <task id=\"a\"/>")]
    public void Text_order_prefixes_and_markup_stay(string inside)
    {
        var xml = $"<definitions xmlns=\"{BpmnNames.Model}\"><process id=\"p\">{inside}</process></definitions>";
        Same(xml, Written(xml));
    }

    [Fact]
    public void A_model_that_is_not_executable_comes_back_too()
    {
        var xml = Bpmn.Definitions("""<choreography id="c"><choreographyTask id="t"/></choreography>""");
        Assert.Null(BpmnReader.Read(xml).Model);
        Same(xml, Written(xml));
    }

    [Theory]
    [InlineData("<a/>", "bpmn.not-a-model")]
    [InlineData("<a", "xml.not-well-formed")]
    [InlineData("<!DOCTYPE a><a/>", "xml.dtd-forbidden")]
    public void What_is_no_model_is_not_written(string xml, string rule)
    {
        Assert.Null(RoundTrip.Write(xml, out var problems));
        Assert.Equal(rule, Assert.Single(problems).Rule);
    }

    [Fact]
    public void The_limits_hold_here_too()
    {
        Assert.Null(RoundTrip.Write(string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000)), out var problems));
        Assert.Equal("xml.too-deep", Assert.Single(problems).Rule);
    }

    [Fact]
    public void What_is_written_names_its_encoding_once()
    {
        var written = Written($"<?xml version='1.0' encoding='iso-8859-1' standalone='yes'?><definitions xmlns='{BpmnNames.Model}'/>");
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", written, StringComparison.Ordinal);
        Assert.Single(written.Split("<?xml").Skip(1));
        using var reader = XmlReader.Create(new StringReader(written));
        Assert.True(reader.Read());
    }
}
