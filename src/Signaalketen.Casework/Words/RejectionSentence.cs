using Signaalketen.Engine;

namespace Signaalketen.Casework.Words;

/// <summary>What to say when the engine refuses: what is wrong and what to do, one Dutch sentence.</summary>
public static class RejectionSentence
{
    public static string For(RejectionCode code) => code switch
    {
        RejectionCode.NotFound => "Dit dossier is gesloten of bestaat niet: ga terug naar uw taken.",
        RejectionCode.NotActive => "Deze taak is al afgerond of vervallen: ga terug naar uw taken om te zien wat er nu open staat.",
        RejectionCode.NotCorrelated => "Niemand wacht nu op dit bericht: controleer het kenmerk en de stand van het dossier.",
        RejectionCode.Ambiguous => "Dit bericht past bij meer dan één stap: kies bij welke stap het hoort.",
        RejectionCode.BrokenInvariant => "Er ging iets mis en er is niets gewijzigd: probeer het opnieuw of bel de beheerder.",
        RejectionCode.Invalid => "Dit past niet bij de stap: laad de pagina opnieuw en probeer het nog een keer.",
        _ => "Het is niet gelukt en er is niets gewijzigd: probeer het opnieuw.",
    };
}
