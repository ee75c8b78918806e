using System.Xml;
using System.Xml.Linq;

namespace Signaalketen.Engine.Parsing;

/// <summary>
/// Lets only bounded XML without a document type through. The limits are checked on the stream first: a tree of a hundred thousand nested
/// elements would end the whole server with a stack overflow that nothing can catch.
/// </summary>
internal static class XmlGate
{
    /// <summary>The document, or null with a problem reported.</summary>
    public static XDocument? Read(string xml, BpmnLimits limits, ProblemList problems)
    {
        if (xml.Length > limits.Characters)
        {
            problems.Error(
                "xml.too-large", null,
                $"The file has more than {limits.Characters} characters: split the model.",
                $"Het bestand heeft meer dan {limits.Characters} tekens: splits het model.");
            return null;
        }

        try
        {
            if (!WithinLimits(xml, limits, problems))
                return null;
            using var reader = Open(xml);
            return XDocument.Load(reader, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace);
        }
        catch (XmlException broken) when (broken.Message.Contains("DTD", StringComparison.Ordinal))
        {
            problems.Error(
                "xml.dtd-forbidden", null,
                $"Line {broken.LineNumber}: a document type (DOCTYPE) is not allowed in a model. Remove it.",
                $"Regel {broken.LineNumber}: een documenttype (DOCTYPE) mag niet in een model staan. Haal het weg.");
        }
        catch (XmlException broken)
        {
            problems.Error(
                "xml.not-well-formed", null,
                $"This is not well-formed XML (line {broken.LineNumber}, position {broken.LinePosition}): {broken.Message} Open the file in a modelling tool and save it again.",
                $"Dit is geen goede XML (regel {broken.LineNumber}, positie {broken.LinePosition}). Open het bestand in een modelleerprogramma en sla het opnieuw op.");
        }

        return null;
    }

    private static bool WithinLimits(string xml, BpmnLimits limits, ProblemList problems)
    {
        int elements = 0, attributes = 0;
        using var reader = Open(xml);
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                if (reader.HasValue && reader.Value.Length > limits.TextLength)
                    return TooLong(problems, reader, limits);
                continue;
            }

            elements++;
            attributes += reader.AttributeCount;
            if (reader.Depth > limits.Depth)
                return Refuse(problems, reader, "xml.too-deep", $"elements are nested deeper than {limits.Depth}", $"elementen staan dieper dan {limits.Depth} niveaus in elkaar");
            if (elements > limits.Elements)
                return Refuse(problems, reader, "bpmn.too-large", $"the model has more than {limits.Elements} elements", $"het model heeft meer dan {limits.Elements} elementen");
            if (attributes > limits.Attributes || reader.AttributeCount > limits.AttributesPerElement)
                return Refuse(problems, reader, "xml.too-many-attributes", "there are too many attributes", "er staan te veel attributen in");
            while (reader.MoveToNextAttribute())
            {
                if (reader.Value.Length > (reader.Name == "id" ? limits.IdLength : limits.TextLength))
                    return TooLong(problems, reader, limits);
            }
        }

        return true;
    }

    private static bool TooLong(ProblemList problems, XmlReader reader, BpmnLimits limits) => Refuse(
        problems, reader, "xml.text-too-long",
        $"one text has more than {limits.TextLength} characters, or an id more than {limits.IdLength}",
        $"een tekst heeft meer dan {limits.TextLength} tekens, of een id meer dan {limits.IdLength}");

    private static bool Refuse(ProblemList problems, XmlReader reader, string rule, string english, string dutch)
    {
        var line = reader is IXmlLineInfo info ? info.LineNumber : 0;
        problems.Error(rule, null, $"Line {line}: {english}. Make the model smaller.", $"Regel {line}: {dutch}. Maak het model kleiner.");
        return false;
    }

    /// <summary>Reads without a document type and without asking anything of anybody.</summary>
    public static XmlReader Open(string xml) => XmlReader.Create(new StringReader(xml), new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        CheckCharacters = true,
        MaxCharactersFromEntities = 1_000,
    });
}
