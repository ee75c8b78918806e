using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Elements;

/// <summary>Waits for a message (BPMN 2.0.2, 13.3.3).</summary>
public sealed class ReceiveTask : Activity
{
    /// <summary>The name of its message; a receive task without one waits for a message of its own name.</summary>
    public required string MessageName { get; init; }

    public MessageKeys Keys { get; init; } = MessageKeys.None;

    /// <summary>True when its message starts the process; it has no incoming flow then.</summary>
    public bool Instantiates { get; init; }

    internal override bool StartsProcess => Instantiates;

    internal static ReceiveTask Read(ElementReader xml) => new()
    {
        Id = xml.Id, Name = xml.Name, Tag = xml.Tag, Scope = xml.Scope, Inputs = xml.Inputs, Outputs = xml.Outputs, Loop = xml.Loop, IsForCompensation = xml.IsForCompensation,
        MessageName = xml.MessageName() ?? xml.Name ?? xml.Id,
        Keys = xml.Keys(),
        Instantiates = xml.Flag("instantiate", false),
    };

    internal override void Check(ProblemList problems)
    {
        base.Check(problems);
        if (Instantiates && (Incoming.Count > 0 || Loop is not null || Scope.Parent is not null))
            problems.Error(
                "bpmn.receive-instantiate", Id,
                "A receive task that starts its process stands at the beginning of the process: it has no incoming flow and does not repeat.",
                "Een ontvangsttaak die het proces start staat aan het begin van het proces: zonder inkomende pijl en zonder herhaling.");
    }

    internal override void Met(StepContext step, ElementInstance self, Wait wait, Variables payload)
    {
        Produced(step, self, payload);
        step.Leave(step.Get(self.Key));
    }

    /// <summary>Opens its wait on behalf of itself, or of the event-based gateway before it.</summary>
    internal bool Await(StepContext step, ElementInstance waiter)
    {
        if (!CorrelationKeys.TryRead(step, waiter, Keys.Waiting, waiter.ElementId == Id ? IncidentStage.Working : IncidentStage.Beginning, out var key))
            return false;
        step.OpenWait(waiter, Id, 0, WaitKind.Message, MessageName, key);
        return true;
    }

    private protected override void Begin(StepContext step, ElementInstance self) => Await(step, self);
}
