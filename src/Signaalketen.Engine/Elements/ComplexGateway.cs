using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine.Elements;

/// <summary>
/// Fires when its activation condition holds of the flows that carry a token, then takes in the stragglers and resets (BPMN 2.0.2, 13.4.5).
/// While it waits for stragglers a mark of it stands in the scope, with the flows that had fired. On reset only flows with a condition that
/// then holds are taken: an unconditional flow had its token when the gateway fired.
/// </summary>
public sealed class ComplexGateway : FlowNode
{
    private const string Fired = "firedFlows";

    /// <summary>Over <c>activationCount</c> (incoming flows with a token) and the variables; null means one token is enough.</summary>
    public FeelExpression? ActivationCondition { get; init; }

    internal InclusiveReach Reach { get; set; } = InclusiveReach.None;

    internal static ComplexGateway Read(ElementReader xml) => new()
    {
        Id = xml.Id, Name = xml.Name, Tag = xml.Tag, Scope = xml.Scope, ActivationCondition = xml.Expression(xml.Child("activationCondition")),
    };

    internal override IReadOnlyList<long>? Consume(StepContext step, Token arriving)
    {
        if (Incoming.Count <= 1 || arriving.FlowId is null)
            return [arriving.Key];
        var scope = step.Get(arriving.ScopeKey);
        if (Resetting(step, scope) is not null)
            return null;
        var waiting = Waiting.PerFlow(step, scope, this);
        return step.Holds(ActivationCondition, scope, Id, Numbers(waiting.Count(key => key != 0), start: true)) ? [.. waiting.Where(key => key != 0)] : null;
    }

    internal override void Enter(StepContext step, ElementInstance self)
    {
        if (Incoming.Count > 1)
            step.Set(self.Key, Numbers(step.ArrivedBy.Count, start: true).With(Variables.Of(Fired, new FeelList([.. step.ArrivedBy.Select(flow => new FeelString(flow))]))));
        step.Leave(step.Get(self.Key));
    }

    internal override void Exit(StepContext step, ElementInstance self)
    {
        if (ConditionalFlows.Select(step, self, this) is not { } flows)
            return;
        if (self.Variables.TryGet(Fired, out var fired))
            step.Set(step.Mark(self), Variables.Of(Fired, fired));
        step.Complete(self, flows);
    }

    /// <summary>Looked at when nothing moves: resets when every other incoming flow has given its token or can give none any more.</summary>
    internal bool Reset(StepContext step, ElementInstance scope)
    {
        if (Resetting(step, scope) is not { } self || !self.Variables.TryGet(Fired, out var fired))
            return false;
        var gone = ((FeelList)fired).Items.OfType<FeelString>().Select(flow => flow.Value).ToArray();
        var waiting = Waiting.PerFlow(step, scope, this);
        for (var index = 0; index < waiting.Length; index++)
        {
            if (waiting[index] == 0 && !gone.Contains(Incoming[index].Id) && Expected(step, scope, index))
                return false;
        }

        for (var index = 0; index < waiting.Length; index++)
        {
            if (waiting[index] != 0 && !gone.Contains(Incoming[index].Id))
                step.Emit(new Events.TokenRemoved(waiting[index]));
        }

        step.Set(self.Key, Numbers(0, start: false));
        self = step.Get(self.Key);
        var late = Outgoing.Where(flow => flow.Condition is not null && step.Evaluate(flow.Condition, self).Value is FeelBoolean { Value: true }).ToArray();
        step.Complete(self, late);
        // Tokens that came again on the flows that had fired begin the next round.
        foreach (var key in step.Get(scope.Key).Tokens.ToArray())
        {
            if (step.State.Tokens[key].TargetId == Id)
                step.Revisit(key);
        }

        return true;
    }

    private static Variables Numbers(int count, bool start) =>
        Variables.Of([new("activationCount", FeelNumber.From(count)), new("waitingForStart", FeelBoolean.Of(start))]);

    private ElementInstance? Resetting(StepContext step, ElementInstance scope) =>
        scope.Children.Select(step.Get).FirstOrDefault(child => child.ElementId == Id && child.Role == InstanceRole.Body);

    /// <summary>Whether a token elsewhere in the scope can still reach an incoming flow.</summary>
    private bool Expected(StepContext step, ElementInstance scope, int index) =>
        scope.Tokens.Select(key => step.State.Tokens[key]).Any(token => token.TargetId != Id && Reach.FromNode(token.TargetId).Contains(index))
        || scope.Children.Select(step.Get).Any(child => child.ElementId != Id && Reach.FromNode(child.ElementId).Contains(index));
}
