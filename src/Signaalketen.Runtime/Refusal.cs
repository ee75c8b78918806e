using Signaalketen.Casework.Access;
using Signaalketen.Casework.Words;
using Signaalketen.Engine;

namespace Signaalketen.Runtime;

/// <summary>Why something was not done, with the one Dutch sentence to show.</summary>
public sealed record Refusal(RefusalCode Code, string Sentence)
{
    /// <summary>Unknown and forbidden read the same, so that nobody learns which it is.</summary>
    public static readonly Refusal Hidden = new(RefusalCode.NotFound, AccessDecision.Hidden.Sentence);

    public static readonly Refusal AlreadyClosed = new(RefusalCode.AlreadyDone, RejectionSentence.For(RejectionCode.NotActive));

    public static readonly Refusal Overtaken = new(
        RefusalCode.Conflict, "Een collega was u net voor. Vernieuw de pagina om te zien wat er is veranderd.");

    public static readonly Refusal ChangedAfterwards = new(
        RefusalCode.Invalid, "U had dit al verstuurd, met andere antwoorden. Die zijn opgeslagen; wat u daarna hebt veranderd, niet. Open de taak of het dossier opnieuw.");

    public static readonly Refusal NobodyWaits = new(RefusalCode.Conflict, RejectionSentence.For(RejectionCode.NotCorrelated));

    public static readonly Refusal Busy = new(
        RefusalCode.Conflict, "Er werken op dit moment meer mensen aan dit dossier. Uw antwoorden zijn niet verwerkt. Probeer het nog een keer.");

    public static readonly Refusal Erased = new(
        RefusalCode.Conflict, "De gegevens van dit dossier zijn vernietigd. U kunt er niets meer aan toevoegen.");

    public static Refusal Of(AccessDecision decision) =>
        decision.NotVisible ? Hidden : new(RefusalCode.NotAllowed, decision.Sentence);

    public static Refusal Of(Rejection rejection) => new(
        rejection.Code switch
        {
            RejectionCode.NotFound or RejectionCode.NotActive => RefusalCode.AlreadyDone,
            RejectionCode.NotCorrelated or RejectionCode.Ambiguous => RefusalCode.Conflict,
            _ => RefusalCode.Invalid,
        },
        RejectionSentence.For(rejection.Code));
}

/// <summary>What kind of refusal: the site maps each to one status.</summary>
public enum RefusalCode
{
    /// <summary>404: there is none, or not for this person.</summary>
    NotFound,

    /// <summary>403: visible, but not allowed.</summary>
    NotAllowed,

    /// <summary>409: done before.</summary>
    AlreadyDone,

    /// <summary>409: somebody else came first.</summary>
    Conflict,

    /// <summary>422: what was sent does not fit.</summary>
    Invalid,
}
