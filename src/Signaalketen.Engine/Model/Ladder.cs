using Signaalketen.Engine.Time;

namespace Signaalketen.Engine.Model;

/// <summary>Who hears of a late task, and when: extension <c>sk:ladder</c> of the process.</summary>
public sealed record Ladder(string Id, IReadOnlyList<LadderRung> Rungs);

/// <summary>One rung: at a moment relative to the term, tell somebody or bring somebody in.</summary>
/// <param name="At">Where on the term, as written: <c>50%</c>, <c>-1 wd</c>, <c>0</c>, <c>+3 wd</c>, <c>+30 min</c>.</param>
/// <param name="Offset">The same, parsed.</param>
/// <param name="To">A role id, or <c>assignee</c> or <c>deputy</c>.</param>
/// <param name="Action">Whether they are only told, or may also take the task from here on.</param>
/// <param name="Channel">Whether it appears on screen only, or by mail as well.</param>
public sealed record LadderRung(string At, LadderOffset Offset, string To, RungAction Action, RungChannel Channel);

public enum RungAction
{
    /// <summary>Tell: the task stays with whom it is.</summary>
    Remind,

    /// <summary>Bring in: from here on <see cref="LadderRung.To"/> may do the task too.</summary>
    Escalate,

    /// <summary>As <see cref="Escalate"/>, and the case is frozen until a person decides (ladder L3).</summary>
    Freeze,
}

public enum RungChannel
{
    Screen,
    Mail,
}
