namespace Signaalketen.Casework.Access;

/// <summary>Whether somebody may, and if not the one Dutch sentence to show.</summary>
/// <param name="Sentence">Empty when allowed.</param>
/// <param name="NotVisible">For this person the thing does not exist: the answer must be the same as for an unknown one.</param>
public sealed record AccessDecision(bool Allowed, string Sentence, bool NotVisible = false)
{
    public static readonly AccessDecision Yes = new(true, "");

    /// <summary>The same words for "there is no such thing" and "not for you", so that nobody learns which.</summary>
    public static readonly AccessDecision Hidden = new(false, "We kunnen deze pagina niet vinden. Controleer het adres of ga naar uw taken.", NotVisible: true);

    public static AccessDecision No(string sentence) => new(false, sentence);
}
