namespace Signaalketen.Runtime.People;

/// <summary>What a password must be, wherever it is chosen. Length beats composition (NIST SP 800-63B, 3.1.1.2).</summary>
public static class PasswordRule
{
    /// <summary>In characters.</summary>
    public const int ShortestLength = 14;

    /// <summary>What to say when <see cref="Allows"/> does not.</summary>
    public static string Sentence { get; } = $"Kies een wachtwoord van minstens {ShortestLength} tekens.";

    public static bool Allows(string? password) => !string.IsNullOrWhiteSpace(password) && password.Length >= ShortestLength;
}
