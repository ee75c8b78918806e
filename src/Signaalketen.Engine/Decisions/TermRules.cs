using Signaalketen.Engine.Elements;
using Signaalketen.Engine.EventDefinitions;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Model;

namespace Signaalketen.Engine.Decisions;

/// <summary>The terms of a process that a decision may change, tried out before anybody depends on them.</summary>
public static class TermRules
{
    // A term is the same at any time.
    private static readonly FeelEnvironment Unclocked = new(DateTimeOffset.UnixEpoch, "UTC", FeelLimits.Default);

    /// <summary>Each with the element that has it and its drawn ladder.</summary>
    public static IEnumerable<(string Element, TermRule Rule, Ladder? Ladder)> Decided(ProcessDefinition definition) => definition.Nodes
        .SelectMany(node => node switch
        {
            UserTask { Term: { } term } task => [(task.Id, term, task.Ladder)],
            ICatching catching => catching.Definitions.OfType<TimerEventDefinition>().Where(timer => timer.Term is not null).Select(timer => (node.Id, timer.Term!, (Ladder?)null)),
            _ => Enumerable.Empty<(string, TermRule, Ladder?)>(),
        })
        .Where(entry => entry.Item2.Decision is not null);

    /// <summary>The ladder of a task as far as it is known beforehand: as drawn, or as the decision answers when it is told nothing but the step.</summary>
    public static Ladder? LadderOf(UserTask task, ProcessDefinition definition, DefinitionSet set)
    {
        if (task.Term?.Decision is not { } name || set.Decision(name, CallBinding.Deployed, definition) is not { } decision)
            return task.Ladder;
        var answer = Ask(decision, task.Id, FeelNull.Value);
        return TermChoice.Of(answer.Value, task.Term, task.Ladder, definition.Ladders, out _) is { } choice ? choice.Ladder : task.Ladder;
    }

    /// <summary>
    /// What is wrong with the answer for a step: with every input that may be yes or no unknown, true and false, and of every row of a table that may hold
    /// for it; null when all are terms.
    /// </summary>
    internal static string? Fault(DecisionDefinition decision, string element, TermRule rule, Ladder? drawn, IReadOnlyList<Ladder> ladders)
    {
        foreach (var tried in (ReadOnlySpan<FeelValue>)[FeelNull.Value, FeelBoolean.False, FeelBoolean.True])
        {
            var answer = Ask(decision, element, tried);
            if (answer is { Value: FeelNull, Diagnostics.Count: > 0 })
                return string.Join("; ", answer.Diagnostics);
            if (TermChoice.Of(answer.Value, rule, drawn, ladders, out var error) is null)
                return error;
        }

        try
        {
            foreach (var (answer, refused) in Rows(decision, element))
            {
                if (refused is not null)
                    return $"A value of {refused} is not among those of its column.";
                if (TermChoice.Of(answer, rule, drawn, ladders, out var error) is null)
                    return error;
            }
        }
        catch (FeelLimitException exception)
        {
            return exception.Message;
        }

        return null;
    }

    // An output that is worked out from inputs that nobody knows yet comes to null, and is first seen when it is asked.
    private static IEnumerable<(FeelValue Answer, string? Refused)> Rows(DecisionDefinition decision, string element)
    {
        if (decision.Entry.Element is not Decision { Logic: TableNode table })
            return [];
        var step = new FeelString(element);
        var scope = decision.Entry.Inputs.Aggregate((Scope)EmptyScope.Instance, (around, input) =>
            new LocalScope(input.Name, input.Name == TermChoice.StepName ? step : FeelNull.Value, around));
        return table.Possible(TermChoice.StepName, step, scope, new(Unclocked));
    }

    private static FeelResult Ask(DecisionDefinition decision, string element, FeelValue truth) => decision.Evaluate(
        new(decision.Entry.Inputs.Select(input => KeyValuePair.Create(
            input.Name, input.Name == TermChoice.StepName ? new FeelString(element) : input.Type == "boolean" ? truth : FeelNull.Value))),
        Unclocked);
}
