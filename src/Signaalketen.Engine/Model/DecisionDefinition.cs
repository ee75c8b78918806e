using Signaalketen.Engine.Decisions;
using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Model;

/// <summary>One decision of a deployed DMN file, in the version it was deployed with.</summary>
public sealed class DecisionDefinition
{
    private readonly DecisionModel model;

    private DecisionDefinition(DecisionModel model, DecisionEntry entry, int version) => (this.model, Entry, Version) = (model, entry, version);

    public DecisionEntry Entry { get; }

    /// <summary>The version that the processes deployed with it have too.</summary>
    public int Version { get; }

    public static IEnumerable<DecisionDefinition> Of(DecisionModel model, int version) => model.Decisions.Select(entry => new DecisionDefinition(model, entry, version));

    public FeelResult Evaluate(FeelContext input, FeelEnvironment environment) => model.Evaluate(Entry, input, environment);
}
