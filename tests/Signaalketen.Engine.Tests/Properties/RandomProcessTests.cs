using Signaalketen.Engine.Commands;
using Signaalketen.Engine.Events;
using Signaalketen.Engine.State;
using Signaalketen.Engine.Tests.Execution;
using Signaalketen.Engine.Time;

namespace Signaalketen.Engine.Tests.Properties;

/// <summary>
/// Thousands of random processes, driven at random. <see cref="Drive"/> checks every step: same bytes twice, text round trip, replay, effects and
/// tree without orphans. Here: they end, cancelling leaves nothing, and the order of the XML does not matter.
/// </summary>
public class RandomProcessTests
{
    private const int First = 4_000_000;
    private const int Cases = 1_500;

    [Fact]
    public void Random_sound_processes_keep_every_promise_and_end()
    {
        var ended = 0;
        for (var seed = First; seed < First + Cases; seed++)
        {
            var commands = new List<(DateTimeOffset, Command)>();
            try
            {
                var (body, called) = RandomProcess.Draw(seed);
                var drive = Play(new Drive(Bpmn.Deploy(Bpmn.Process(body, RandomProcess.Roots), called)), new Random(seed), commands);
                Assert.True(drive.State.Status != InstanceStatus.Active, $"Not ended: {StateText.Write(drive.State)}");
                ended += drive.Ended ? 1 : 0;
                if (seed % 4 == 0)
                    SameInAnotherOrder(drive, RandomProcess.Shuffle(body, seed), called, commands);
            }
            catch (Exception failure)
            {
                Assert.Fail($"Seed {seed}: {failure}\n{Bpmn.Process(RandomProcess.Draw(seed).Main, RandomProcess.Roots)}");
            }
        }

        Assert.True(ended > Cases * 9 / 10, $"Only {ended} of {Cases} ended by themselves.");
    }

    private static Drive Play(Drive drive, Random random, List<(DateTimeOffset, Command)> commands)
    {
        Send(new StartInstance("i1", "p:1", Variables.Empty));
        for (var step = 0; step < 400 && drive.State.Status == InstanceStatus.Active; step++)
        {
            if (random.Next(20) == 0)
                CancelLeavesNothing(drive);
            Send(Choose(drive, random, patient: step < 60));
        }

        return drive;

        void Send(Command command)
        {
            commands.Add((drive.Now, command));
            drive.Do(command);
        }
    }

    /// <summary>Any command that may come now; after a while only those that bring the end nearer.</summary>
    internal static Command Choose(Drive drive, Random random, bool patient)
    {
        var state = drive.State;
        if (state.Incidents.Count > 0 && random.Next(3) == 0)
            return new ResolveIncident(state.Incidents.First().Key, Variables.Empty);
        var choices = new List<Func<Command>>();
        foreach (var (key, element) in state.Elements)
        {
            if (element.Pending == Pending.UserTask)
                choices.Add(() => patient && random.Next(6) == 0 ? new EscalateUserTask(key, "X") : new CompleteUserTask(key, Variables.Empty));
            if (element.Pending == Pending.Job)
                choices.Add(() => !patient ? new CompleteJob(key, Variables.Empty) : random.Next(4) switch { 0 => new FailJob(key, "broken"), 1 => new ThrowJobError(key, "E"), _ => new CompleteJob(key, Variables.Empty) });
        }

        foreach (var (_, wait) in state.Waits)
        {
            // A signal may interrupt; a message goes to one element that waits once.
            if (wait.Kind == WaitKind.Signal && patient)
                choices.Add(() => new DeliverSignal("sig", Variables.Empty));
            if (wait.Kind == WaitKind.Message && state.Waits.Count(other => other.Value.Kind == WaitKind.Message && other.Value.ElementId == wait.ElementId) == 1)
                choices.Add(() => new CorrelateMessage("msg", null, Variables.Empty, wait.ElementId));
        }

        var due = state.Waits.Where(wait => wait.Value.DueAt is not null).OrderBy(wait => wait.Value.DueAt).ThenBy(wait => wait.Key).Select(wait => wait.Value).FirstOrDefault();
        if (due is not null)
            choices.Add(() =>
            {
                drive.Now = due.DueAt > drive.Now ? due.DueAt.Value : drive.Now;
                return new FireTimer(due.Key);
            });
        if (choices.Count == 0)
            return state.Incidents.Count > 0 ? new ResolveIncident(state.Incidents.First().Key, Variables.Empty) : Ambiguous(state);
        return choices[random.Next(choices.Count)]();
    }

    /// <summary>Several repetitions wait for the same message: nobody may guess, so end the instance's wait by setting it aside.</summary>
    private static CancelInstance Ambiguous(InstanceState state)
    {
        Assert.Contains(state.Waits, wait => wait.Value.Kind == WaitKind.Message);
        return new CancelInstance("only ambiguous waits are left");
    }

    private static void CancelLeavesNothing(Drive drive)
    {
        var cancelled = Assert.IsType<StepResult.Accepted>(drive.Engine.Step(drive.Definitions, drive.State, new CancelInstance("try"), drive.Now)).State;
        Assert.Equal(InstanceStatus.Cancelled, cancelled.Status);
        Ledger.CheckTree(cancelled);
    }

    private static void SameInAnotherOrder(Drive drive, string shuffled, string called, List<(DateTimeOffset, Command)> commands)
    {
        var other = new Drive(Bpmn.Deploy(Bpmn.Process(shuffled, RandomProcess.Roots), called), new() { Calendar = WorkingCalendar.Netherlands });
        foreach (var (now, command) in commands)
        {
            other.Now = now;
            other.Do(command);
        }

        Assert.Equal(drive.History.Select(EventText.Write), other.History.Select(EventText.Write));
    }
}
