using Signaalketen.Runtime.Hosting;
using Signaalketen.Runtime.Incidents;

namespace Signaalketen.Web.Pages.Processes;

/// <summary>What a stop means for whoever must act on it.</summary>
public static class IncidentWords
{
    /// <summary>On the button that ends it.</summary>
    public static string Button(IncidentView stuck) => stuck.Code == RestoreWatch.IncidentCode ? "Vrijgeven" : "Opnieuw proberen";

    public static string Of(IncidentView stuck)
    {
        var where = stuck.ElementId is null ? "" : $" bij stap {stuck.ElementId}";
        return stuck.Code switch
        {
            RestoreWatch.IncidentCode => "De database is teruggezet uit een back-up: mails, termijnen en automatische stappen wachten tot u ze vrijgeeft",
            "MailServer" => "De mailserver werkt niet: alle mail wacht",
            "MailBounced" => "Een mail is niet aangekomen: het adres bestaat niet",
            _ when stuck.Code.Contains("mail", StringComparison.OrdinalIgnoreCase) => "Een mail kon niet weg",
            _ when stuck.Code.Contains("job", StringComparison.OrdinalIgnoreCase) => $"Een automatische stap lukte niet{where}",
            _ when stuck.Code.Contains("expression", StringComparison.OrdinalIgnoreCase) => $"Een voorwaarde kon niet worden bepaald{where}",
            _ when stuck.Code.Contains("timer", StringComparison.OrdinalIgnoreCase) => $"Een termijn kon niet worden verwerkt{where}",
            _ => $"Het proces stopte{where}",
        };
    }
}
