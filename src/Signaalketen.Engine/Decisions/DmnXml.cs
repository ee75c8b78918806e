using System.Xml.Linq;

namespace Signaalketen.Engine.Decisions;

/// <summary>Reading the XML of a decision model: all editions of DMN give the same elements other namespaces.</summary>
internal static class DmnXml
{
    // The editions 1.1 to 1.6; nothing that is executed here changed its meaning between them.
    private static readonly string[] Editions =
        ["20151101/dmn.xsd", "20180521/MODEL/", "20191111/MODEL/", "20211108/MODEL/", "20230324/MODEL/", "20240513/MODEL/"];

    /// <summary>Whether a namespace is that of an edition of DMN.</summary>
    public static bool IsModel(string name) => Editions.Any(edition => IsOmg(name, edition));

    /// <summary>Whether a namespace or expression language is an edition of FEEL.</summary>
    public static bool IsFeel(string name) => name.Contains("omg.org/spec/", StringComparison.Ordinal) && name.Contains("/FEEL", StringComparison.OrdinalIgnoreCase);

    public static IEnumerable<XElement> Kids(this XElement xml) => xml.Elements().Where(child => child.Name.Namespace == xml.Name.Namespace);

    public static IEnumerable<XElement> Kids(this XElement xml, string name) => xml.Elements(xml.Name.Namespace + name);

    public static XElement? Kid(this XElement xml, string name) => xml.Element(xml.Name.Namespace + name);

    /// <summary>The attribute without white space around it; null when absent or empty.</summary>
    public static string? Said(this XElement xml, string attribute) => xml.Attribute(attribute)?.Value.Trim() is { Length: > 0 } value ? value : null;

    /// <summary>The <c>text</c> child, without white space around it; empty when absent.</summary>
    public static string Text(this XElement? xml) => xml?.Kid("text")?.Value.Trim() ?? "";

    private static bool IsOmg(string name, string edition) => name == "http://www.omg.org/spec/DMN/" + edition || name == "https://www.omg.org/spec/DMN/" + edition;
}
