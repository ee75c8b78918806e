using Signaalketen.Engine.Commands;
using Signaalketen.Engine.Elements;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.State;
using Signaalketen.Engine.Tests.Execution;
using Signaalketen.Engine.Time;

namespace Signaalketen.Engine.Tests.Properties;

/// <summary>Plays an instance with random commands that may come at that moment.</summary>
internal sealed class RandomRun(Drive drive, Random random)
{
    private static readonly Variables True = Drive.Values("{v: 1}");
    private static readonly Variables False = Drive.Values("{v: 0}");

    private readonly List<(DateTimeOffset Now, Command Command)> commands = [];

    public Drive Drive { get; } = drive;

    /// <summary>What was sent, to send it again elsewhere.</summary>
    public IReadOnlyList<(DateTimeOffset Now, Command Command)> Commands => commands;

    /// <summary>Every step is checked for one in ten seeds; for the others now and then, and always at the end.</summary>
    public static RandomRun Of(int seed, string body, int budget = 100_000, params string[] also) => new(
        new Drive(Bpmn.Deploy([Bpmn.Process(body, RandomProcess.Roots), .. also]), new() { Calendar = WorkingCalendar.Netherlands, Budget = budget })
        {
            ChecksEvery = seed % 10 == 0 ? 1 : 17, ReplaysEachStep = seed % 100 == 0,
        },
        new Random(seed));

    /// <param name="patience">From this step on only what brings the end nearer.</param>
    /// <param name="history">How many events are enough; a loop without end makes them by the thousand.</param>
    public RandomRun Play(int steps, int patience, int history = int.MaxValue)
    {
        Send(Start(Drive.Definitions, random));
        for (var step = 0; step < steps && Drive.State.Status == InstanceStatus.Active && Drive.History.Count < history; step++)
        {
            if (random.Next(20) == 0)
                CancelLeavesNothing();
            var choices = Choices(patient: step < patience);
            while (choices.Count > 0)
            {
                var index = random.Next(choices.Count);
                if (Send(choices[index]()))
                    break;
                choices.RemoveAt(index);
            }

            if (choices.Count == 0)
                break;
        }

        if (Drive.State.Status == InstanceStatus.Active)
            CancelLeavesNothing();
        Drive.CheckReplay();
        Assert.Equal(StateText.Write(Drive.State), StateText.Write(StateText.Read(StateText.Write(Drive.State))));
        return this;
    }

    /// <summary>By hand, or with one of the messages that start the process.</summary>
    public static StartInstance Start(DefinitionSet definitions, Random random)
    {
        StartTrigger[] starts = [.. definitions.Find("p:1")!.Starts.Where(start => start.Kind == StartKind.Message)];
        if (starts.Length == 0)
            return new("i1", "p:1", Variables.Empty);
        var start = starts[random.Next(starts.Length)];
        return new("i1", "p:1", Variables.Empty, start.ElementId, start.Name);
    }

    /// <summary>A command that will be taken now; to cancel, when nobody may guess who else could be meant.</summary>
    public static Command Choose(Drive drive, Random random, bool patient)
    {
        var choices = new RandomRun(drive, random).Choices(patient);
        while (choices.Count > 0)
        {
            var index = random.Next(choices.Count);
            var command = choices[index]();
            if (drive.Engine.Step(drive.Definitions, drive.State, command, drive.Now) is StepResult.Accepted)
                return command;
            choices.RemoveAt(index);
        }

        return new CancelInstance("only ambiguous waits are left");
    }

    private bool Send(Command command)
    {
        var now = Drive.Now;
        if (!Drive.Try(command))
            return false;
        commands.Add((now, command));
        return true;
    }

    private List<Func<Command>> Choices(bool patient)
    {
        var state = Drive.State;
        var choices = new List<Func<Command>>();
        foreach (var (key, element) in state.Elements)
        {
            if (element.Pending == Pending.UserTask)
                choices.Add(() => patient && random.Next(6) == 0 ? new EscalateUserTask(key, "X") : new CompleteUserTask(key, Variables.Empty));
            if (element.Pending == Pending.Job)
                choices.Add(() => !patient ? new CompleteJob(key, Variables.Empty) : random.Next(4) switch { 0 => new FailJob(key, "broken"), 1 => new ThrowJobError(key, "E"), _ => new CompleteJob(key, Variables.Empty) });
            if (element.Pending == Pending.AdHoc)
                AdHoc(element, patient, choices);
        }

        foreach (var (key, _) in state.Incidents)
            choices.Add(() => new ResolveIncident(key, random.Next(2) == 0 ? Variables.Empty : True));
        foreach (var (_, wait) in state.Waits)
        {
            if (wait.Kind == WaitKind.Signal && patient)
                choices.Add(() => new DeliverSignal(wait.Name!, Variables.Empty));
            if (wait.Kind == WaitKind.Message)
                choices.Add(() => new CorrelateMessage(wait.Name!, null, Variables.Empty, wait.ElementId));
            if (wait.Kind == WaitKind.Condition && (patient || wait.Remaining == 0))
                choices.Add(() => new SetVariables(wait.Remaining == 0 ? True : False));
        }

        var due = state.Waits.Where(wait => wait.Value.DueAt is not null).OrderBy(wait => wait.Value.DueAt).ThenBy(wait => wait.Key).Select(wait => wait.Value).FirstOrDefault();
        if (due is not null)
            choices.Add(() =>
            {
                Drive.Now = due.DueAt > Drive.Now ? due.DueAt.Value : Drive.Now;
                return new FireTimer(due.Key);
            });
        return choices;
    }

    private void AdHoc(ElementInstance scope, bool patient, List<Func<Command>> choices)
    {
        choices.Add(() => new FinishAdHoc(scope.ElementId));
        if (!patient)
            return;
        foreach (var node in ((SubProcess)Drive.Definitions.Find(scope.DefinitionKey)!.Node(scope.ElementId)!).Inside.Nodes)
            choices.Add(() => new ActivateAdHoc(node.Id));
    }

    private void CancelLeavesNothing()
    {
        var cancelled = Assert.IsType<StepResult.Accepted>(Drive.Engine.Step(Drive.Definitions, Drive.State, new CancelInstance("try"), Drive.Now)).State;
        Assert.Equal(InstanceStatus.Cancelled, cancelled.Status);
        Ledger.CheckTree(cancelled);
    }
}
