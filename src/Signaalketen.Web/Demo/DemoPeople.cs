using Signaalketen.Casework;

namespace Signaalketen.Web.Demo;

/// <summary>Somebody of gemeente Voorbeeldstad. Nobody of them exists.</summary>
/// <param name="UserName">Sign-in name; the domain is reserved for examples (RFC 2606), so no mail can ever arrive.</param>
/// <param name="Does">What this person does, in one sentence for the start page.</param>
public sealed record DemoPerson(string UserName, string DisplayName, string RoleId, string Does);

public static class DemoPeople
{
    /// <summary>Every demo account ends like this; a production installation that finds one refuses to start.</summary>
    public const string Domain = "@voorbeeldstad.example";

    public static IReadOnlyList<DemoPerson> All { get; } =
    [
        new("meldpunt" + Domain, "Saskia Meijer", Roles.IntakeDesk, "Leest nieuwe meldingen en kijkt of er direct gevaar is."),
        new("dossierhouder" + Domain, "Daan Visser", Roles.CaseOwner, "Duidt een signaal en houdt het dossier bij, van begin tot eind."),
        new("achtervang" + Domain, "Noor Kuipers", Roles.DeputyOwner, "Vervangt de dossierhouder en kijkt mee als tweede paar ogen."),
        new("politie" + Domain, "Petra de Boer", Roles.Police, "Beantwoordt vragen van de gemeente. Ziet alleen de vraag zelf."),
        new("om" + Domain, "Ruben Hoekstra", Roles.Prosecutor, "Weegt mee namens het Openbaar Ministerie."),
        new("weegploeg" + Domain, "Yasmina Bakkali", Roles.WeighingTeam, "Weegt het signaal samen met politie en Openbaar Ministerie."),
        new("burgemeester" + Domain, "Willem van der Laan", Roles.Mayor, "Besluit op advies, met een reden erbij."),
        new("procesregisseur" + Domain, "Karel Brouwer", Roles.ProcessDirector, "Roept het casusoverleg bijeen en maakt het verslag."),
        new("ketenpartner" + Domain, "Lotte Jansma", Roles.CarePartner, "Levert inbreng vanuit zorg of sociaal domein."),
        new("aanbieder" + Domain, "Tim Verhoef", Roles.Provider, "Voert een traject uit, zoals een mentor."),
        new("proceseigenaar" + Domain, "Ilse Prins", Roles.ProcessOwner, "Bewaakt het proces. Ziet aantallen, geen personen."),
        new("fg" + Domain, "Marco Steen", Roles.PrivacyOfficer, "Toetst de privacy en keurt vernietiging goed."),
        new("oov" + Domain, "Hanneke Bos", Roles.SafetyManager, "Krijgt bericht als iets te lang blijft liggen."),
        new("piket" + Domain, "Joris Maas", Roles.DutyOfficer, "Springt in buiten kantooruren en bij spoed."),
        new("beheer" + Domain, "Anouk Dekker", Roles.Administrator, "Beheert accounts. Heeft geen sleutel van dossiers."),
    ];
}
