using Signaalketen.Engine;
using Signaalketen.Engine.Commands;
using Signaalketen.Engine.Effects;
using Signaalketen.Engine.Elements;
using Signaalketen.Engine.EventDefinitions;
using Signaalketen.Engine.Events;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.State;

namespace Signaalketen.Verification.Play;

/// <summary>
/// A municipality in memory: instances of deployed processes, a virtual clock, and the delivery of timers, jobs, messages and signals
/// that the runtime does with rows. The engine inside is the real one, so what happens here happens there.
/// </summary>
public sealed partial class World
{
    private readonly Engine.Engine engine;
    private readonly DefinitionSet definitions;
    private readonly WorldOptions options;
    private readonly List<Instance> instances = [];
    private readonly SortedSet<Alarm> alarms = [];
    private readonly Dictionary<(Instance, long), Alarm> alarmOf = [];
    private readonly HashSet<string> endEvents;
    private readonly Queue<Action> deliveries = new();
    private readonly SortedDictionary<string, int> done = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> ends = new(StringComparer.Ordinal);
    private readonly List<SendMessage> kept = [];
    private long sequence;
    private int deliveredInARow;

    /// <param name="definitions">All that is deployed, each process once.</param>
    public World(Engine.Engine engine, DefinitionSet definitions, WorldOptions options)
    {
        (this.engine, this.definitions, this.options) = (engine, definitions, options);
        Clock = options.Clock;
        endEvents = [.. definitions.All.SelectMany(definition => definition.Nodes).OfType<EndEvent>().Select(end => end.Id)];
        foreach (var definition in definitions.All)
        {
            foreach (var start in definition.Starts.Where(start => start.Timer is not null))
            {
                if (start.Timer!.FirstAfter(Clock, engine.Options, out _) is { } plan)
                    alarms.Add(new(plan.DueAt, ++sequence, null, 0, new(definition.Key, start.ElementId, plan)));
            }
        }
    }

    public DateTimeOffset Clock { get; private set; }

    /// <summary>Instances in order of start, ended ones included.</summary>
    public IReadOnlyList<Instance> Instances => instances;

    /// <summary>How often each element was completed, over all instances.</summary>
    public IReadOnlyDictionary<string, int> Done => done;

    /// <summary>How often each end event was reached.</summary>
    public IReadOnlyDictionary<string, int> Ends => ends;

    /// <summary>When the next timer is due; null when none is set.</summary>
    public DateTimeOffset? NextAlarm => alarms.Count == 0 ? null : alarms.Min!.DueAt;

    /// <summary>Starts an instance and lets all follow that follows from it.</summary>
    public Rejection? Start(string definitionKey, Variables variables, string? startElement = null)
    {
        var rejection = Begin(definitionKey, variables, startElement);
        return rejection ?? Settle();
    }

    /// <summary>Sends a command to one instance and lets all follow that follows from it.</summary>
    public Rejection? Send(Instance instance, Command command) => Step(instance, command) ?? Settle();

    /// <summary>Delivers a message to the one wait that fits, or starts the one process that it starts.</summary>
    public Rejection? Message(string name, string? correlationKey, Variables variables, string? element = null) =>
        CorrelateByNameOrId(name, correlationKey, variables, element) ?? Settle();

    /// <summary>Delivers a signal to all who wait for it and starts what it starts.</summary>
    public Rejection? Signal(string name, Variables variables)
    {
        Broadcast(name, variables);
        return Settle();
    }

    /// <summary>Moves the clock; timers that come due fire one at a time, in order of due time.</summary>
    public Rejection? MoveClock(DateTimeOffset to)
    {
        if (to < Clock)
            return new(RejectionCode.Invalid, "The clock only moves forward.");
        for (var fired = 0; alarms.Count > 0 && alarms.Min!.DueAt <= to; fired++)
        {
            if (fired >= options.MostTimers)
                return new(RejectionCode.Invalid, $"More than {options.MostTimers} timers came due in one move of the clock.");
            var alarm = alarms.Min!;
            alarms.Remove(alarm);
            if (alarm.DueAt > Clock)
                Clock = Show(alarm.DueAt);
            if ((alarm.Start is { } start ? StartByTimer(alarm, start) : Step(alarm.Instance!, new FireTimer(alarm.TimerKey))) is { Code: RejectionCode.BrokenInvariant } broken)
                return broken;
            if (Settle() is { } rejection)
                return rejection;
        }

        Clock = Show(to);
        return null;
    }

    /// <summary>The same moment as this world writes it: in the zone, or with the fixed offset, that its clock began with.</summary>
    public DateTimeOffset Show(DateTimeOffset moment)
    {
        var first = options.Clock;
        var zone = engine.Options.Zone;
        return first.Offset != TimeSpan.Zero && first.Offset == zone.GetUtcOffset(first) ? TimeZoneInfo.ConvertTime(moment, zone) : moment.ToOffset(first.Offset);
    }

    private Rejection? StartByTimer(Alarm alarm, TimerStart start)
    {
        if (start.Plan.Next(engine.Options.Zone) is { } next)
            alarms.Add(new(next.DueAt, ++sequence, null, 0, start with { Plan = next }));
        return Begin(start.DefinitionKey, Variables.Empty, start.ElementId);
    }

    private Rejection? Begin(string definitionKey, Variables variables, string? startElement, string? trigger = null)
    {
        var instance = new Instance($"i{instances.Count + 1}", definitionKey);
        instances.Add(instance);
        var rejection = Step(instance, new StartInstance(instance.Id, definitionKey, variables, startElement, trigger));
        if (rejection is not null)
            instances.Remove(instance);
        return rejection;
    }

    private Rejection? Step(Instance instance, Command command)
    {
        switch (engine.Step(definitions, instance.StateOrNull, command, Clock))
        {
            case StepResult.Accepted accepted:
                instance.StateOrNull = options.RoundTripStates ? StateText.Read(StateText.Write(accepted.State)) : accepted.State;
                Count(instance, accepted.Events);
                instance.Events.AddRange(accepted.Events);
                foreach (var effect in accepted.Effects)
                    Apply(instance, effect);
                return null;
            case StepResult.Rejected rejected:
                return rejected.Rejection;
            default:
                throw new BrokenInvariantException("A step is accepted or rejected.");
        }
    }

    private void Count(Instance instance, IReadOnlyList<Event> events)
    {
        foreach (var happened in events)
        {
            switch (happened)
            {
                case ElementCompleted completed:
                    instance.Opened.Remove(completed.Key);
                    if (completed.Role is not (InstanceRole.Node or InstanceRole.Inner))
                        break;
                    done[completed.Element] = done.GetValueOrDefault(completed.Element) + 1;
                    if (endEvents.Contains(completed.Element))
                        ends[completed.Element] = ends.GetValueOrDefault(completed.Element) + 1;
                    break;
                case UserTaskCreated created:
                    instance.Opened[created.Key] = new(++sequence, created.DueAt);
                    break;
                case TaskAwaited awaited:
                    instance.Opened[awaited.Key] = new(++sequence, null);
                    break;
                case JobCreated created:
                    instance.Opened[created.Key] = new(++sequence, null);
                    break;
                case WorkReturned returned:
                    instance.Opened.Remove(returned.Key);
                    break;
                case ElementTerminated terminated:
                    instance.Opened.Remove(terminated.Key);
                    break;
            }
        }
    }
}

/// <summary>How a world behaves.</summary>
public sealed record WorldOptions
{
    public required DateTimeOffset Clock { get; init; }

    /// <summary>True: service, send and business rule jobs are done at once, without variables.</summary>
    public bool JobsDoThemselves { get; init; } = true;

    /// <summary>True: every state is written as text and read back before the next step.</summary>
    public bool RoundTripStates { get; init; }

    /// <summary>Most timers in one move of the clock.</summary>
    public int MostTimers { get; init; } = 100_000;

    /// <summary>Most messages, signals and jobs that may follow from one command.</summary>
    public int MostDeliveries { get; init; } = 100_000;
}

/// <summary>One process instance in a world.</summary>
public sealed class Instance(string id, string definitionKey)
{
    public string Id { get; } = id;

    public string DefinitionKey { get; } = definitionKey;

    public InstanceState State => StateOrNull ?? throw new BrokenInvariantException("The instance has not been started.");

    public bool Runs => State.Status == InstanceStatus.Active;

    /// <summary>All that happened, in order.</summary>
    public List<Event> Events { get; } = [];

    internal InstanceState? StateOrNull { get; set; }

    /// <summary>Open tasks and jobs by element key: when they opened, and their term.</summary>
    internal SortedDictionary<long, Opening> Opened { get; } = [];
}

/// <param name="Order">Place in the order of opening over all instances.</param>
internal sealed record Opening(long Order, DateTimeOffset? DueAt);

/// <summary>A timer that is set: of an instance, or of a timer start event.</summary>
internal sealed record Alarm(DateTimeOffset DueAt, long Order, Instance? Instance, long TimerKey, TimerStart? Start) : IComparable<Alarm>
{
    public int CompareTo(Alarm? other) => other is null ? 1 : (DueAt.UtcTicks, Order).CompareTo((other.DueAt.UtcTicks, other.Order));
}

internal sealed record TimerStart(string DefinitionKey, string ElementId, TimerPlan Plan);
