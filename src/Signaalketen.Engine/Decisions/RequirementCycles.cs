using Signaalketen.Engine.Parsing;

namespace Signaalketen.Engine.Decisions;

/// <summary>Requirements must not go round in a circle (DMN 1.5, clause 6.3.7): each circle is a problem, and is cut where it closes so that evaluation ends.</summary>
internal static class RequirementCycles
{
    public static void Break(IEnumerable<DmnFile> files, ProblemList problems)
    {
        var finished = new HashSet<DrgElement>(ReferenceEqualityComparer.Instance);
        var open = new HashSet<DrgElement>(ReferenceEqualityComparer.Instance);
        foreach (var start in files.SelectMany(file => file.Elements).Where(start => !finished.Contains(start)))
        {
            var path = new Stack<(DrgElement Element, int Next)>([(start, 0)]);
            open.Add(start);
            while (path.TryPop(out var at))
            {
                if (at.Next == at.Element.Requires.Count)
                {
                    finished.Add(at.Element);
                    open.Remove(at.Element);
                    continue;
                }

                var required = at.Element.Requires[at.Next];
                if (open.Contains(required))
                {
                    at.Element.Requires.RemoveAt(at.Next);
                    path.Push(at);
                    problems.Error(
                        "dmn.cycle", at.Element.Id,
                        $"'{at.Element.Name}' requires '{required.Name}', which requires it in turn: remove one of the requirements.",
                        $"'{at.Element.Name}' heeft '{required.Name}' nodig, en die heeft hem weer nodig: haal een van de verbindingen weg.");
                    continue;
                }

                path.Push((at.Element, at.Next + 1));
                if (!finished.Contains(required))
                {
                    open.Add(required);
                    path.Push((required, 0));
                }
            }
        }
    }
}
