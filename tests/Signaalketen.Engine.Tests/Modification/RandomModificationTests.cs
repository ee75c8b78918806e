using Signaalketen.Engine.Commands;
using Signaalketen.Engine.Effects;
using Signaalketen.Engine.Events;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.State;
using Signaalketen.Engine.Tests.Execution;
using Signaalketen.Engine.Tests.Properties;
using Signaalketen.Engine.Time;
using Operation = Signaalketen.Engine.Commands.Modification;

namespace Signaalketen.Engine.Tests.Modification;

/// <summary>
/// Random operations and migrations in random positions. <see cref="Drive"/> checks every step: replay, text, effects against state and definition,
/// nothing alive in what ended.
/// </summary>
public class RandomModificationTests
{
    private const int First = 9_000_000;

    [Fact]
    public void Random_moves_in_random_processes_keep_every_promise()
    {
        var accepted = 0;
        for (var seed = First; seed < First + 300; seed++)
        {
            var (body, called) = RandomProcess.Draw(seed);
            var definitions = Twice(body, body, called);
            accepted += Play(seed, definitions, RandomRun.Start(definitions, new Random(seed)));
        }

        Assert.True(accepted > 450, $"Only {accepted} operations were accepted.");
    }

    [Fact]
    public void Random_moves_in_the_scenario_models_keep_every_promise()
    {
        var accepted = 0;
        var seed = First;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Scenarios"), "*.bpmn", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (BpmnReader.Read(File.ReadAllText(file)).Model is not { } model)
                continue;
            var definitions = DefinitionSet.Of(model.ProcessDefinitions(1).Concat(model.ProcessDefinitions(2)));
            var start = definitions.All.First();
            for (var turn = 0; turn < 6; turn++)
                accepted += Play(++seed, definitions, new StartInstance("i1", start.Key, Variables.Empty) { At = [.. start.Scope.Nodes.Where(node => node.Incoming.Count > 0).Take(1).Select(node => node.Id)] });
        }

        Assert.True(accepted > 200, $"Only {accepted} operations were accepted.");
    }

    [Fact]
    public void Migrating_to_an_identical_version_changes_nothing_observable_and_both_come_to_the_same_end()
    {
        var migrated = 0;
        for (var seed = First; seed < First + 250; seed++)
        {
            var (body, called) = RandomProcess.Draw(seed);
            var definitions = Twice(body, RandomProcess.Shuffle(body, seed), called);
            try
            {
                migrated += SameEnd(seed, definitions);
            }
            catch (Exception failure)
            {
                Assert.Fail($"Seed {seed}: {failure}\n{Bpmn.Process(body, RandomProcess.Roots)}");
            }
        }

        Assert.True(migrated > 120, $"Only {migrated} instances could be migrated.");
    }

    private static DefinitionSet Twice(string first, string second, string called) => DefinitionSet.Of(
        Bpmn.Read(Bpmn.Process(first, RandomProcess.Roots)).ProcessDefinitions(1)
            .Concat(Bpmn.Read(Bpmn.Process(second, RandomProcess.Roots)).ProcessDefinitions(2))
            .Concat(Bpmn.Read(called).ProcessDefinitions(1)));

    /// <summary>Plays with ordinary commands and operations by turns; counts the operations that were accepted.</summary>
    private static int Play(int seed, DefinitionSet definitions, StartInstance start)
    {
        var random = new Random(seed);
        var drive = new Drive(definitions, new() { Calendar = WorkingCalendar.Netherlands, NoneTasksWait = true });
        var accepted = 0;
        var said = new List<string>();
        try
        {
            drive.Do(start);
            for (var turn = 0; turn < 25 && drive.State.Status == InstanceStatus.Active; turn++)
            {
                Command command = random.Next(6) == 0 ? new MigrateInstance(new(drive.State.DefinitionKey, Other(drive.State.DefinitionKey))) : random.Next(2) == 0 && CanChoose(drive)
                    ? RandomRun.Choose(drive, random, patient: true)
                    : new ModifyInstance([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Draw(drive, random))]);
                said.Add(command is ModifyInstance modify ? string.Join(" + ", modify.Operations) : command.ToString());
                if (drive.Engine.Step(drive.Definitions, drive.State, command, drive.Now) is StepResult.Rejected { Rejection: var rejection })
                {
                    Assert.True(rejection.Code != RejectionCode.BrokenInvariant && command is not MigrateInstance, rejection.Message);
                    continue;
                }

                accepted += command is ModifyInstance ? 1 : 0;
                drive.Do(command);
            }
        }
        catch (Exception failure)
        {
            Assert.Fail($"Seed {seed}: {string.Join('\n', said)}\n{failure}");
        }

        return accepted;
    }

    private static string Other(string definitionKey) => definitionKey.EndsWith('1') ? definitionKey[..^1] + "2" : definitionKey[..^1] + "1";

    private static bool CanChoose(Drive drive) =>
        drive.State.Incidents.Count > 0 || drive.State.Elements.Any(entry => entry.Value.Pending is Pending.UserTask or Pending.Job) || drive.State.Waits.Any(wait => wait.Value.DueAt is not null);

    private static Operation Draw(Drive drive, Random random)
    {
        long[] keys = [.. drive.State.Elements.Where(entry => entry.Value.ScopeKey != 0).Select(entry => entry.Key), .. drive.State.Tokens.Select(entry => entry.Key)];
        FlowNode[] nodes = [.. drive.State.Elements.Select(entry => entry.Value.DefinitionKey).Distinct().SelectMany(key => drive.Definitions.Find(key)!.Nodes)];
        var target = nodes[random.Next(nodes.Length)].Id;
        long[] scopes = [.. drive.State.Elements.Select(entry => entry.Key)];
        return random.Next(6) switch
        {
            0 when keys.Length > 0 => new CancelElement(keys[random.Next(keys.Length)]),
            1 => new CancelElements(target),
            2 => new MoveElements(nodes[random.Next(nodes.Length)].Id, target),
            3 => new StartBefore(target, scopes[random.Next(scopes.Length)]),
            4 => new StartBefore(target),
            _ when keys.Length > 0 => new MoveElement(keys[random.Next(keys.Length)], target),
            _ => new StartBefore(target),
        };
    }

    /// <summary>Plays one instance, then the same commands with a migration among them; returns whether there was one.</summary>
    private static int SameEnd(int seed, DefinitionSet definitions)
    {
        var random = new Random(seed);
        var plain = new Drive(definitions);
        var said = new List<(DateTimeOffset Now, Command Command, string After)>();
        Say(RandomRun.Start(definitions, new Random(seed)));
        while (said.Count < 150 && plain.State.Status == InstanceStatus.Active)
            Say(RandomRun.Choose(plain, random, patient: said.Count < 20));

        var other = new Drive(definitions);
        var at = random.Next(said.Count);
        var migrated = 0;
        for (var index = 0; index < said.Count; index++)
        {
            other.Now = said[index].Now;
            other.Do(said[index].Command);
            if (index == at && other.State.Status == InstanceStatus.Active)
            {
                var tasks = other.State.Elements.Where(entry => entry.Value is { Pending: Pending.UserTask, DefinitionKey: "p:1" }).Select(entry => entry.Key).ToArray();
                Assert.Equal(tasks, other.EffectsOfMigrating().Select(effect => Assert.IsType<RetargetUserTask>(effect).TaskKey));
                migrated = 1;
            }

            Assert.Equal(said[index].After, Text(other));
        }

        return migrated;

        void Say(Command command)
        {
            var now = plain.Now;
            plain.Do(command);
            said.Add((now, command, Text(plain)));
        }
    }

    private static string Text(Drive drive) => StateText.Write(drive.State).Replace("\"p:2\"", "\"p:1\"", StringComparison.Ordinal);
}
