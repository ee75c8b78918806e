using Signaalketen.Engine.Events;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Elements;

/// <summary>Multi-instance, parallel or sequential (BPMN 2.0.2, 13.3.7).</summary>
public sealed class MultiInstance : Loop
{
    public required bool Sequential { get; init; }

    /// <summary>How many repetitions; null when a collection says so.</summary>
    public FeelExpression? Cardinality { get; init; }

    /// <summary>The collection to go through; null when a cardinality says how many.</summary>
    public FeelExpression? Collection { get; init; }

    /// <summary>The variable that <see cref="Collection"/> reads, or null.</summary>
    public string? InputCollection { get; init; }

    /// <summary>The variable that holds one item in its repetition.</summary>
    public string? InputItem { get; init; }

    /// <summary>The variable that receives the outputs, in order of repetition.</summary>
    public string? OutputCollection { get; init; }

    public string? OutputItemName { get; init; }

    /// <summary>When true after a repetition, the others are terminated and the activity is done.</summary>
    public FeelExpression? CompletionCondition { get; init; }

    public override string? OutputItem => OutputItemName;

    internal static MultiInstance Read(ElementReader activity, ElementReader xml)
    {
        var collection = xml.Child("loopDataInputRef") is { } input ? xml.Model.DataName(input.Value.Trim()) : null;
        return new()
        {
            Sequential = xml.Flag("isSequential", false),
            Cardinality = xml.Expression(xml.Child("loopCardinality")),
            Collection = collection is null ? null : xml.Expression(collection, activity.Id),
            InputCollection = collection,
            InputItem = xml.Child("inputDataItem") is { } item ? ElementReader.NameOf(item) : null,
            OutputCollection = xml.Child("loopDataOutputRef") is { } output ? xml.Model.DataName(output.Value.Trim()) : null,
            OutputItemName = xml.Child("outputDataItem") is { } result ? ElementReader.NameOf(result) : null,
            CompletionCondition = xml.Expression(xml.Child("completionCondition")),
        };
    }

    internal override bool TakesIn(Mapping input) => input.Target == InputCollection;

    internal override bool HandsOut(Mapping output) => OutputCollection is { } name && output.Source.FreeVariables.Contains(name);

    internal override void Begin(StepContext step, ElementInstance body, Activity activity)
    {
        FeelList? items = null;
        long count;
        if (Collection is not null)
        {
            var result = step.Evaluate(Collection, body, step.Map(activity.Inputs.Where(TakesIn), body));
            if (result.Value is not FeelList list)
            {
                step.Raise(body, IncidentCodes.MultiInstance, StepContext.Explain(Collection, "a list", result), IncidentStage.Working);
                return;
            }

            (items, count) = (list, list.Count);
        }
        else
        {
            var result = step.Evaluate(Cardinality!, body);
            if (result.Value is not FeelNumber number || !number.TryToInt64(out count) || count < 0)
            {
                step.Raise(body, IncidentCodes.MultiInstance, StepContext.Explain(Cardinality!, "a whole number of 0 or more", result), IncidentStage.Working);
                return;
            }
        }

        if (count > step.Options.LargestMultiInstance)
        {
            step.Raise(body, IncidentCodes.MultiInstance, $"'{body.ElementId}' asks for {count} repetitions; {step.Options.LargestMultiInstance} is the most.", IncidentStage.Working);
            return;
        }

        step.Emit(new LoopStarted(body.Key, (int)count, Sequential ? Math.Min(1, (int)count) : (int)count, items));
        if (count == 0)
        {
            step.Leave(step.Get(body.Key));
            return;
        }

        for (var number = 1; number <= (Sequential ? 1 : count); number++)
            step.Place(body.Key, step.NodeOf(body), number);
    }

    internal override void Equip(StepContext step, ElementInstance inner)
    {
        var own = Variables.Empty;
        // Declared, so that what happens inside the repetition finds it here and not in the process.
        if (OutputItem is { } output)
            own = Variables.Of(output, FeelNull.Value);
        if (InputItem is { } input && step.Get(inner.ScopeKey).Loop!.Items is { } items)
            own = own.With(Variables.Of(input, items[inner.LoopCounter - 1]));
        step.Set(inner.Key, own);
    }

    internal override void InnerLeaves(StepContext step, ElementInstance inner)
    {
        if (OutputCollection is not null && OutputItem is { } item && inner.Variables.TryGet(item, out var value))
            step.Emit(new LoopOutputCollected(inner.ScopeKey, inner.LoopCounter - 1, value));
        var body = CompleteInner(step, inner);
        // Stopped at an earlier repetition: resolving that asks for this one too.
        if (!step.HasIncident(body.Key))
            Continue(step, body);
    }

    internal override void Continue(StepContext step, ElementInstance body)
    {
        var loop = body.Loop!;
        if (CompletionCondition is not null)
        {
            if (step.Test(CompletionCondition, body, IncidentStage.Looping) is not { } enough)
                return;
            if (enough)
            {
                step.TerminateContents(body.Key);
                step.Emit(new LoopProgressed(body.Key, loop.Started, loop.Completed, loop.Started - loop.Completed));
                step.Leave(step.Get(body.Key));
                return;
            }
        }

        if (loop.Completed + loop.Terminated == loop.Planned)
        {
            step.Leave(body);
        }
        else if (loop.Active == 0)
        {
            step.Emit(new LoopProgressed(body.Key, loop.Started + 1, loop.Completed, loop.Terminated));
            step.Place(body.Key, step.NodeOf(body), loop.Started + 1);
        }
    }

    internal override void Deliver(StepContext step, ElementInstance body, Activity activity)
    {
        if (OutputCollection is not { } name || body.Loop is not { } loop)
            return;
        var outputs = new FeelValue[loop.Planned];
        for (var index = 0; index < outputs.Length; index++)
            outputs[index] = loop.Outputs.TryGet(index, out var value) ? value : FeelNull.Value;
        var collected = Variables.Of(name, new FeelList(outputs));
        Mapping[] onward = [.. (activity.Outputs ?? []).Where(HandsOut)];
        step.Assign(body, onward.Length == 0 ? collected : step.Map(onward, body, collected), fromScope: true);
    }

    internal override void Check(Activity activity, ProblemList problems)
    {
        if (Cardinality is null && Collection is null)
            problems.Error(
                "bpmn.multi-instance-without-number", activity.Id,
                "This multi-instance activity does not say how often: give it a loopCardinality or a loopDataInputRef.",
                "Deze herhaalde activiteit zegt niet hoe vaak: geef een loopCardinality of een loopDataInputRef op.");
    }
}
