namespace Signaalketen.Persistence.Vault;

/// <summary>A text as it is stored: AES-256-GCM.</summary>
/// <param name="KeyId">The case key that sealed it.</param>
public sealed record SealedText(byte[] Ciphertext, byte[] Nonce, byte[] Tag, string KeyId);

/// <summary>Where a sealed text belongs. It opens nowhere else: a ciphertext copied to another place is refused.</summary>
/// <param name="Meaning">What the row says the text is, such as field name and class, so that a relabelled row does not open either.</param>
public readonly record struct SealedPlace(string Table, string RowId, string Column, string Meaning);

/// <summary>A sealed text does not belong where it was found, or was changed. Nothing of it is shown.</summary>
public sealed class BrokenSealException(SealedPlace place)
    : Exception($"The seal of {place.Table}.{place.Column} in row {place.RowId} is broken: the text was changed, moved or sealed with another key.");
