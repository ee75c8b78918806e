using Signaalketen.Runtime.Incidents;

namespace Signaalketen.Web.Pages.Processes;

/// <summary>What a stop means for whoever must act on it.</summary>
public static class IncidentWords
{
    public static string Of(IncidentView stuck)
    {
        var where = stuck.ElementId is null ? "" : $" bij stap {stuck.ElementId}";
        return stuck.Code switch
        {
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
