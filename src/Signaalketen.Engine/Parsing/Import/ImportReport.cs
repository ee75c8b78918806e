using Signaalketen.Engine.Model;

namespace Signaalketen.Engine.Parsing.Import;

/// <summary>What became of a model of another tool.</summary>
/// <param name="Model">The model; null when there is an error among the problems.</param>
/// <param name="Tool">The tool and its version as the file names them, or null.</param>
/// <param name="Read">How many elements of BPMN and its diagrams there are, by tag in ordinal order.</param>
/// <param name="Translated">What means the same here in other words.</param>
/// <param name="Degraded">What goes on, but does less here than where it was drawn.</param>
/// <param name="Dropped">What stays in the file and is not executed.</param>
public sealed record ImportReport(
    BpmnModel? Model,
    string? Tool,
    IReadOnlyDictionary<string, int> Read,
    IReadOnlyList<Translation> Translated,
    IReadOnlyList<Degradation> Degraded,
    IReadOnlyList<Dropped> Dropped,
    IReadOnlyList<Problem> Problems)
{
    public bool IsOk => Model is not null;
}

/// <param name="Element">Id of the element, or of the nearest one around it that has an id.</param>
/// <param name="What">Which part of the element, in the words of the file.</param>
public sealed record Translation(string Element, string What, string From, string To);

/// <param name="What">The extension, in the words of the file.</param>
/// <param name="Message">English: what it does here, and what to draw instead.</param>
/// <param name="MessageNl">The same in Dutch.</param>
public sealed record Degradation(string Element, string What, string Message, string MessageNl);

/// <param name="Kind">Whether it is an element or an attribute.</param>
/// <param name="Count">How many such extensions the element has.</param>
public sealed record Dropped(string Element, string Namespace, string Name, DroppedKind Kind, int Count);

public enum DroppedKind
{
    Element,
    Attribute,
}
