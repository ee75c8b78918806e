using Signaalketen.Engine.EventDefinitions;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Elements;

/// <summary>
/// What a multi-instance activity throws when one of its repetitions is done, for a boundary event of the activity to catch
/// (BPMN 2.0.2, tables 10.29 and 10.30, attribute <c>behavior</c>). Throwing ends nothing by itself: an interrupting boundary event does.
/// </summary>
public sealed class RepetitionEvents
{
    private static readonly RepetitionEvents Silent = new() { Behavior = MultiInstanceBehavior.All };

    public required MultiInstanceBehavior Behavior { get; init; }

    /// <summary>What <see cref="MultiInstanceBehavior.None"/> and <see cref="MultiInstanceBehavior.One"/> throw; null means a signal without a name.</summary>
    public EventDefinition? Event { get; init; }

    /// <summary>What <see cref="MultiInstanceBehavior.Complex"/> throws, and when; in document order.</summary>
    public IReadOnlyList<ComplexBehavior> Complex { get; init; } = [];

    internal static RepetitionEvents Read(ElementReader xml)
    {
        var complex = xml.Children("complexBehaviorDefinition").Select(child => ReadComplex(xml.Nested(child))).ToArray();
        switch (xml.Attribute("behavior")?.Trim())
        {
            case null or "All":
                return Silent;
            case "None":
                return new() { Behavior = MultiInstanceBehavior.None, Event = Referred(xml, "noneBehaviorEventRef") };
            case "One":
                return new() { Behavior = MultiInstanceBehavior.One, Event = Referred(xml, "oneBehaviorEventRef") };
            case "Complex":
                if (complex.Length == 0)
                    xml.Problem(
                        "bpmn.complex-behavior-missing",
                        "The behavior Complex says nothing without a complexBehaviorDefinition: add one with a condition and an event, or choose All.",
                        "Het gedrag Complex zegt niets zonder complexBehaviorDefinition: voeg er een toe met een voorwaarde en een gebeurtenis, of kies All.");
                return new() { Behavior = MultiInstanceBehavior.Complex, Complex = [.. complex.OfType<ComplexBehavior>()] };
            case var other:
                xml.Problem(
                    "bpmn.attribute-value",
                    $"The attribute behavior is '{other}', but must be None, One, All or Complex.",
                    $"Het attribuut behavior is '{other}', maar moet None, One, All of Complex zijn.");
                return Silent;
        }
    }

    /// <summary>Throws what a repetition that was just counted gives rise to, when no condition is needed for that.</summary>
    internal void Tell(StepContext step, ElementInstance body)
    {
        if (Behavior == MultiInstanceBehavior.None || (Behavior == MultiInstanceBehavior.One && body.Loop!.Completed == 1))
            step.ThrowAtBoundary(body, Event, Event is null ? Numbers(body.Loop!) : body.Variables);
    }

    /// <summary>The complex behaviours whose condition holds now; null after an incident on the body.</summary>
    internal IReadOnlyList<ComplexBehavior>? Due(StepContext step, ElementInstance body)
    {
        var due = new List<ComplexBehavior>();
        foreach (var behavior in Complex)
        {
            if (step.Test(behavior.Condition, body, IncidentStage.Looping) is not { } holds)
                return null;
            if (holds)
                due.Add(behavior);
        }

        return due;
    }

    internal void Check(Activity activity, ProblemList problems)
    {
        foreach (var thrown in Complex.SelectMany(behavior => behavior.Events).Concat(Event is null ? [] : [Event]))
        {
            if (thrown is not (SignalEventDefinition or MessageEventDefinition or EscalationEventDefinition or ErrorEventDefinition))
                problems.Error(
                    "bpmn.behavior-event", activity.Id,
                    $"A multi-instance activity cannot throw a {thrown.Tag} to its boundary: use a signal, message, escalation or error.",
                    $"Een herhaalde activiteit kan geen {thrown.Tag} naar haar rand sturen: gebruik een signaal, bericht, escalatie of fout.");
        }

        if (Behavior is (MultiInstanceBehavior.None or MultiInstanceBehavior.One) && Event is null
            && !activity.Boundaries.Any(boundary => boundary.Definitions.Any(definition => definition is SignalEventDefinition { Named: false })))
            problems.Warning(
                "bpmn.behavior-not-caught", activity.Id,
                $"The behavior {Behavior} throws a signal without a name, which nothing catches here: attach a boundary event with a signal without a name, name an event in {Attribute}, or choose All.",
                $"Het gedrag {Behavior} stuurt een signaal zonder naam dat hier niemand opvangt: zet een randgebeurtenis met een signaal zonder naam neer, noem een gebeurtenis in {Attribute}, of kies All.");
    }

    private string Attribute => Behavior == MultiInstanceBehavior.None ? "noneBehaviorEventRef" : "oneBehaviorEventRef";

    private static EventDefinition? Referred(ElementReader xml, string attribute) => xml.Attribute(attribute) is { } reference ? xml.ReferredDefinition(attribute, reference) : null;

    private static ComplexBehavior? ReadComplex(ElementReader xml)
    {
        var thrown = xml.Child("event") is { } found ? xml.Nested(found) : null;
        var events = thrown?.Definitions() ?? [];
        if (events.Count > 0 && xml.Expression(xml.Child("condition")) is { } condition)
            return new(condition, events, thrown!.Inputs);
        xml.Problem(
            "bpmn.complex-behavior-incomplete",
            "A complexBehaviorDefinition needs a condition and an event with an event definition: add what is missing.",
            "Een complexBehaviorDefinition heeft een voorwaarde nodig en een gebeurtenis met een definitie: voeg toe wat ontbreekt.");
        return null;
    }

    /// <summary>The default signal carries how far the activity is.</summary>
    private static Variables Numbers(LoopState loop) => Variables.Of(
    [
        new("numberOfInstances", FeelNumber.From(loop.Planned)), new("numberOfActiveInstances", FeelNumber.From(loop.Active)),
        new("numberOfCompletedInstances", FeelNumber.From(loop.Completed)), new("numberOfTerminatedInstances", FeelNumber.From(loop.Terminated)),
    ]);
}

/// <summary>One condition under which a multi-instance activity throws, and what (BPMN 2.0.2, table 10.30).</summary>
/// <param name="Inputs">What the thrown event carries.</param>
public sealed record ComplexBehavior(FeelExpression Condition, IReadOnlyList<EventDefinition> Events, IReadOnlyList<Mapping> Inputs);

/// <summary>When a multi-instance activity throws events (BPMN 2.0.2, table 10.29).</summary>
public enum MultiInstanceBehavior
{
    /// <summary>After each repetition.</summary>
    None,

    /// <summary>After the first repetition.</summary>
    One,

    /// <summary>Never.</summary>
    All,

    /// <summary>When a condition holds after a repetition.</summary>
    Complex,
}
