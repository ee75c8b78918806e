using System.Xml.Linq;

namespace Signaalketen.Engine.Parsing.Import;

/// <summary>Whose elements and attributes stand in a model beside those of BPMN.</summary>
internal static class Vendors
{
    public static readonly XNamespace Zeebe = "http://camunda.org/schema/zeebe/1.0";

    /// <summary>Camunda 7 and its relatives, which spell their extensions alike.</summary>
    private static readonly XNamespace[] Family =
        ["http://camunda.org/schema/1.0/bpmn", "http://flowable.org/bpmn", "http://activiti.org/bpmn", "http://operaton.org/schema/1.0/bpmn"];

    /// <summary>The namespaces of BPMN itself, of its diagrams, of XML, and our own.</summary>
    private static readonly XNamespace[] Known =
    [
        XNamespace.None, XNamespace.Xml, XNamespace.Xmlns, "http://www.w3.org/2001/XMLSchema-instance", BpmnNames.Model, BpmnNames.Diagram, BpmnNames.Extension,
        "http://www.omg.org/spec/DD/20100524/DI", "http://www.omg.org/spec/DD/20100524/DC",
    ];

    public static bool IsForeign(XName name) => !Known.Contains(name.Namespace);

    public static bool IsFamily(XName name) => Family.Contains(name.Namespace);

    public static bool IsExecuting(XName name) => IsFamily(name) || name.Namespace == Zeebe;
}
