using Signaalketen.Engine.Elements;
using Signaalketen.Engine.Events;
using Signaalketen.Engine.State;

namespace Signaalketen.Engine;

/// <summary>
/// Undoing that is cut off. Compensation that was thrown no longer depends on its thrower (BPMN 2.0.2, 13.5.5): where its handlers run in a scope
/// that lives on untouched, what had not begun begins. Where a scope loses all that is in it but lives on, such as a transaction that is cancelled,
/// what was not undone to the end can be undone again. In a scope that ends nothing is left to undo.
/// </summary>
internal sealed partial class StepContext
{
    /// <summary>What the end of elements would leave neither done nor undone; asked before they are gone.</summary>
    /// <param name="doomed">The scope whose contents are cut off, then those contents.</param>
    /// <param name="survives">Whether that scope lives on.</param>
    private CutOffUndoing CutOff(List<long> doomed, bool survives)
    {
        var cut = new CutOffUndoing([], [], []);
        if (!doomed.Skip(1).Any(key => Get(key) is { Undoing.Count: > 0 } or { Compensator: not 0 }))
            return cut;
        var ended = doomed.ToHashSet();
        foreach (var element in doomed.Skip(1).Select(Get))
        {
            if (survives && element.Compensator != 0 && element.ScopeKey == doomed[0] && Interrupted(element) is { } half)
                cut.Begun.Add(half);
            if (element.Undoing is not { Count: > 0 } left)
                continue;
            var home = HomeOf(element).Key;
            if (home == doomed[0] && survives)
                cut.Planned.AddRange(left);
            else if (!ended.Contains(home))
                cut.Elsewhere.AddRange(left.Select(record => (home, record)));
        }

        return cut;
    }

    private void GoOn(CutOffUndoing cut, long scopeKey)
    {
        foreach (var record in cut.Planned)
            Emit(new CompensableRecorded(scopeKey, record));
        // What had begun was next in line; the first that began goes first again.
        foreach (var record in Enumerable.Reverse(cut.Begun))
            Emit(new CompensableRecorded(scopeKey, record with { Key = NextKey }));
        foreach (var (home, record) in cut.Elsewhere)
            Undo(Get(home), record, 0);
    }

    /// <summary>The record of what a handler was undoing; null when its model no longer says what that was.</summary>
    private Compensable? Interrupted(ElementInstance handler)
    {
        var undone = DefinitionOf(handler).Nodes.OfType<Activity>().FirstOrDefault(activity => activity.CompensationHandler(repetition: false) == handler.ElementId);
        return undone is null ? null : new(0, handler.DefinitionKey, undone.Id, handler.ElementId, handler.Variables, Records(handler));
    }

    /// <param name="Planned">Not begun, in the scope that lives on.</param>
    /// <param name="Begun">Begun and cut off there, in the order they began.</param>
    /// <param name="Elsewhere">Not begun, in a scope that is not touched.</param>
    private sealed record CutOffUndoing(List<Compensable> Planned, List<Compensable> Begun, List<(long Home, Compensable Record)> Elsewhere);
}
