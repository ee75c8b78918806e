using Signaalketen.Engine.State;
using Signaalketen.Persistence.Steps;

namespace Signaalketen.Runtime.Jobs;

/// <summary>Destroys the key and every sealed row of the case, in the transaction that tells the process so.</summary>
public sealed class EraseCaseJob : IJobHandler
{
    public string Type => JobTypes.EraseCase;

    public Task<JobOutcome> Run(JobWork work, CancellationToken ct) =>
        Task.FromResult<JobOutcome>(new JobOutcome.Done(Variables.Empty, [.. CaseWrites.Erase(work.CaseId, work.Now)], Erased: true));
}

/// <summary>Lets a frozen case go on, after a person decided so in the model.</summary>
public sealed class UnfreezeCaseJob : IJobHandler
{
    public string Type => JobTypes.UnfreezeCase;

    public Task<JobOutcome> Run(JobWork work, CancellationToken ct) =>
        Task.FromResult<JobOutcome>(new JobOutcome.Done(Variables.Empty, [CaseWrites.Unfreeze(work.CaseId)]));
}

/// <summary>A send task: its message leaves when the job completes, so there is nothing else to do.</summary>
public sealed class SendMessageJob : IJobHandler
{
    public string Type => JobTypes.SendMessage;

    public Task<JobOutcome> Run(JobWork work, CancellationToken ct) => Task.FromResult<JobOutcome>(JobOutcome.Done.Nothing);
}
