using Signaalketen.Engine.State;
using Signaalketen.Runtime.Dispatch;
using Signaalketen.Runtime.Intake;

namespace Signaalketen.Runtime.Cases;

/// <summary>Starts a process that staff begins by hand, on a new case.</summary>
public sealed class ProcessStarts(CaseOpening opening, DefinitionCache definitions, TimeProvider clock)
{
    /// <exception cref="NotPublishedException">There is no such process.</exception>
    public async Task<CaseOpened> Start(string processId, Variables variables, CaseWrite? caseWrite, Actor actor, CancellationToken ct)
    {
        var process = (await definitions.Newest(ct)).Set.Latest(processId) is { IsGlobalTask: false } found ? found : throw new NotPublishedException(processId);
        return await opening.Open(new(process.Key, null, variables, caseWrite, actor), clock.GetUtcNow(), ct);
    }
}
