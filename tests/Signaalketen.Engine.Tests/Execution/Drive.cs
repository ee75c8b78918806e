using System.Text.Json;
using Signaalketen.Engine.Commands;
using Signaalketen.Engine.Effects;
using Signaalketen.Engine.Events;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.State;
using Signaalketen.Engine.Time;

namespace Signaalketen.Engine.Tests.Execution;

/// <summary>
/// Drives one instance of a process and holds every step to the promises of the engine: the step is taken twice, from the state and from its
/// text, and must give the same bytes; events survive their text; replaying the history gives the state; effects and state agree.
/// Thrown signals and messages come back to the instance itself, as a shell would bring them.
/// </summary>
internal sealed class Drive
{
    private readonly List<Event> history = [];
    private readonly Ledger ledger = new();
    private readonly Queue<Command> deliveries = new();
    private int steps;

    public Drive(DefinitionSet definitions, EngineOptions? options = null)
    {
        Definitions = definitions;
        Engine = new(options ?? new() { Calendar = WorkingCalendar.Netherlands, NoneTasksWait = false });
    }

    public DefinitionSet Definitions { get; }

    public Engine Engine { get; }

    /// <summary>False for runs of many thousands of events: history is then replayed only by <see cref="CheckReplay"/>.</summary>
    public bool ReplaysEachStep { get; init; } = true;

    /// <summary>For many thousands of runs: only every so many steps is all of it checked; effects and tree always are.</summary>
    public int ChecksEvery { get; init; } = 1;

    public DateTimeOffset Now { get; set; } = At("2027-01-04T09:00");

    public InstanceState? Before { get; private set; }

    public InstanceState State => Before ?? throw new InvalidOperationException("The instance has not been started.");

    public IReadOnlyList<Event> History => history;

    public List<Effect> Effects { get; } = [];

    /// <summary>Ids of completed elements in order, bodies of loops left out.</summary>
    public string Trace => string.Join(' ', history.OfType<ElementCompleted>().Where(e => e.Role is InstanceRole.Node or InstanceRole.Inner).Select(e => e.Element));

    public string Tasks => Sorted(State.Elements.Where(e => e.Value.Pending is Pending.UserTask or Pending.Task).Select(e => e.Value.ElementId));

    public string Jobs => Sorted(State.Elements.Where(e => e.Value.Pending == Pending.Job).Select(e => e.Value.ElementId));

    public string Waits => Sorted(State.Waits.Where(w => w.Value.Kind != WaitKind.Rung).Select(w => w.Value.ElementId));

    public string Incidents => Sorted(State.Incidents.Select(i => $"{i.Value.ElementId}:{i.Value.Code}"));

    public bool Ended => State.Status == InstanceStatus.Completed;

    /// <summary>A process variable as FEEL text, also after the end; "absent" when there is none.</summary>
    public string this[string name] =>
        (State.Status == InstanceStatus.Active ? State.Elements.First().Value.Variables : State.Outcome).TryGet(name, out var value) ? value.ToString() : "absent";

    public static Drive Of(string body, string roots = "", EngineOptions? options = null) => new(Bpmn.Deploy(Bpmn.Process(body, roots)), options);

    public static Drive Started(string body, string variables = "{}", string roots = "", EngineOptions? options = null) => Of(body, roots, options).Start(variables);

    public static DateTimeOffset At(string text)
    {
        Assert.True(IsoInstant.TryParse(text, WorkingCalendar.Netherlands.Zone, out var instant, out var error), error);
        return instant;
    }

    /// <summary>Variables written as a FEEL context.</summary>
    public static Variables Values(string feel)
    {
        var parsed = Feel.Parse(feel);
        Assert.True(parsed.IsOk, parsed.Error?.Message);
        return Variables.Of(((FeelContext)parsed.Expression.Evaluate(DictionaryFeelScope.Empty, new(DateTimeOffset.UnixEpoch, "Europe/Amsterdam", new())).Value).Entries);
    }

    public Drive Start(string variables = "{}", string? at = null, string process = "p:1", string? trigger = null) =>
        Do(new StartInstance("i1", process, Values(variables), at, trigger));

    public Drive Complete(string element, string variables = "{}", int index = 0) => Do(new CompleteUserTask(Key(element, index, Pending.UserTask, Pending.Task), Values(variables)));

    public Drive Finish(string element, string variables = "{}", int index = 0) => Do(new CompleteJob(Key(element, index, Pending.Job), Values(variables)));

    public Drive Fail(string element, string message = "broken") => Do(new FailJob(Key(element, 0, Pending.Job), message));

    public Drive ThrowError(string element, string code) => Do(new ThrowJobError(Key(element, 0, Pending.Job), code));

    public Drive Message(string name, string variables = "{}", string? key = null, string? element = null) => Do(new CorrelateMessage(name, key, Values(variables), element));

    public Drive Signal(string name, string variables = "{}") => Do(new DeliverSignal(name, Values(variables)));

    public Drive Escalate(string element, string code) => Do(new EscalateUserTask(Key(element, 0, Pending.UserTask), code));

    public Drive Resolve(string element, string variables = "{}") =>
        Do(new ResolveIncident(State.Incidents.First(incident => incident.Value.ElementId == element).Key, Values(variables)));

    public Drive Set(string variables, string? scope = null) => Do(new SetVariables(Values(variables), scope));

    public Drive Cancel() => Do(new CancelInstance("test"));

    /// <summary>Moves the clock; what comes due fires in order of due time.</summary>
    public Drive Advance(string to)
    {
        var moment = to.StartsWith('P') ? Add(Now, to) : At(to);
        while (Before is { Status: InstanceStatus.Active }
            && State.Waits.Where(wait => wait.Value.DueAt <= moment).OrderBy(wait => wait.Value.DueAt).ThenBy(wait => wait.Key).Select(wait => wait.Value).FirstOrDefault() is { } due)
        {
            Now = due.DueAt > Now ? due.DueAt.Value : Now;
            Do(new FireTimer(due.Key));
        }

        Now = moment;
        return this;
    }

    /// <summary>When the timers are due, in order, in local time.</summary>
    public string Due() => string.Join(' ', State.Waits.Where(wait => wait.Value.DueAt is not null).Select(wait => wait.Value.DueAt!.Value).Order()
        .Select(due => IsoInstant.Format(TimeZoneInfo.ConvertTime(due, Engine.Options.Zone))));

    public long Key(string element, int index, params Pending[] pending)
    {
        var open = State.Elements.Select(entry => entry.Value).Where(e => e.ElementId == element && pending.Contains(e.Pending)).ToArray();
        Assert.True(index < open.Length, $"'{element}' is not open; open are: {Tasks} {Jobs}.");
        return open[index].Key;
    }

    public Rejection Refused(Command command)
    {
        var rejection = Assert.IsType<StepResult.Rejected>(Engine.Step(Definitions, Before, command, Now)).Rejection;
        Assert.True(rejection.Message.Length > 10, rejection.Message);
        return rejection;
    }

    public Drive Do(Command command) => Carry(command, Accept(Before, command));

    /// <summary>As <see cref="Do"/>, for a command that may rightly be refused; answers whether it was taken.</summary>
    public bool Try(Command command)
    {
        if (Engine.Step(Definitions, Before, command, Now) is StepResult.Accepted accepted)
            Carry(command, accepted);
        else if (Refused(command) is { Code: RejectionCode.BrokenInvariant })
            Accept(Before, command);
        else
            return false;
        return true;
    }

    public void CheckReplay() => Assert.Equal(StateText.Write(State), StateText.Write(Evolve.Replay(history)));

    private static string Sorted(IEnumerable<string> ids) => string.Join(' ', ids.Order(StringComparer.Ordinal));

    private DateTimeOffset Add(DateTimeOffset moment, string duration)
    {
        Assert.True(IsoDuration.TryParse(duration, out var parsed, out var error), error);
        return parsed.AddTo(moment, Engine.Options.Zone)!.Value;
    }

    private Drive Carry(Command command, StepResult.Accepted accepted)
    {
        Take(command, accepted);
        while (deliveries.TryDequeue(out var next))
        {
            if (State.Status == InstanceStatus.Active && Engine.Step(Definitions, Before, next, Now) is StepResult.Accepted heard)
                Take(next, heard);
        }

        return this;
    }

    private void Take(Command command, StepResult.Accepted accepted)
    {
        var thorough = steps++ % ChecksEvery == 0;
        history.AddRange(thorough ? Reread(accepted.Events) : accepted.Events);
        Before = thorough ? Reread(command, accepted.State) : accepted.State;
        if (thorough && ReplaysEachStep)
            CheckReplay();
        foreach (var effect in accepted.Effects)
        {
            Effects.Add(effect);
            ledger.Apply(effect);
            if (effect is SendMessage message)
                deliveries.Enqueue(new CorrelateMessage(message.Name, message.CorrelationKey, message.Variables));
            else if (effect is BroadcastSignal signal)
                deliveries.Enqueue(new DeliverSignal(signal.Name, signal.Variables, signal.At));
        }

        Assert.All(State.Incidents, incident => Assert.NotEqual("", incident.Value.Message));
        ledger.Compare(State, Definitions);
        Ledger.CheckTree(State);
    }

    /// <summary>The state from its text, after the same step from the text of the state before gave the same bytes.</summary>
    private InstanceState Reread(Command command, InstanceState state)
    {
        var text = StateText.Write(state);
        if (Before is not null)
            Assert.Equal(text, StateText.Write(Accept(StateText.Read(StateText.Write(Before)), command).State));
        var reread = StateText.Read(text);
        Assert.Equal(text, StateText.Write(reread));
        // Every property that a state has, also one that the text forgets.
        Assert.Equal(JsonSerializer.Serialize(state), JsonSerializer.Serialize(reread));
        return reread;
    }

    private static Event[] Reread(IReadOnlyList<Event> events)
    {
        Event[] reread = [.. events.Select(happened => EventText.Read(EventText.Write(happened)))];
        // What is written by hand is what the serializer would write.
        Assert.Equal(events.Select(happened => JsonSerializer.Serialize(happened, EngineJson.Default.Event)), events.Select(EventText.Write));
        Assert.Equal(events.Select(EventText.Write), reread.Select(EventText.Write));
        return reread;
    }

    private StepResult.Accepted Accept(InstanceState? state, Command command)
    {
        var result = Engine.Step(Definitions, state, command, Now);
        if (result is StepResult.Rejected rejected)
            Assert.Fail($"{command.GetType().Name} was refused: {rejected.Rejection.Code} {rejected.Rejection.Message} {rejected.Bug}");
        return (StepResult.Accepted)result;
    }
}
