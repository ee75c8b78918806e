using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Signaalketen.Runtime.Tasks;
using Signaalketen.Web.SignIn;
using Signaalketen.Web.Words;

namespace Signaalketen.Web.Pages.Tasks;

/// <summary>My tasks, those of my team, and all that I may see.</summary>
public sealed class IndexModel(TaskQueries tasks, DutchTime time) : PageModel
{
    public sealed record Tab(string Key, string Words, int Count, bool IsHere);

    /// <param name="AriaSort">Set on the column the list is sorted by.</param>
    public sealed record Column(string Heading, string Address, string? AriaSort);

    [BindProperty(SupportsGet = true, Name = "tab")]
    public string? Chosen { get; set; }

    [BindProperty(SupportsGet = true, Name = "sorteer")]
    public string? SortBy { get; set; }

    [BindProperty(SupportsGet = true, Name = "om")]
    public string? Direction { get; set; }

    [TempData]
    public string? Finished { get; set; }

    public IReadOnlyList<Tab> Tabs { get; private set; } = [];

    public IReadOnlyList<Column> Columns { get; private set; } = [];

    public IReadOnlyList<TaskLine> Lines { get; private set; } = [];

    public string Heading { get; private set; } = "Mijn taken";

    public string EmptyWords { get; private set; } = "";

    public bool TeamHasWork { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        var all = await tasks.All(HttpContext.Person(), ct);
        var mine = all.Where(task => task.Mine).ToList();
        var team = all.Where(task => task.AssigneeId is null || task is { BroughtIn: true, Mine: false }).ToList();
        var tab = Chosen is "team" or "alle" ? Chosen : "mijn";
        Tabs =
        [
            new("mijn", "Mijn taken", mine.Count, tab == "mijn"),
            new("team", "Mijn team", team.Count, tab == "team"),
            new("alle", "Alle", all.Count, tab == "alle"),
        ];
        Heading = tab switch { "team" => "Taken van mijn team", "alle" => "Alle taken", _ => "Mijn taken" };
        EmptyWords = Empty(tab, team.Count);
        TeamHasWork = tab == "mijn" && team.Count > 0;
        var shown = tab switch { "team" => team, "alle" => all, _ => mine };
        var descending = Direction == "af";
        Lines = TaskOrder.Sort(shown.Select(task => TaskLine.Of(task, time)), SortBy, descending);
        Columns = [.. TaskOrder.Columns.Select(column => Describe(column.Key, column.Heading, tab, descending))];
    }

    // First click up, second down, third back to the order of the term.
    private Column Describe(string key, string heading, string tab, bool descending)
    {
        var here = (SortBy ?? TaskOrder.Due) == key;
        var explicitly = SortBy == key;
        var query = (explicitly, descending) switch
        {
            (true, false) => $"&sorteer={key}&om=af",
            (true, true) => "",
            _ => $"&sorteer={key}",
        };
        return new(heading, $"/taken?tab={tab}{query}", here ? descending ? "descending" : "ascending" : null);
    }

    private static string Empty(string tab, int team) => (tab, team) switch
    {
        ("team", _) => "Uw team heeft nu geen taken die op iemand wachten.",
        ("alle", _) => "Er zijn nu geen taken die u mag zien.",
        (_, 0) => "U hebt nu geen taken, en uw team ook niet. Zodra er iets voor u klaarstaat, krijgt u bericht.",
        (_, 1) => "U hebt nu geen taken. Er staat 1 taak bij uw team.",
        _ => $"U hebt nu geen taken. Er staan {team} taken bij uw team.",
    };
}
