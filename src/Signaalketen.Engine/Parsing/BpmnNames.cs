using System.Xml.Linq;

namespace Signaalketen.Engine.Parsing;

/// <summary>The namespaces of a model.</summary>
public static class BpmnNames
{
    /// <summary>BPMN 2.0 semantic model.</summary>
    public static readonly XNamespace Model = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    /// <summary>BPMN 2.0 diagram interchange.</summary>
    public static readonly XNamespace Diagram = "http://www.omg.org/spec/BPMN/20100524/DI";

    /// <summary>Our own extension attributes and elements; designer/src/moddle/signaalketen.json lists them.</summary>
    public static readonly XNamespace Extension = "urn:signaalketen:bpmn:1";
}
