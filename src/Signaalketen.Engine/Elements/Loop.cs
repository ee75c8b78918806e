using Signaalketen.Engine.Events;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Elements;

/// <summary>
/// How an activity repeats. A body instance stands for the whole; each repetition is an inner instance that a token on the agenda
/// brings to life, so that any number of rounds runs in constant stack.
/// </summary>
public abstract class Loop
{
    /// <summary>The variable of a repetition whose value is collected, or null.</summary>
    public virtual string? OutputItem => null;

    /// <summary>Whether this input is for the body, which needs it to know what to repeat.</summary>
    internal virtual bool TakesIn(Mapping input) => false;

    /// <summary>Whether this output is the body's, which has it only when all repetitions are done.</summary>
    internal virtual bool HandsOut(Mapping output) => false;

    internal abstract void Begin(StepContext step, ElementInstance body, Activity activity);

    /// <summary>Gives a repetition its own variables.</summary>
    internal virtual void Equip(StepContext step, ElementInstance inner)
    {
    }

    /// <summary>A repetition is done: it goes, and the body decides what follows.</summary>
    internal abstract void InnerLeaves(StepContext step, ElementInstance inner);

    /// <summary>After a repetition, and again when an incident about it is resolved: goes round again, or leaves.</summary>
    internal abstract void Continue(StepContext step, ElementInstance body);

    /// <summary>Hands over what all repetitions produced, when the body leaves.</summary>
    internal virtual void Deliver(StepContext step, ElementInstance body, Activity activity)
    {
    }

    internal virtual void Check(Activity activity, ProblemList problems)
    {
    }

    private protected static ElementInstance CompleteInner(StepContext step, ElementInstance inner)
    {
        var body = inner.ScopeKey;
        step.CloseWaits(inner);
        step.ClearIncidents(inner.Key);
        step.Emit(new ElementCompleted(inner.Key, inner.ElementId, inner.Role, inner.Pending));
        var loop = step.Get(body).Loop!;
        step.Emit(new LoopProgressed(body, loop.Started, loop.Completed + 1, loop.Terminated));
        return step.Get(body);
    }
}

/// <summary>The variables that BPMN 2.0.2 names for repetitions (tables 10.30 and 10.31), computed where they are asked for.</summary>
internal static class LoopVariables
{
    public static bool TryGet(ElementInstance at, string name, out FeelValue value)
    {
        long? number = name switch
        {
            "loopCounter" when at.LoopCounter > 0 => at.LoopCounter,
            "loopCounter" when at.Loop is { Planned: < 0 } standard => standard.Completed,
            "numberOfInstances" when at.Loop is { Planned: >= 0 } loop => loop.Planned,
            "numberOfActiveInstances" when at.Loop is { Planned: >= 0 } loop => loop.Active,
            "numberOfCompletedInstances" when at.Loop is { Planned: >= 0 } loop => loop.Completed,
            "numberOfTerminatedInstances" when at.Loop is { Planned: >= 0 } loop => loop.Terminated,
            _ => null,
        };
        value = number is { } known ? FeelNumber.From(known) : FeelNull.Value;
        return number is not null;
    }
}
