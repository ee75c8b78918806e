using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Elements;

/// <summary>
/// Takes every flow whose condition is true, and joins exactly as BPMN 2.0.2 13.4.3 defines: it fires when a flow holds a token and no token
/// elsewhere in the scope can still reach an empty incoming flow without also being able to reach a filled one.
/// </summary>
public sealed class InclusiveGateway : FlowNode
{
    internal InclusiveReach Reach { get; set; } = InclusiveReach.None;

    internal static InclusiveGateway Read(ElementReader xml) => new() { Id = xml.Id, Name = xml.Name, Tag = xml.Tag, Scope = xml.Scope };

    internal override IReadOnlyList<long>? Consume(StepContext step, Token arriving) =>
        Incoming.Count <= 1 || arriving.FlowId is null ? [arriving.Key] : null;

    internal override void Enter(StepContext step, ElementInstance self) => step.Leave(self);

    /// <summary>The tokens that this join uses up now, or null when it must wait.</summary>
    internal IReadOnlyList<long>? Ready(StepContext step, ElementInstance scope)
    {
        var waiting = Waiting.PerFlow(step, scope, this);
        if (waiting.All(key => key == 0))
            return null;
        foreach (var key in scope.Tokens)
        {
            var token = step.State.Tokens[key];
            if (token.TargetId != Id && Blocks(Reach.FromNode(token.TargetId), waiting))
                return null;
        }

        foreach (var key in scope.Children)
        {
            if (Blocks(Reach.FromNode(step.Get(key).ElementId), waiting))
                return null;
        }

        return [.. waiting.Where(key => key != 0)];
    }

    /// <summary>Whether something that can reach these incoming flows keeps the join waiting.</summary>
    private static bool Blocks(IReadOnlyList<int> reachable, long[] waiting)
    {
        var empty = false;
        foreach (var index in reachable)
        {
            if (waiting[index] != 0)
                return false;
            empty = true;
        }

        return empty;
    }
}
