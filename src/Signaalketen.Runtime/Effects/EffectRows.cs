using Signaalketen.Engine.Effects;
using Signaalketen.Runtime.Dispatch;

namespace Signaalketen.Runtime.Effects;

/// <summary>From what the engine asks to the rows that do it. One file per subject; this is the list of them.</summary>
internal static class EffectRows
{
    public static void Add(StepPlan plan, Effect effect)
    {
        switch (effect)
        {
            case CreateUserTask create:
                TaskRows.Open(plan, create);
                break;
            case CloseUserTask close:
                TaskRows.Close(plan, close);
                break;
            case RetargetUserTask retarget:
                TaskRows.Retarget(plan, retarget);
                break;
            case EscalateTask escalate:
                EscalationRows.Add(plan, escalate);
                break;
            case ScheduleTimer schedule:
                WaitingRows.Schedule(plan, schedule);
                break;
            case CancelTimer cancel:
                WaitingRows.Cancel(plan, cancel);
                break;
            case OpenSubscription open:
                WaitingRows.Open(plan, open);
                break;
            case CloseSubscription close:
                WaitingRows.Close(plan, close);
                break;
            case EnqueueJob enqueue:
                JobRows.Enqueue(plan, enqueue);
                break;
            case CancelJob cancel:
                JobRows.Cancel(plan, cancel);
                break;
            case RetargetJob retarget:
                JobRows.Retarget(plan, retarget);
                break;
            case SendMessage send:
                DeliveryRows.Send(plan, send);
                break;
            case BroadcastSignal broadcast:
                DeliveryRows.Broadcast(plan, broadcast);
                break;
            case RaiseIncident raise:
                IncidentRows.Raise(plan, raise);
                break;
            case RetargetIncident retarget:
                IncidentRows.Retarget(plan, retarget);
                break;
            case ClearIncident clear:
                IncidentRows.Clear(plan, clear);
                break;
            case EndInstance:
                IncidentRows.ClearAll(plan);
                break;
            default:
                // Dropping an effect would lose work without a trace: better no step at all.
                throw new InvalidOperationException($"No rows are known for the effect {effect.GetType().Name}.");
        }
    }
}
