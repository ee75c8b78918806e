using Signaalketen.Engine.State;
using Signaalketen.Persistence.Steps;

namespace Signaalketen.Runtime.Jobs;

/// <summary>How a job ended. An exception instead of an outcome means: try again later.</summary>
public abstract record JobOutcome
{
    private JobOutcome()
    {
    }

    /// <summary>It worked.</summary>
    /// <param name="Rows">Written in the transaction that completes the job: done and known to be done are one thing.</param>
    /// <param name="Erased">Rows of a case were erased: the database must not keep their traces in its files.</param>
    public sealed record Done(Variables Variables, IReadOnlyList<RowWrite> Rows, bool Erased = false) : JobOutcome
    {
        public static readonly Done Nothing = new(Variables.Empty, []);
    }

    /// <summary>It ended in an error that the model may catch.</summary>
    public sealed record Error(string Code, string Message) : JobOutcome;

    /// <summary>It cannot work, however often it is tried: an incident.</summary>
    public sealed record Impossible(string Message) : JobOutcome;
}

/// <summary>One job as its handler sees it.</summary>
/// <param name="Input">What the task gave along; never person data.</param>
public sealed record JobWork(string JobId, string InstanceId, string CaseId, string ElementId, Variables Input, DateTimeOffset Now);

/// <summary>Does one type of job. It runs at least once: what it does outside its rows must bear repetition.</summary>
public interface IJobHandler
{
    string Type { get; }

    Task<JobOutcome> Run(JobWork work, CancellationToken ct);
}
