using Signaalketen.Casework;

namespace Signaalketen.Web.Demo;

/// <summary>Something that somebody of Voorbeeldstad did before the visitor came.</summary>
/// <param name="Case">Which of the sample cases.</param>
/// <param name="ElementId">The step that was done, or null for the report that began the case.</param>
/// <param name="RoleId">Who did it.</param>
/// <param name="Given">The answers that matter for the road, by field name; several choices joined by a bar.</param>
/// <param name="OnlySaved">The form was half filled in and saved, not finished.</param>
public sealed record SampleAction(DateTimeOffset At, string Case, string? ElementId, string RoleId, IReadOnlyDictionary<string, string> Given, bool OnlySaved = false);

/// <summary>What happened in Voorbeeldstad between 14 December 2026 and 6 January 2027. All invented.</summary>
public static class SampleScript
{
    private const string Desk = Roles.IntakeDesk;
    private const string Owner = Roles.CaseOwner;

    /// <summary>In order of time.</summary>
    public static IReadOnlyList<SampleAction> Actions { get; } =
    [
        .. Enumerable.Empty<SampleAction>()
            .Concat(ConferenceCase("klas")).Concat(LateCase("buurt")).Concat(MayorCase("werk")).Concat(PoliceCase("online"))
            .Concat(FourEyesCase("trein")).Concat(FreshCases("vereniging", "atelier")).Concat(PreventionCase("plein")).Concat(WeighingCase("sport")).Concat(NewCases())
            .OrderBy(action => action.At),
    ];

    // Far along: partners are asked for their contribution.
    private static IEnumerable<SampleAction> ConferenceCase(string name) =>
    [
        .. Begin(name, 14, 9, "Een leerling van mijn school trekt zich terug en zei in de klas dat geweld soms mag.", "Al drie weken", "school",
            "B. Voorbeeld", "De leerling zei twee keer in de klas dat geweld soms mag. Hij zit in de pauze alleen."),
        Do(name, 15, 10, "assess", Owner, ("outcome", "weighing")),
        Do(name, 16, 10, "scheduleWeighing", Owner, ("meetingOn", "17 dec 2026")),
        Do(name, 17, 14, "weigh", Roles.WeighingTeam, ("present", "municipality|police|prosecutor"), ("outcome", "approach")),
        Do(name, 18, 10, "decideAdmission", Roles.Mayor, ("admission", "yes")),
        Do(name, 21, 11, "informSubject", Owner, ("informed", "informed")),
        Do(name, 22, 10, "giveFeedback", Desk, ("given", "sent")),
        Do(name, 36, 9, "planConference", Roles.ProcessDirector, ("meetingOn", "13 jan 2027"), ("partners", "social-team|school")),
    ];

    // Nobody finished the assessment before Christmas: the ladder has been climbed.
    private static IEnumerable<SampleAction> LateCase(string name) =>
    [
        .. Begin(name, 15, 13, "Mijn buurman schreeuwt steeds vaker leuzen uit het raam en plakt stickers op deuren.", "Sinds begin december", "neighbour",
            "C. Fictief", "De buurman riep drie keer leuzen uit het raam. Op vier deuren zitten stickers."),
        Do(name, 18, 15, "assess", Owner, onlySaved: true, ("outcome", "careNeed")),
    ];

    private static IEnumerable<SampleAction> MayorCase(string name) =>
    [
        .. Begin(name, 16, 9, "Een collega deelt filmpjes waarin geweld wordt verheerlijkt en zegt dat hij er klaar voor is.", "De laatste twee weken", "other",
            "D. Denkbeeldig", "De collega stuurde vijf filmpjes rond. Hij zei in de kantine dat hij er klaar voor is."),
        Do(name, 17, 15, "assess", Owner, ("outcome", "weighing")),
        Do(name, 18, 9, "scheduleWeighing", Owner, ("meetingOn", "5 jan 2027")),
        Do(name, 36, 15, "weigh", Roles.WeighingTeam, ("present", "municipality|police|prosecutor"), ("outcome", "approach")),
    ];

    private static IEnumerable<SampleAction> PoliceCase(string name) =>
    [
        .. Begin(name, 29, 9, "Mijn neef praat alleen nog over een groep op internet en wil daarheen reizen.", "Sinds de herfst", "family",
            "E. Bedacht", "De neef vroeg geld voor een reis. Hij praat elke dag met mensen die niemand thuis kent."),
        Do(name, 30, 11, "assess", Owner, ("outcome", "policeCheck")),
        Do(name, 35, 10, "requestPoliceCheck", Owner, ("urgency", "normal"), ("basis", "agreement")),
    ];

    private static IEnumerable<SampleAction> FourEyesCase(string name) =>
    [
        .. Begin(name, 30, 14, "Een jongen riep in de trein iets over strijd. Hij was met vrienden en lachte erbij.", "Vorige week", "unsaid",
            "F. Verzonnen", "Een jongen riep een leus. Zijn vrienden lachten. Er was niemand bang."),
        Do(name, 36, 11, "assess", Owner, ("outcome", "noConcern")),
    ];

    private static IEnumerable<SampleAction> PreventionCase(string name) =>
    [
        Report(name, 35, 12, "Op het plein bij de winkels schelden groepen jongeren elkaar steeds vaker uit.", "Elk weekend", "municipality"),
        Do(name, 35, 14, "acuteCheck", Desk, ("acute", "no")),
        Do(name, 35, 15, "personalConfirmation", Desk, ("confirmed", "notPossible")),
        Do(name, 36, 10, "completeReport", Desk, ("kind", "polarisation"), ("facts", "Drie zaterdagen achter elkaar scholden groepen elkaar uit. Er is niet gevochten.")),
    ];

    private static IEnumerable<SampleAction> WeighingCase(string name) =>
    [
        .. Begin(name, 28, 9, "Een lid van onze sportclub zoekt ruzie over politiek en draagt tekens van een gewelddadige groep.", "Sinds de zomer", "other",
            "G. Gefingeerd", "Het clublid droeg drie keer een speld van een groep. Hij maakte twee keer ruzie."),
        Do(name, 29, 14, "assess", Owner, ("outcome", "weighing")),
        Do(name, 30, 15, "scheduleWeighing", Owner, ("meetingOn", "12 jan 2027")),
    ];

    // Work for the case owner that is not late: one to interpret, one to look up first.
    private static IEnumerable<SampleAction> FreshCases(string toAssess, string toLookUp) =>
    [
        .. Begin(toAssess, 36, 9, "Een vrijwilliger van onze vereniging praat alleen nog over vijanden en wil geen andere mening horen.", "Twee maanden", "other",
            "H. Nepnaam", "De vrijwilliger noemde bezoekers vijanden. Hij stopte met zijn taken."),
        Report(toLookUp, 36, 10, "Een cursist maakt werk waarin hij aanslagen prijst. Hij wordt boos als ik ernaar vraag.", "De laatste drie lessen", "school"),
        Do(toLookUp, 36, 11, "acuteCheck", Desk, ("acute", "no")),
        Do(toLookUp, 36, 12, "personalConfirmation", Desk, ("confirmed", "sent")),
        Do(toLookUp, 36, 14, "completeReport", Desk, ("kind", "person"), ("facts", "Twee werken prijzen een aanslag. De cursist werd een keer boos."), ("subjectName", "J. Voorstel"), ("subjectMinor", "no")),
    ];

    private static IEnumerable<SampleAction> NewCases() =>
    [
        Report("nieuw", 37, 8, "Een jongere bij ons op het werkproject zegt dat hij nergens meer bij hoort en dat anderen zullen boeten.", "Gisteren", "care"),
        Report("gisteren", 36, 16, "In de bibliotheek liggen steeds folders die haat zaaien. Ik zag wie ze neerlegt.", "Deze week", "municipality"),
        Do("gisteren", 37, 9, "acuteCheck", Desk, ("acute", "no")),
    ];

    // The steps that most cases have in common, up to the interpretation by the case owner.
    private static IEnumerable<SampleAction> Begin(string name, int day, int hour, string statement, string when, string relation, string subject, string facts) =>
    [
        Report(name, day, hour, statement, when, relation),
        Do(name, day, hour + 1, "acuteCheck", Desk, ("acute", "no")),
        Do(name, day, hour + 2, "personalConfirmation", Desk, ("confirmed", "sent")),
        Do(name, day, hour + 2, "completeReport", Desk, ("kind", "person"), ("facts", facts), ("subjectName", subject), ("subjectMinor", "no")),
        Do(name, day, hour + 3, "duplicateCheck", Owner, ("result", "new")),
        Do(name, day, hour + 4, "pickUp", Owner, ("conflict", "no")),
    ];

    private static SampleAction Report(string name, int day, int hour, string statement, string when, string relation) =>
        Do(name, day, hour, null, Desk, ("statement", statement), ("when", when), ("relation", relation), ("email", "melder@voorbeeldstad.example"), ("wantsFeedback", "yes"));

    private static SampleAction Do(string name, int day, int hour, string? element, string role, params (string Field, string Value)[] given) =>
        Do(name, day, hour, element, role, onlySaved: false, given);

    /// <param name="day">Day of December 2026; 32 is New Year's Day.</param>
    private static SampleAction Do(string name, int day, int hour, string? element, string role, bool onlySaved, params (string Field, string Value)[] given) => new(
        new DateTimeOffset(2026, 12, 1, hour, 0, 0, TimeSpan.FromHours(1)).AddDays(day - 1), name, element, role,
        given.ToDictionary(pair => pair.Field, pair => pair.Value, StringComparer.Ordinal), onlySaved);
}
