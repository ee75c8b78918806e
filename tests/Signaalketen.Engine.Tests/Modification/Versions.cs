using Signaalketen.Engine.Commands;
using Signaalketen.Engine.Effects;
using Signaalketen.Engine.Migration;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Tests.Execution;

namespace Signaalketen.Engine.Tests.Modification;

/// <summary>Two versions of process <c>p</c>, and an instance of the first.</summary>
internal static class Versions
{
    public static readonly MigrationPlan Plan = new("p:1", "p:2");

    public static DefinitionSet Deploy(string first, string second, string roots = "", string called = "") => DefinitionSet.Of(
        Bpmn.Read(Bpmn.Process(first, roots)).ProcessDefinitions(1)
            .Concat(Bpmn.Read(Bpmn.Process(second, roots)).ProcessDefinitions(2))
            .Concat(called.Length == 0 ? [] : Bpmn.Read(called).ProcessDefinitions(1)));

    public static Drive Started(string first, string second, string roots = "", string variables = "{}") => new Drive(Deploy(first, second, roots)).Start(variables);

    public static Drive Migrate(this Drive drive, MigrationPlan? plan = null)
    {
        Assert.Empty(drive.Verdict(plan).Obstacles.Select(obstacle => obstacle.Message));
        return drive.Do(new MigrateInstance(plan ?? Plan));
    }

    /// <summary>The effects of migrating alone.</summary>
    public static IReadOnlyList<Effect> EffectsOfMigrating(this Drive drive, MigrationPlan? plan = null)
    {
        var before = drive.Effects.Count;
        drive.Migrate(plan);
        return [.. drive.Effects.Skip(before)];
    }

    public static MigrationVerdict Verdict(this Drive drive, MigrationPlan? plan = null) =>
        MigrationVerdict.Of(drive.Engine, drive.Definitions, drive.State, plan ?? Plan, drive.Now);

    public static IReadOnlyDictionary<string, string> Pairs(params (string From, string To)[] pairs) => pairs.ToDictionary(pair => pair.From, pair => pair.To);
}
