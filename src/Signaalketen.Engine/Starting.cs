using Signaalketen.Engine.Commands;
using Signaalketen.Engine.Elements;
using Signaalketen.Engine.Events;
using Signaalketen.Engine.Model;

namespace Signaalketen.Engine;

/// <summary>How an instance comes to life: at its beginning, or at the event that started it (BPMN 2.0.2, 13.2 and 13.5.1).</summary>
internal static class Starting
{
    public static Rejection? Start(StepContext step, StartInstance start)
    {
        if (step.Definitions.Find(start.DefinitionKey) is not { } definition)
            return new(RejectionCode.Invalid, $"The process '{start.DefinitionKey}' is not deployed.");
        var scope = definition.Scope;
        if (start.At.Count > 0)
            return Anywhere(step, start, definition);
        FlowNode? entry = null;
        var happened = -1;
        if (start.StartElement is { } chosen)
        {
            entry = scope.Find(chosen);
            if (entry is not (StartEvent or ReceiveTask { Instantiates: true }) && (entry is null || EventBasedGateway.StartingAt(entry) is null))
                return new(RejectionCode.Invalid, $"'{chosen}' is not a start event of '{definition.Id}'.", chosen);
            if (entry is StartEvent { ParallelMultiple: true, Definitions.Count: > 1 } all && (happened = all.Happened(start.Trigger)) < 0)
                return new(RejectionCode.Invalid, $"'{chosen}' starts when all of its events have happened: send one of them instead.", chosen);
        }
        else if (!scope.HasOneBeginning)
        {
            return new(RejectionCode.Invalid, $"'{definition.Id}' must be started at one of its start events: {string.Join(", ", definition.Starts.Select(trigger => trigger.ElementId).Distinct())}.");
        }

        step.Emit(new InstanceStarted(start.InstanceId, definition.Key));
        var root = step.BirthProcess(0, definition);
        step.Set(root, start.Variables);
        if (entry is StartEvent { Outputs: not null })
            step.TakeIn(step.Get(root), entry, start.Variables);
        if (happened < 0 && entry is null or StartEvent)
        {
            step.Open(root, scope, entry is null ? scope.Entries : [entry]);
            return null;
        }

        // Whatever begins with a message in hand comes to life at once.
        step.Open(root, scope, []);
        if (entry is StartEvent first)
            first.Await(step, root, happened);
        else if (EventBasedGateway.StartingAt(entry!) is { } gateway)
            gateway.StartAt(step, root, entry!, start.Variables);
        else
            step.Pass(root, entry!, start.Variables);
        return null;
    }

    private static Rejection? Anywhere(StepContext step, StartInstance start, ProcessDefinition definition)
    {
        step.Emit(new InstanceStarted(start.InstanceId, definition.Key));
        var root = step.BirthProcess(0, definition);
        step.Set(root, start.Variables);
        return step.StartAt(root, definition.Scope, start.At);
    }
}
