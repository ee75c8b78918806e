using Signaalketen.Engine.Elements;
using Signaalketen.Engine.Events;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.EventDefinitions;

/// <summary>A date, a duration or a cycle (BPMN 2.0.2, 10.5.5), or a term in working days (extension <c>sk:term</c>).</summary>
public sealed class TimerEventDefinition : EventDefinition
{
    private static readonly (string Tag, TimerKind Kind)[] Kinds = [("timeDate", TimerKind.Date), ("timeDuration", TimerKind.Duration), ("timeCycle", TimerKind.Cycle)];

    /// <summary>Which of the three the text is; null when <see cref="Term"/> says it.</summary>
    public TimerKind? Kind { get; init; }

    /// <summary>ISO 8601 text, when the model writes it as such.</summary>
    public string? Literal { get; init; }

    /// <summary>An expression that gives such text or a temporal value.</summary>
    public FeelExpression? Expression { get; init; }

    public TermRule? Term { get; init; }

    public override string Tag => "timerEventDefinition";

    internal override EventPlace Places => EventPlace.Start | EventPlace.EventSubProcessStart | EventPlace.IntermediateCatch | EventPlace.Boundary;

    internal static TimerEventDefinition Read(ElementReader xml)
    {
        var term = xml.Term();
        if (Kinds.Count(kind => xml.Child(kind.Tag) is not null) > 1)
            xml.Problem(
                "bpmn.timer-several-times",
                "This timer has more than one time: keep one of timeDate, timeDuration and timeCycle.",
                "Deze timer heeft meer dan één tijd: houd één van timeDate, timeDuration en timeCycle over.");
        foreach (var (tag, kind) in Kinds)
        {
            if (xml.Child(tag) is not { } found)
                continue;
            var text = found.Value.Trim();
            var literal = TimerText.IsLiteral(text, kind);
            return new() { Kind = kind, Literal = literal ? text : null, Expression = literal ? null : xml.Expression(found), Term = term };
        }

        if (term is null)
            xml.Problem(
                "bpmn.timer-without-time",
                "This timer has no time: give it a timeDate, timeDuration or timeCycle, or an sk:term.",
                "Deze timer heeft geen tijd: geef een timeDate, timeDuration of timeCycle op, of een sk:term.");
        return new() { Term = term };
    }

    /// <summary>When a start timer first fires after deployment; null with an explanation when that cannot be known.</summary>
    public TimerPlan? FirstAfter(DateTimeOffset now, EngineOptions options, out string error)
    {
        error = "";
        if (Term is { From: null } rule)
            return rule.Term.DueAt(now, options.Calendar) is { } due ? new(due, 0, null) : null;
        var text = Literal;
        if (text is null && Expression is not null)
            text = TimerText.Of(Expression.Evaluate(DictionaryFeelScope.Empty, new(now, options.Zone.Id, options.Limits)).Value);
        return text is null ? null : TimerText.Plan(text, Kind!.Value, now, options.Zone, out error);
    }

    internal override bool Arm(StepContext step, ElementInstance waiter, ICatching node, int index)
    {
        if (Term is { } rule)
        {
            if (!TermChoice.TryMake(step, waiter, node.Id, rule, null, IncidentStage.Beginning, out var choice)
                || !rule.TryPlan(step, waiter, IncidentStage.Beginning, choice.Term, out _, out var due))
                return false;
            step.OpenTimer(waiter, node.Id, index, WaitKind.Timer, due);
            return true;
        }

        var text = Literal;
        if (text is null)
        {
            var result = step.Evaluate(Expression!, waiter);
            text = TimerText.Of(result.Value);
            if (text is null)
                return Fail(step, waiter, StepContext.Explain(Expression!, "a date, a duration or a cycle", result));
        }

        if (TimerText.Plan(text, Kind!.Value, step.Now, step.Options.Zone, out var error) is not { } plan)
            return Fail(step, waiter, $"The timer '{node.Id}' cannot be set: {error}");
        step.OpenTimer(waiter, node.Id, index, WaitKind.Timer, plan.DueAt, null, plan.Remaining, plan.Interval);
        return true;
    }

    /// <summary>Sets the next turn of a cycle, counted from the time the last one was due.</summary>
    internal static void Next(StepContext step, Wait fired)
    {
        if (new TimerPlan(fired.DueAt!.Value, fired.Remaining, fired.Interval).Next(step.Options.Zone) is { } next)
            step.OpenTimer(step.Get(fired.OwnerKey), fired.ElementId, fired.Definition, WaitKind.Timer, next.DueAt, null, next.Remaining, next.Interval);
    }

    private static bool Fail(StepContext step, ElementInstance waiter, string message)
    {
        step.Raise(waiter, IncidentCodes.Expression, message, IncidentStage.Beginning);
        return false;
    }
}
