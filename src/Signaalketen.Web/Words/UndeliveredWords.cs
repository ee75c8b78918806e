using Signaalketen.Runtime.Mail;

namespace Signaalketen.Web.Words;

/// <summary>One sentence for a mail that did not arrive, and what to do about it.</summary>
public static class UndeliveredWords
{
    public static string Of(UndeliveredMail mail) => mail switch
    {
        { ColleagueName: null } =>
            "De mail aan de melder is niet aangekomen: neem op een andere manier contact op, als de melder daarvoor iets achterliet.",
        { Bounced: true } =>
            $"De mail aan {mail.ColleagueName} over ‘{mail.TaskName}’ is niet aangekomen: bel uw collega zelf, en vraag de beheerder het mailadres te verbeteren.",
        _ =>
            $"De mail aan {mail.ColleagueName} over ‘{mail.TaskName}’ kon niet worden verstuurd: bel uw collega zelf; de proceseigenaar ziet de storing.",
    };
}
