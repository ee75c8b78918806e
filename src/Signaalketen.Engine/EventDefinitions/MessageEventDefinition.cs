using Signaalketen.Engine.Elements;
using Signaalketen.Engine.Events;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.State;
using Signaalketen.Engine.Time;

namespace Signaalketen.Engine.EventDefinitions;

/// <summary>A message to or from one other party (BPMN 2.0.2, 10.5.5).</summary>
public sealed class MessageEventDefinition : EventDefinition
{
    public required string Name { get; init; }

    public MessageKeys Keys { get; init; } = MessageKeys.None;

    /// <summary>Extension <c>sk:timeToLive</c> of a thrown message: how long it is kept for a receiver that does not wait yet.</summary>
    public IsoDuration? TimeToLive { get; init; }

    public override string Tag => "messageEventDefinition";

    internal override EventPlace Places =>
        EventPlace.Start | EventPlace.EventSubProcessStart | EventPlace.IntermediateCatch | EventPlace.IntermediateThrow | EventPlace.Boundary | EventPlace.End;

    internal static MessageEventDefinition Read(ElementReader xml) => new()
    {
        Name = xml.MessageName() ?? xml.NameOfEvent,
        Keys = xml.Keys(),
        TimeToLive = xml.TimeToLive(),
    };

    internal override void Check(FlowNode node, EventPlace place, ProblemList problems)
    {
        if (TimeToLive is not null && place is not (EventPlace.IntermediateThrow or EventPlace.End))
            problems.Error(
                "sk.time-to-live-place", node.Id,
                "sk:timeToLive belongs to the event that throws the message, not to one that catches it: move it there.",
                "sk:timeToLive hoort bij de gebeurtenis die het bericht verstuurt, niet bij een die het opvangt: verplaats het daarheen.");
    }

    internal override bool Arm(StepContext step, ElementInstance waiter, ICatching node, int index)
    {
        if (!CorrelationKeys.TryRead(step, waiter, Keys.Waiting, IncidentStage.Beginning, out var key))
            return false;
        step.OpenWait(waiter, node.Id, index, WaitKind.Message, Name, key);
        return true;
    }

    internal override bool Throw(StepContext step, ElementInstance self) => Send(step, self, self.Variables, IncidentStage.Beginning);

    /// <summary>Sends the message with what it carries. False after an incident.</summary>
    internal bool Send(StepContext step, ElementInstance self, Variables payload, IncidentStage stage)
    {
        if (!CorrelationKeys.TryRead(step, self, Keys.Sending, stage, out var key, payload))
            return false;
        step.Emit(new MessageThrown(self.ElementId, Name, key, payload, step.KeepUntil(TimeToLive)));
        return true;
    }
}
