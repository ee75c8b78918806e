using Signaalketen.Casework;
using Signaalketen.Persistence.Model;

namespace Signaalketen.Persistence.Vault;

/// <summary>Which place each kind of sealed row stands for. The one file that knows, so that sealing and opening cannot differ.</summary>
public static class SealedRows
{
    public static CaseFieldRow SealField(
        this CaseVault vault, CaseKey key, string rowId, string name, DataClass dataClass, string text, string? elementId, string writtenBy, DateTimeOffset now)
    {
        var sealedText = vault.Seal(key, FieldPlace(rowId, name, dataClass), text);
        return new()
        {
            Id = rowId,
            CaseId = key.CaseId,
            Name = name,
            DataClass = dataClass,
            ElementId = elementId,
            Ciphertext = sealedText.Ciphertext,
            Nonce = sealedText.Nonce,
            Tag = sealedText.Tag,
            KeyId = sealedText.KeyId,
            WrittenBy = writtenBy,
            WrittenAt = now,
        };
    }

    /// <exception cref="BrokenSealException">The row is not the one that was sealed.</exception>
    public static string OpenField(this CaseVault vault, CaseKey key, CaseFieldRow row) =>
        vault.Open(key, FieldPlace(row.Id, row.Name, row.DataClass), new(row.Ciphertext, row.Nonce, row.Tag, row.KeyId));

    public static DraftRow SealDraft(this CaseVault vault, CaseKey key, string taskId, string accountId, string text, DateTimeOffset now)
    {
        var sealedText = vault.Seal(key, DraftPlace(taskId, accountId), text);
        return new()
        {
            TaskId = taskId,
            AccountId = accountId,
            CaseId = key.CaseId,
            Ciphertext = sealedText.Ciphertext,
            Nonce = sealedText.Nonce,
            Tag = sealedText.Tag,
            KeyId = sealedText.KeyId,
            SavedAt = now,
        };
    }

    /// <exception cref="BrokenSealException">The row is not the one that was sealed.</exception>
    public static string OpenDraft(this CaseVault vault, CaseKey key, DraftRow row) =>
        vault.Open(key, DraftPlace(row.TaskId, row.AccountId), new(row.Ciphertext, row.Nonce, row.Tag, row.KeyId));

    private static SealedPlace FieldPlace(string rowId, string name, DataClass dataClass) =>
        new("case_field", rowId, "ciphertext", $"{name} {dataClass}");

    private static SealedPlace DraftPlace(string taskId, string accountId) => new("draft", taskId, "ciphertext", accountId);
}
