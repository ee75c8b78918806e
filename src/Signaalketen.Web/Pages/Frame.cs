using Signaalketen.Casework;

namespace Signaalketen.Web.Pages;

/// <summary>One entry of the main menu.</summary>
/// <param name="Key">A page names it in <c>ViewData["Nav"]</c>.</param>
/// <param name="CountWords">What the count counts, for a screen reader.</param>
public sealed record MenuItem(string Key, string Words, string Address, int Count = 0, string CountWords = "");

/// <summary>The bar on top of every page of the practice environment.</summary>
/// <param name="Now">maandag 23 november 2026, 9.00 uur</param>
/// <param name="Here">Path to come back to.</param>
public sealed record PracticeBar(string Now, string Here)
{
    public static IReadOnlyList<(string Value, string Words)> Leaps { get; } =
        [("uur", "1 uur"), ("werkdag", "1 werkdag"), ("drie-werkdagen", "3 werkdagen verder"), ("termijn", "naar de volgende termijn")];
}

/// <summary>What the frame of a page shows around its content, read once per request.</summary>
public sealed class Frame
{
    public Person? Person { get; private set; }

    public IReadOnlyList<MenuItem> Menu { get; private set; } = [];

    public PracticeBar? Practice { get; set; }

    public string RoleNames =>
        Person is null ? "" : string.Join(" en ", Roles.All.Where(role => Person.Has(role.Id)).Select(role => role.DutchName));

    public void Show(Person person, IReadOnlyList<MenuItem> menu)
    {
        Person = person;
        Menu = menu;
    }
}
