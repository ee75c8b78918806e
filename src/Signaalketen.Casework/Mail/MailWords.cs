namespace Signaalketen.Casework.Mail;

/// <summary>The fixed words of each mail. The files in <c>workflows/signal/mail</c> show the same words to readers; a test compares them.</summary>
public static class MailWords
{
    private const string WhyYou = "U krijgt dit bericht omdat u met Signaalketen werkt. Antwoord niet op dit bericht.\n";

    public static (string Subject, string Body) Of(MailKind kind) => kind switch
    {
        MailKind.ReporterReceipt => (
            "Wij hebben uw bericht ontvangen ({referentie})",
            "Goedendag,\n\nWij hebben uw bericht ontvangen. Uw kenmerk is {referentie}.\nBewaar dit kenmerk goed.\n\n"
            + "Op deze pagina leest u wat wij met een bericht doen:\n{link}\n\n"
            + "Is er nu gevaar? Bel dan 112. Antwoord niet op dit bericht.\n"),
        MailKind.ReporterFeedback => (
            "Uw bericht is behandeld ({referentie})",
            "Goedendag,\n\nWij hebben uw bericht met kenmerk {referentie} behandeld.\n"
            + "Wij mogen u niet vertellen wat er is gedaan. Dat is om de privacy van iedereen te beschermen.\n\n"
            + "Op deze pagina leest u wat wij met een bericht doen:\n{link}\n\n"
            + "Ziet u iets nieuws? Laat het ons dan weten. Antwoord niet op dit bericht.\n"),
        MailKind.TaskReady => (
            "Er staat een taak voor u klaar ({referentie})",
            "Goedendag,\n\nEr staat een taak voor u klaar in Signaalketen.\n\nSoort taak: {taaksoort}\nReferentie: {referentie}\nUiterlijk: {termijn}\n\n"
            + "Log in om de taak te bekijken:\n{link}\n\n" + WhyYou),
        MailKind.TaskReminder => (
            "Herinnering: er staat een taak voor u klaar ({referentie})",
            "Goedendag,\n\nEr staat nog een taak voor u klaar in Signaalketen.\n\nSoort taak: {taaksoort}\nReferentie: {referentie}\nUiterlijk: {termijn}\n\n"
            + "Log in om de taak af te ronden:\n{link}\n\n" + WhyYou),
        MailKind.TaskEscalation => (
            "Een taak vraagt uw aandacht ({referentie})",
            "Goedendag,\n\nEen taak in Signaalketen is niet op tijd klaar.\n\nSoort taak: {taaksoort}\nReferentie: {referentie}\nUiterlijk: {termijn}\n\n"
            + "Log in om te zien wat u kunt doen:\n{link}\n\n" + WhyYou),
        MailKind.CaseFrozen => (
            "Een dossier is stilgezet ({referentie})",
            "Goedendag,\n\nEen wettelijke termijn is voorbij. Daarom staat het werk stil tot iemand een besluit neemt.\n\n"
            + "Soort taak: {taaksoort}\nReferentie: {referentie}\nUiterlijk: {termijn}\n\nLog in om te zien wat nodig is:\n{link}\n\n" + WhyYou),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
