using Signaalketen.Casework;
using Signaalketen.Runtime.Tasks;
using Signaalketen.Web.Words;

namespace Signaalketen.Web.Pages.Tasks;

/// <summary>Says after a finished task what happens next and with whom.</summary>
public static class NextWords
{
    /// <returns>One sentence per line.</returns>
    public static string After(string taskName, TaskResult.Done done, DutchTime time)
    {
        var lines = new List<string> { $"De taak ‘{taskName}’ is afgerond." };
        lines.AddRange(done.Next.Select(next =>
            $"Hierna: ‘{next.Name}’{(Roles.Find(next.CandidateRole) is { } role ? $" bij {role.DutchName}" : "")}{(next.DueAt is { } due ? $", uiterlijk {time.Date(due)}" : "")}."));
        if (done.ProcessEnded)
            lines.Add("Dit was de laatste stap. De zaak is klaar.");
        else if (done.Next.Count == 0)
            lines.Add("De zaak gaat verder zodra ook de andere stappen klaar zijn.");
        return string.Join('\n', lines);
    }
}
