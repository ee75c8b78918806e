using System.Text.Json;
using Signaalketen.Engine;
using Signaalketen.Engine.Time;
using Signaalketen.Verification.Play;

namespace Signaalketen.Verification.Tests;

/// <summary>Small models and a world to play them in.</summary>
internal static class Models
{
    public static string Xml(string content) =>
        $"""<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:sk="urn:signaalketen:bpmn:1" targetNamespace="urn:test">{content}</definitions>""";

    /// <summary>Sequence flows of a chain: <c>Flow("s", "a", "e")</c>.</summary>
    public static string Flow(params string[] chain) => string.Concat(Enumerable.Range(1, chain.Length - 1)
        .Select(index => $"""<sequenceFlow id="{chain[index - 1]}-{chain[index]}" sourceRef="{chain[index - 1]}" targetRef="{chain[index]}"/>"""));

    public static string Process(string id, string body) => $"""<process id="{id}">{body}</process>""";

    public static Playing Play(params string[] files) => Play(new WorldOptions { Clock = Clock }, files);

    public static DateTimeOffset Clock { get; } = new(2027, 1, 4, 9, 0, 0, TimeSpan.FromHours(1));

    public static Playing Play(WorldOptions options, params string[] files)
    {
        var deployment = Deployment.Of(files);
        Assert.True(deployment.IsOk, string.Join('\n', deployment.Problems.Select(problem => problem.Message)));
        var world = new World(new Engine.Engine(new() { Calendar = WorkingCalendar.Netherlands }), deployment.Definitions, options);
        return new(new(world, deployment.Definitions, deployment.MainProcesses, WorkingCalendar.Netherlands.Zone));
    }
}

/// <summary>A session with its answers as the command line gives them.</summary>
internal sealed class Playing(PlaySession session)
{
    public World World => session.World;

    /// <summary>The answer to one step, as JSON.</summary>
    public JsonElement Do(string step)
    {
        using var document = JsonDocument.Parse(step);
        var rejection = session.Do(document.RootElement);
        return JsonDocument.Parse(rejection is null ? PlayAnswer.Of(session.World) : PlayAnswer.Of(rejection)).RootElement;
    }

    public string Refused(string step)
    {
        var answer = Do(step);
        Assert.False(answer.GetProperty("ok").GetBoolean());
        Assert.NotEmpty(answer.GetProperty("message").GetString()!);
        return answer.GetProperty("code").GetString()!;
    }

    public string Tasks(string step)
    {
        var answer = Do(step);
        Assert.True(answer.GetProperty("ok").GetBoolean(), answer.GetRawText());
        return string.Join(' ', answer.GetProperty("tasks").EnumerateArray().Select(task => task.GetString()));
    }
}
