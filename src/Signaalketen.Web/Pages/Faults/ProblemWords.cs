namespace Signaalketen.Web.Pages.Faults;

/// <summary>Where to go from here.</summary>
public sealed record Way(string Words, string Address);

/// <summary>The words for each kind of refusal or fault: what it is, and what the reader can do.</summary>
public sealed record ProblemWords(string Title, string What, string Advice, Way Way)
{
    private static readonly Way Start = new("Naar de startpagina", "/");

    private static readonly Way Reporting = new("Terug naar melden", "/melden");

    /// <summary>The database cannot be reached.</summary>
    /// <param name="posted">Something was filled in or pressed.</param>
    /// <param name="unsure">It broke while it was being kept: nobody knows whether it was.</param>
    /// <param name="reporting">As for <see cref="Of"/>.</param>
    public static ProblemWords Away(bool posted, bool unsure, bool reporting) => new(
        "De site kan nu niet bij de gegevens",
        (posted, unsure) switch
        {
            (_, true) => "We weten niet zeker of wat u deed is opgeslagen.",
            (true, _) => "Wat u net invulde, is niet opgeslagen.",
            _ => "Er is niets gewijzigd, en wat u eerder hebt afgerond is bewaard.",
        },
        (reporting, unsure) switch
        {
            (true, _) => "Probeer het over een paar minuten opnieuw. Is er direct gevaar? Bel dan 112.",
            (_, true) => "Kijk over een paar minuten eerst of het er staat, en doe het alleen opnieuw als dat niet zo is.",
            _ => posted ? "Ga terug in uw browser om uw tekst terug te zien, en probeer het over een paar minuten opnieuw." : "Probeer het over een paar minuten opnieuw.",
        },
        reporting ? Reporting : Start);

    /// <param name="reporting">Whether somebody without an account was reporting: that page offers another way on.</param>
    public static ProblemWords Of(int status, bool reporting) => status switch
    {
        StatusCodes.Status400BadRequest => new(
            "Deze pagina is verlopen",
            "We konden uw verzoek niet verwerken.",
            "Laad de pagina opnieuw en probeer het nog een keer. Er is niets gewijzigd.",
            reporting ? Reporting : Start),
        StatusCodes.Status403Forbidden => new(
            "Dit verzoek is geweigerd",
            "Het verzoek kwam niet van deze site zelf.",
            "Open de pagina hier opnieuw en vul het formulier daar in. Er is niets gewijzigd.",
            reporting ? Reporting : Start),
        StatusCodes.Status413PayloadTooLarge => new(
            "Dit is te groot",
            "Wat u verstuurde is groter dan we kunnen aannemen.",
            "Maak het bestand of de tekst kleiner en probeer het opnieuw.",
            reporting ? Reporting : Start),
        StatusCodes.Status429TooManyRequests => new(
            "Even geduld",
            "Er komen nu heel veel berichten tegelijk binnen.",
            "Probeer het over tien minuten opnieuw. Is er direct gevaar? Bel dan 112.",
            reporting ? Reporting : Start),
        >= StatusCodes.Status500InternalServerError => new(
            "Er ging iets mis bij ons",
            "Uw verzoek is niet gelukt. Dat ligt niet aan u.",
            "Probeer het over een paar minuten opnieuw. Wat u eerder hebt afgerond, is bewaard.",
            reporting ? Reporting : Start),
        _ => new(
            "Deze pagina is er niet",
            "We kunnen deze pagina niet vinden.",
            "Controleer het adres, of ga terug en kies een andere pagina.",
            Start),
    };
}
