using System.Globalization;
using System.Text.Json;
using Signaalketen.Engine;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.State;
using Signaalketen.Verification.Scenarios;

namespace Signaalketen.Verification.Play;

/// <summary>The answers of <c>play</c>, one JSON object each.</summary>
public static class PlayAnswer
{
    /// <summary>Where the whole world stands.</summary>
    public static string Of(World world) => JsonLine.Write(writer =>
    {
        Instance[] running = [.. world.Instances.Where(instance => instance.Runs)];
        var elements = running.SelectMany(instance => instance.State.Elements.Select(entry => entry.Value)).ToArray();
        writer.WriteBoolean("ok", true);
        writer.WriteBoolean("ended", running.Length == 0);
        writer.WriteNumber("instances", running.Length);
        WriteList(writer, "tasks", elements.Where(element => element.Pending is Pending.UserTask or Pending.Task).Select(element => element.ElementId));
        WriteWaits(writer, running);
        WriteList(writer, "jobs", elements.Where(element => element.Pending == Pending.Job).Select(element => element.ElementId));
        WriteIncidents(writer, running);
        writer.WriteStartObject("variables");
        if (world.Instances.Count > 0)
        {
            var first = world.Instances[0].State;
            foreach (var (name, value) in first.Status == InstanceStatus.Active ? first.Elements.First().Value.Variables : first.Outcome)
            {
                writer.WritePropertyName(name);
                FeelJson.WriteValue(writer, value);
            }
        }

        writer.WriteEndObject();
        WriteCounts(writer, "done", world.Done);
        WriteCounts(writer, "ends", world.Ends);
        WriteTerms(writer, world, running);
        writer.WriteString("clock", Moment(world.Clock));
    });

    public static string Of(Rejection rejection) => JsonLine.Write(writer =>
    {
        writer.WriteBoolean("ok", false);
        writer.WriteString("code", rejection.Code.ToString());
        writer.WriteString("element", rejection.ElementId);
        writer.WriteString("message", rejection.Message);
    });

    /// <summary>The first line: what was deployed.</summary>
    public static string Deployed(IEnumerable<string> processes) => JsonLine.Write(writer =>
    {
        writer.WriteBoolean("ok", true);
        WriteList(writer, "processes", processes);
    });

    /// <summary>The first line when nothing was deployed.</summary>
    public static string Refused(IEnumerable<Problem> problems) => JsonLine.Write(writer =>
    {
        writer.WriteBoolean("ok", false);
        writer.WriteStartArray("problems");
        foreach (var problem in problems.Where(problem => problem.Severity == ProblemSeverity.Error))
        {
            writer.WriteStartObject();
            writer.WriteString("rule", problem.Rule);
            writer.WriteString("element", problem.Element);
            writer.WriteString("message", problem.Message);
            writer.WriteString("messageNl", problem.MessageNl);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    /// <summary>ISO 8601 with offset, to the second where that says it all.</summary>
    public static string Moment(DateTimeOffset instant) => instant.ToString(
        (instant.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF") + (instant.Offset == TimeSpan.Zero ? "'Z'" : "zzz"),
        CultureInfo.InvariantCulture);

    private static void WriteList(Utf8JsonWriter writer, string name, IEnumerable<string> items)
    {
        writer.WriteStartArray(name);
        foreach (var item in items.Order(StringComparer.Ordinal))
            writer.WriteStringValue(item);
        writer.WriteEndArray();
    }

    private static void WriteCounts(Utf8JsonWriter writer, string name, IReadOnlyDictionary<string, int> counts)
    {
        writer.WriteStartObject(name);
        foreach (var (element, count) in counts)
            writer.WriteNumber(element, count);
        writer.WriteEndObject();
    }

    private static void WriteWaits(Utf8JsonWriter writer, IEnumerable<Instance> running)
    {
        writer.WriteStartArray("waits");
        var waits = running.SelectMany(instance => instance.State.Waits.Select(entry => entry.Value)).Where(wait => wait.Kind != WaitKind.Rung)
            .Select(wait => (wait.ElementId, Kind: KindName(wait.Kind)))
            .OrderBy(wait => wait.ElementId, StringComparer.Ordinal).ThenBy(wait => wait.Kind, StringComparer.Ordinal);
        foreach (var (element, kind) in waits)
        {
            writer.WriteStartObject();
            writer.WriteString("element", element);
            writer.WriteString("kind", kind);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string KindName(WaitKind kind) => kind switch
    {
        WaitKind.Timer => "timer",
        WaitKind.Message => "message",
        WaitKind.Signal => "signal",
        _ => "condition",
    };

    private static void WriteIncidents(Utf8JsonWriter writer, IEnumerable<Instance> running)
    {
        writer.WriteStartArray("incidents");
        foreach (var incident in running.SelectMany(instance => instance.State.Incidents.Select(entry => entry.Value))
            .OrderBy(incident => incident.ElementId, StringComparer.Ordinal).ThenBy(incident => incident.Code, StringComparer.Ordinal))
        {
            writer.WriteStartObject();
            writer.WriteString("element", incident.ElementId);
            writer.WriteString("code", incident.Code);
            writer.WriteString("message", incident.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>The terms of open tasks, when the models have any.</summary>
    private static void WriteTerms(Utf8JsonWriter writer, World world, IEnumerable<Instance> running)
    {
        var terms = running.SelectMany(instance => instance.Opened.Where(entry => entry.Value.DueAt is not null)
                .Select(entry => (Element: instance.State.Elements[entry.Key].ElementId, DueAt: entry.Value.DueAt!.Value)))
            .OrderBy(term => term.Element, StringComparer.Ordinal).ThenBy(term => term.DueAt).ToArray();
        if (terms.Length == 0)
            return;
        writer.WriteStartArray("terms");
        foreach (var (element, dueAt) in terms)
        {
            writer.WriteStartObject();
            writer.WriteString("element", element);
            writer.WriteString("dueAt", Moment(world.Show(dueAt)));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
