using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Signaalketen.Runtime.Tasks;
using Signaalketen.Web.SignIn;
using Signaalketen.Web.Words;

namespace Signaalketen.Web.Pages.Tasks;

/// <summary>My tasks, those of my team, and all that I may see.</summary>
public sealed class IndexModel(TaskQueries tasks, DutchTime time) : PageModel
{
    public sealed record Tab(string Key, string Words, Tally Count, bool IsHere);

    /// <param name="Address">Null when the list is too long to be sorted by this.</param>
    /// <param name="AriaSort">Set on the column the list is sorted by.</param>
    public sealed record Column(string Heading, string? Address, string? AriaSort);

    [BindProperty(SupportsGet = true, Name = "tab")]
    public string? Chosen { get; set; }

    [BindProperty(SupportsGet = true, Name = "sorteer")]
    public string? SortBy { get; set; }

    [BindProperty(SupportsGet = true, Name = "om")]
    public string? Direction { get; set; }

    [BindProperty(SupportsGet = true, Name = "bladzijde")]
    public int Number { get; set; } = 1;

    [TempData]
    public string? Finished { get; set; }

    public IReadOnlyList<Tab> Tabs { get; private set; } = [];

    public IReadOnlyList<Column> Columns { get; private set; } = [];

    public IReadOnlyList<TaskLine> Lines { get; private set; } = [];

    public PageLinks? Pages { get; private set; }

    /// <summary>To the other way of reading the list: by term, or newest first.</summary>
    public (string Words, string Address) OtherOrder { get; private set; }

    public string Heading { get; private set; } = "Mijn taken";

    public string EmptyWords { get; private set; } = "";

    public bool TeamHasWork { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        var person = HttpContext.Person();
        var tab = Chosen is "team" or "alle" ? Chosen : "mijn";
        var list = tab switch { "team" => TaskListKind.Team, "alle" => TaskListKind.All, _ => TaskListKind.Mine };
        var descending = Direction == "af";
        var page = await tasks.Page(list, person, TaskOrder.Of(SortBy), descending, Number, ct);
        var counts = page.Counts;
        Tabs =
        [
            new("mijn", "Mijn taken", counts.Mine, tab == "mijn"),
            new("team", "Mijn team", counts.Team, tab == "team"),
            new("alle", "Alle", counts.All, tab == "alle"),
        ];
        Heading = tab switch { "team" => "Taken van mijn team", "alle" => "Alle taken", _ => "Mijn taken" };
        EmptyWords = Empty(tab, counts.Team);
        TeamHasWork = tab == "mijn" && counts.Team.Number > 0;
        Lines = [.. page.Tasks.Select(task => TaskLine.Of(task, time))];
        Columns = [.. TaskOrder.Columns.Select(column => Describe(column.Key, column.Heading, column.Sort, tab, page, descending))];
        OtherOrder = page.Sort == TaskSort.Newest ? ("Zet vooraan wat het eerst af moet", $"/taken?tab={tab}") : ("Zet de nieuwste taken vooraan", $"/taken?tab={tab}&sorteer={TaskOrder.Newest}");
        Pages = page.Pages > 1 ? PageLinks.Of(page, number => Address(tab, number)) : null;
    }

    private string Address(string tab, int number)
    {
        var sorted = TaskOrder.Of(SortBy) == TaskSort.Due && SortBy is not (TaskOrder.Due or "streefdatum") ? "" : $"&sorteer={SortBy}";
        return $"/taken?tab={tab}{sorted}{(Direction == "af" ? "&om=af" : "")}{(number > 1 ? $"&bladzijde={number}" : "")}";
    }

    // First click up, second down, third back to the order of the term.
    private Column Describe(string key, string heading, TaskSort sort, string tab, TaskPage page, bool descending)
    {
        var here = page.Sort == sort && (SortBy ?? TaskOrder.Due) == key || page.Sort == TaskSort.Due && TaskOrder.Of(SortBy) != TaskSort.Due && key == TaskOrder.Due;
        if (page.All.More && sort != TaskSort.Due)
            return new(heading, null, null);
        var explicitly = SortBy == key;
        var query = (explicitly, descending) switch
        {
            (true, false) => $"&sorteer={key}&om=af",
            (true, true) => "",
            _ => $"&sorteer={key}",
        };
        return new(heading, $"/taken?tab={tab}{query}", here ? descending ? "descending" : "ascending" : null);
    }

    private static string Empty(string tab, Tally team) => (tab, team.Number) switch
    {
        ("team", _) => "Uw team heeft nu geen taken die op iemand wachten.",
        ("alle", _) => "Er zijn nu geen taken die u mag zien.",
        (_, 0) => "U hebt nu geen taken, en uw team ook niet. Zodra er iets voor u klaarstaat, krijgt u bericht.",
        (_, 1) => "U hebt nu geen taken. Er staat 1 taak bij uw team.",
        _ => $"U hebt nu geen taken. Er staan {TallyWords.Of(team)} taken bij uw team.",
    };
}
