namespace Signaalketen.Runtime.Tests.House;

/// <summary>Small processes as text.</summary>
public static class Models
{
    /// <summary>A file with one process of these elements. Flows are written as <c>a->b</c>.</summary>
    public static string Process(string id, string elements, string flows, string extensions = "", string definitions = "") =>
        $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:sk="urn:signaalketen:bpmn:1" targetNamespace="urn:test">
          {definitions}
          <process id="{id}" name="Proces {id}" isExecutable="true">
            {(extensions.Length == 0 ? "" : $"<extensionElements>{extensions}</extensionElements>")}
            {elements}
            {Flows(flows)}
          </process>
        </definitions>
        """;

    /// <summary>A user task for a role.</summary>
    public static string Task(string id, string role, string attributes = "", string extensions = "") =>
        $"""
        <userTask id="{id}" name="Stap {id}" {attributes}>
          {(extensions.Length == 0 ? "" : $"<extensionElements>{extensions}</extensionElements>")}
          <potentialOwner><resourceAssignmentExpression><formalExpression>{role}</formalExpression></resourceAssignmentExpression></potentialOwner>
        </userTask>
        """;

    public static string Start(string id = "start") => $"<startEvent id=\"{id}\"/>";

    public static string End(string id = "end") => $"<endEvent id=\"{id}\"/>";

    /// <summary>One user task between start and end.</summary>
    public static string OneTask(string id = "signal", string role = "intake-desk", string attributes = "", string extensions = "", string processExtensions = "") =>
        Process(id, Start() + Task("triage", role, attributes, extensions) + End(), "start->triage triage->end", processExtensions);

    private static string Flows(string flows) => string.Concat(flows.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select((flow, index) =>
    {
        var ends = flow.Split("->");
        return $"<sequenceFlow id=\"f{index}_{ends[0]}_{ends[1]}\" sourceRef=\"{ends[0]}\" targetRef=\"{ends[1]}\"/>";
    }));
}
