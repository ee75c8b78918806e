using Signaalketen.Engine.Commands;
using Signaalketen.Engine.Effects;
using Signaalketen.Engine.Elements;
using Signaalketen.Engine.Events;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine;

/// <summary>
/// Executes BPMN 2.0 as a pure function: the same definitions, state, command and time give the same answer, to the byte.
/// </summary>
public sealed class Engine(EngineOptions options)
{
    public EngineOptions Options { get; } = options;

    /// <summary>The correlation key that a message from outside carries inside it (BPMN 2.0.2, 8.4.2); null when no process says how to read one, or it is not there.</summary>
    public string? KeyOf(DefinitionSet definitions, string messageName, Variables payload, DateTimeOffset now)
    {
        var scope = new DictionaryFeelScope(payload);
        var environment = new FeelEnvironment(now, Options.Zone.Id, Options.Limits);
        return MessageKeys.TextOf([.. definitions.MessageKey(messageName).Select(expression => expression.Evaluate(scope, environment).Value)]);
    }

    /// <summary>Carries out one command on one instance until nothing moves any more.</summary>
    /// <param name="definitions">The instance's definition and all that it calls.</param>
    /// <param name="state">The instance; null only for <see cref="StartInstance"/>.</param>
    /// <param name="now">The time of the step.</param>
    public StepResult Step(DefinitionSet definitions, InstanceState? state, Command command, DateTimeOffset now)
    {
        if (command is StartInstance != state is null)
            return new StepResult.Rejected(new(RejectionCode.Invalid, state is null ? "There is no instance to step." : "The instance has been started already."));
        if (state is { Status: not InstanceStatus.Active })
            return new StepResult.Rejected(new(RejectionCode.NotFound, "The instance has ended."));

        var step = new StepContext(Options, definitions, state, now);
        try
        {
            if (Handle.Command(step, command) is { } rejection)
                return new StepResult.Rejected(rejection);
            step.Run();
        }
        catch (Exception bug) when (bug is not OutOfMemoryException)
        {
            // The state handed in is untouched, so the caller loses nothing but this step.
            return new StepResult.Rejected(new(RejectionCode.BrokenInvariant, $"{bug.GetType().Name}: {bug.Message}"), bug);
        }

        return new StepResult.Accepted(step.State, step.Events, EffectsOf.All(step.Events));
    }
}
