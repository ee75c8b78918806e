using System.Data.Common;

namespace Signaalketen.Runtime.Tests.Simulation;

/// <summary>The process died here.</summary>
public sealed class NodeDiedException : Exception;

/// <summary>The connection to the database broke; whether what was sent arrived, the sender does not know.</summary>
public sealed class AnswerLostException : DbException;

/// <summary>What can go wrong inside one write of steps.</summary>
public enum Fate
{
    Plain,

    /// <summary>The process dies at one of the boundaries of the transaction.</summary>
    Dies,

    /// <summary>The connection breaks before the commit.</summary>
    LostBefore,

    /// <summary>The connection breaks after the commit.</summary>
    LostAfter,
}

/// <summary>Bugs planted in the simulated world, to see whether the simulation finds them.</summary>
public enum Plant
{
    None,
    VersionCheckOff,
    CaseVersionGuardOff,
    MailSentInsideTheTransaction,
    JoinCountedInMemory,
    LeaseNotRespected,
    LeaseNotRenewed,
    FencingTokenIgnored,
    HistoryWrittenAfterTheCommit,
    TimerRowDeletedAfterTheStep,
    TimerRowDeletedWhenTaken,
    MailRowsWrittenBeforeTheStep,
    EffectsWrittenBeforeTheCommit,
    JobRowsWrittenBeforeTheStep,
    RetryWithoutLookingAfterALostAnswer,
    ClockOfTheMachine,
    DuplicateRequestAccepted,
    MailMarkedSentBeforeSending,
    AnswerBeforeTheCommit,
}
