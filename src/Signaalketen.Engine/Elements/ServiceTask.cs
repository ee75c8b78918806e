using Signaalketen.Engine.Events;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.State;
using Signaalketen.Engine.Time;

namespace Signaalketen.Engine.Elements;

/// <summary>Work for the software around the engine (BPMN 2.0.2, 13.3.3): a job that somebody answers.</summary>
public sealed class ServiceTask : Activity
{
    /// <summary>Extension <c>sk:job</c>, else the element's id.</summary>
    public required string JobType { get; init; }

    /// <summary>For a send task: the message it sends.</summary>
    public string? MessageName { get; init; }

    public MessageKeys Keys { get; init; } = MessageKeys.None;

    /// <summary>For a send task, extension <c>sk:timeToLive</c>: how long its message is kept, counted from when the task begins.</summary>
    public IsoDuration? TimeToLive { get; init; }

    internal static ServiceTask Read(ElementReader xml) => new()
    {
        Id = xml.Id, Name = xml.Name, Tag = xml.Tag, Scope = xml.Scope, Inputs = xml.Inputs, Outputs = xml.Outputs, Loop = xml.Loop, IsForCompensation = xml.IsForCompensation,
        JobType = xml.Extension("job") ?? xml.Id,
        MessageName = xml.Tag == "sendTask" ? xml.MessageName() : null,
        Keys = xml.Keys(),
        TimeToLive = xml.TimeToLive(),
    };

    /// <summary>After a migration: the job that is out stays, unless other work is asked for now.</summary>
    internal void TakeOver(StepContext step, ElementInstance self, ServiceTask old)
    {
        if ((JobType, MessageName) == (old.JobType, old.MessageName) && MessageKeys.Same(Keys.Sending, old.Keys.Sending))
        {
            if (Id != old.Id)
                step.Emit(new JobMigrated(self.Key, Id));
        }
        else if (CorrelationKeys.TryRead(step, self, Keys.Sending, IncidentStage.Working, out var key))
        {
            step.Emit(new JobReplaced(self.Key, self.DefinitionKey, Id, JobType, self.Variables, MessageName, key, MessageName is null ? null : step.KeepUntil(TimeToLive)));
        }
    }

    private protected override void Begin(StepContext step, ElementInstance self)
    {
        if (!CorrelationKeys.TryRead(step, self, Keys.Sending, IncidentStage.Working, out var key))
            return;
        step.Emit(new JobCreated(self.Key, self.DefinitionKey, Id, JobType, self.Variables, MessageName, key, MessageName is null ? null : step.KeepUntil(TimeToLive)));
    }
}
