using System.Text.Json;
using Signaalketen.Engine;
using Signaalketen.Engine.Commands;
using Signaalketen.Engine.Elements;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.State;
using Signaalketen.Engine.Time;

namespace Signaalketen.Verification.Play;

/// <summary>A conversation with a <see cref="World"/> in JSON steps: the contract of <c>play</c> and of scenario files.</summary>
public sealed class PlaySession
{
    private readonly World world;
    private readonly DefinitionSet definitions;
    private readonly IReadOnlyList<string> mainProcesses;
    private readonly TimeZoneInfo zone;

    /// <param name="mainProcesses">Ids of the processes of the main file: a start without a process means the only one of these.</param>
    public PlaySession(World world, DefinitionSet definitions, IReadOnlyList<string> mainProcesses, TimeZoneInfo zone) =>
        (this.world, this.definitions, this.mainProcesses, this.zone) = (world, definitions, mainProcesses, zone);

    public World World => world;

    /// <summary>Does one step. Null when it was done, else why not; the world is unchanged then.</summary>
    public Rejection? Do(JsonElement step)
    {
        if (step.ValueKind != JsonValueKind.Object || Text(step, "do") is not { } verb)
            return Invalid("A step is an object with a \"do\".");
        if (!TryVariables(step, out var variables))
            return Invalid("\"variables\" must be an object.");
        return verb switch
        {
            "start" => Start(step, variables),
            "complete" => WithTask(step, "task", (instance, key) => new CompleteUserTask(key, variables), Pending.UserTask, Pending.Task),
            "message" => Text(step, "name") is { } name
                ? world.Message(name, Text(step, "correlation"), variables, Text(step, "element"))
                : Invalid("A message needs a \"name\"."),
            "signal" => Text(step, "name") is { } name ? world.Signal(name, variables) : Invalid("A signal needs a \"name\"."),
            "advance" => Advance(step),
            "clock" => Clock(step),
            "set" => Set(step, variables),
            "finishJob" => WithTask(step, "element", (instance, key) => new CompleteJob(key, variables), Pending.Job),
            "failJob" => FailJob(step),
            "escalate" => WithTask(step, "element", (instance, key) => new EscalateUserTask(key, Text(step, "code") ?? ""), Pending.UserTask),
            "activate" => ToHolder(step, element => new ActivateAdHoc(element)),
            "finishAdHoc" => ToHolder(step, element => new FinishAdHoc(element)),
            "resolve" => Resolve(step, variables),
            "cancel" => Cancel(step),
            _ => Invalid($"There is no step \"{verb}\"."),
        };
    }

    private static Rejection Invalid(string message, string? element = null) => new(RejectionCode.Invalid, message, element);

    private static string? Text(JsonElement step, string name) =>
        step.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool TryVariables(JsonElement step, out Variables variables)
    {
        variables = Variables.Empty;
        if (!step.TryGetProperty("variables", out var given) || given.ValueKind == JsonValueKind.Null)
            return true;
        if (given.ValueKind != JsonValueKind.Object)
            return false;
        variables = Variables.Of(given.EnumerateObject().Select(property => KeyValuePair.Create(property.Name, FeelJson.Read(property.Value))));
        return true;
    }

    private Rejection? Start(JsonElement step, Variables variables)
    {
        var process = Text(step, "process");
        if (process is null && mainProcesses.Count > 1)
            return Invalid($"Name the process: {string.Join(", ", mainProcesses)}.");
        process ??= mainProcesses[0];
        return definitions.Latest(process) is { IsGlobalTask: false } definition
            ? world.Start(definition.Key, variables, Text(step, "element"))
            : Invalid($"There is no process '{process}'.", process);
    }

    private Rejection? Advance(JsonElement step)
    {
        var text = Text(step, "by") ?? "";
        if (!IsoDuration.TryParse(text, out var by, out var error))
            return Invalid($"\"by\" must be an ISO 8601 duration: {error}");
        return by.AddTo(world.Clock, zone) is { } to ? world.MoveClock(to) : Invalid("That moment lies outside the calendar.");
    }

    private Rejection? Clock(JsonElement step) =>
        IsoInstant.TryParse(Text(step, "to") ?? "", zone, out var to, out var error) ? world.MoveClock(to) : Invalid($"\"to\" must be an ISO 8601 moment: {error}");

    private Rejection? Set(JsonElement step, Variables variables)
    {
        var scope = Text(step, "scope");
        Instance[] running = [.. world.Instances.Where(instance => instance.Runs)];
        if (scope is not null)
            running = [.. running.Where(instance => instance.State.Elements.Any(entry => entry.Value.ElementId == scope))];
        if (running.Length == 0)
            return new(RejectionCode.NotActive, scope is null ? "No instance runs." : $"'{scope}' is not active.", scope);
        return running.Select(instance => world.Send(instance, new SetVariables(variables, scope))).FirstOrDefault(rejection => rejection is not null);
    }

    private Rejection? FailJob(JsonElement step)
    {
        var message = Text(step, "message") ?? "The job failed.";
        return WithTask(
            step, "element", (instance, key) => Text(step, "errorCode") is { } code ? new ThrowJobError(key, code, Text(step, "message")) : new FailJob(key, message), Pending.Job);
    }

    /// <summary>Sends a command about an element to the first running instance that takes it.</summary>
    private Rejection? ToHolder(JsonElement step, Func<string, Command> command)
    {
        if (Text(step, "element") is not { } element)
            return Invalid("The step needs \"element\".");
        Rejection? refused = new(RejectionCode.NotActive, "No instance runs.", element);
        foreach (var instance in world.Instances.Where(instance => instance.Runs).ToArray())
        {
            refused = world.Send(instance, command(element));
            if (refused is null)
                break;
        }

        return refused;
    }

    private Rejection? Resolve(JsonElement step, Variables variables)
    {
        var element = Text(step, "element");
        foreach (var instance in world.Instances.Where(instance => instance.Runs))
        {
            foreach (var (key, incident) in instance.State.Incidents)
            {
                if (element is null || incident.ElementId == element)
                    return world.Send(instance, new ResolveIncident(key, variables));
            }
        }

        return new(RejectionCode.NotActive, $"There is no incident at '{element}'.", element);
    }

    private Rejection? Cancel(JsonElement step)
    {
        var process = Text(step, "process");
        Instance[] running = [.. world.Instances.Where(instance => instance.Runs && (process is null || definitions.Find(instance.DefinitionKey)?.Id == process))];
        if (running.Length == 0)
            return new(RejectionCode.NotActive, "No instance runs.", process);
        return running.Select(instance => world.Send(instance, new CancelInstance("cancelled in play"))).FirstOrDefault(rejection => rejection is not null);
    }

    /// <summary>Finds the index-th open task or job of an element, oldest first, and sends it a command.</summary>
    private Rejection? WithTask(JsonElement step, string property, Func<Instance, long, Command> command, params Pending[] pending)
    {
        if (Text(step, property) is not { } element)
            return Invalid($"The step needs \"{property}\".");
        var index = 0;
        if (step.TryGetProperty("index", out var given) && (given.ValueKind != JsonValueKind.Number || !given.TryGetInt32(out index) || index < 0))
            return Invalid("\"index\" must be a whole number of 0 or more.", element);
        var open = world.Instances.Where(instance => instance.Runs)
            .SelectMany(instance => instance.Opened.Select(entry => (Instance: instance, entry.Key, entry.Value.Order)))
            .Where(entry => entry.Instance.State.Elements[entry.Key] is var found && found.ElementId == element && pending.Contains(found.Pending))
            .OrderBy(entry => entry.Order).Skip(index).Take(1).ToArray();
        if (open.Length == 0)
            return new(RejectionCode.NotActive, $"'{element}' has no open task or job{(index > 0 ? $" number {index}" : "")}.", element);
        return world.Send(open[0].Instance, command(open[0].Instance, open[0].Key));
    }
}
