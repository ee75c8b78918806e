using Signaalketen.Engine.Events;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Elements;

/// <summary>Standard loop: a while or repeat-until around one activity (BPMN 2.0.2, 13.3.6).</summary>
public sealed class StandardLoop : Loop
{
    /// <summary>True: ask the condition before the first round too.</summary>
    public required bool TestBefore { get; init; }

    /// <summary>Most rounds, or null.</summary>
    public int? Maximum { get; init; }

    /// <summary>Go round again while this is true; null means as often as <see cref="Maximum"/> allows.</summary>
    public FeelExpression? Condition { get; init; }

    internal static StandardLoop Read(ElementReader activity, ElementReader xml) => new()
    {
        TestBefore = xml.Flag("testBefore", false),
        Maximum = xml.Number("loopMaximum"),
        Condition = xml.Expression(xml.Child("loopCondition")),
    };

    internal override void Begin(StepContext step, ElementInstance body, Activity activity)
    {
        step.Emit(new LoopStarted(body.Key, -1, 0, null));
        Next(step, step.Get(body.Key), ask: TestBefore);
    }

    internal override void InnerLeaves(StepContext step, ElementInstance inner) => Continue(step, CompleteInner(step, inner));

    internal override void Continue(StepContext step, ElementInstance body) => Next(step, body, ask: true);

    internal override void Check(Activity activity, ProblemList problems)
    {
        if (Condition is null && Maximum is null)
            problems.Error(
                "bpmn.loop-without-end", activity.Id,
                "This loop has no end: give it a loopCondition or a loopMaximum.",
                "Deze lus heeft geen einde: geef een loopCondition of een loopMaximum op.");
    }

    private void Next(StepContext step, ElementInstance body, bool ask)
    {
        var loop = body.Loop!;
        var again = Maximum is not { } most || loop.Completed < most;
        if (again && ask && Condition is not null)
        {
            if (step.Test(Condition, body, IncidentStage.Looping) is not { } holds)
                return;
            again = holds;
        }

        if (!again)
        {
            step.Leave(body);
            return;
        }

        step.Emit(new LoopProgressed(body.Key, loop.Started + 1, loop.Completed, loop.Terminated));
        step.Place(body.Key, step.NodeOf(body), loop.Completed + 1);
    }
}
