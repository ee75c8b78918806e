using Signaalketen.Casework;
using Signaalketen.Persistence.Vault;

namespace Signaalketen.Persistence.Tests;

public sealed class CaseVaultTests
{
    private const string Text = "Een verzonnen zin met een ë en een 😀.";
    private static readonly SystemIdentities Identities = new();
    private static readonly MunicipalKey Key = NewMunicipalKey();
    private readonly CaseVault vault = new("gm0000", Key, Identities);

    [Fact]
    public void A_sealed_field_opens_where_it_was_sealed()
    {
        var (_, key) = vault.NewKey("case-1", Rows.Monday);
        var row = Field(key, "row-1");
        Assert.Equal(Text, vault.OpenField(key, row));
        Assert.Equal(-1, row.Ciphertext.AsSpan().IndexOf("verzonnen"u8));
    }

    [Fact]
    public void A_case_key_comes_back_from_its_row()
    {
        var (row, key) = vault.NewKey("case-1", Rows.Monday);
        var field = Field(key, "row-1");
        using var unwrapped = vault.Unwrap(row);
        Assert.Equal(Text, vault.OpenField(unwrapped, field));
    }

    [Fact]
    public void A_ciphertext_moved_to_another_row_does_not_open()
    {
        var (_, key) = vault.NewKey("case-1", Rows.Monday);
        var row = Field(key, "row-1");
        row.Id = "row-2";
        Assert.Throws<BrokenSealException>(() => vault.OpenField(key, row));
    }

    [Fact]
    public void A_field_under_another_name_does_not_open()
    {
        var (_, key) = vault.NewKey("case-1", Rows.Monday);
        var row = Field(key, "row-1");
        row.Name = "report.statement";
        Assert.Throws<BrokenSealException>(() => vault.OpenField(key, row));
    }

    [Fact]
    public void A_field_under_a_lower_class_does_not_open()
    {
        var (_, key) = vault.NewKey("case-1", Rows.Monday);
        var row = Field(key, "row-1");
        row.DataClass = DataClass.K1;
        Assert.Throws<BrokenSealException>(() => vault.OpenField(key, row));
    }

    [Fact]
    public void A_ciphertext_moved_to_another_table_does_not_open()
    {
        var (_, key) = vault.NewKey("case-1", Rows.Monday);
        var draft = vault.SealDraft(key, "row-1", "account-1", Text, Rows.Monday);
        var row = Field(key, "row-1");
        (row.Ciphertext, row.Nonce, row.Tag) = (draft.Ciphertext, draft.Nonce, draft.Tag);
        Assert.Throws<BrokenSealException>(() => vault.OpenField(key, row));
    }

    [Fact]
    public void A_ciphertext_moved_to_another_column_does_not_open()
    {
        var (_, key) = vault.NewKey("case-1", Rows.Monday);
        var sealedText = vault.Seal(key, new("case_field", "row-1", "ciphertext", ""), Text);
        Assert.Throws<BrokenSealException>(() => vault.Open(key, new("case_field", "row-1", "other", ""), sealedText));
    }

    [Fact]
    public void A_ciphertext_of_another_case_does_not_open()
    {
        var (_, one) = vault.NewKey("case-1", Rows.Monday);
        var (_, other) = vault.NewKey("case-2", Rows.Monday);
        var row = Field(one, "row-1");
        Assert.Throws<BrokenSealException>(() => vault.OpenField(other, row));
    }

    [Fact]
    public void A_wrapped_key_moved_to_another_case_does_not_open()
    {
        var (row, _) = vault.NewKey("case-1", Rows.Monday);
        row.CaseId = "case-2";
        Assert.Throws<BrokenSealException>(() => vault.Unwrap(row));
    }

    [Fact]
    public void Another_municipality_with_the_same_key_cannot_open()
    {
        var (row, _) = vault.NewKey("case-1", Rows.Monday);
        Assert.Throws<BrokenSealException>(() => new CaseVault("gm0001", Key, Identities).Unwrap(row));
    }

    [Fact]
    public void Another_municipal_key_cannot_open()
    {
        var (row, _) = vault.NewKey("case-1", Rows.Monday);
        Assert.Throws<BrokenSealException>(() => new CaseVault("gm0000", NewMunicipalKey(), Identities).Unwrap(row));
    }

    [Fact]
    public void Every_flipped_bit_is_found()
    {
        var (_, key) = vault.NewKey("case-1", Rows.Monday);
        var row = Field(key, "row-1");
        foreach (var bytes in new[] { row.Ciphertext, row.Nonce, row.Tag })
        {
            for (var bit = 0; bit < bytes.Length * 8; bit++)
            {
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.Throws<BrokenSealException>(() => vault.OpenField(key, row));
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            }
        }

        Assert.Equal(Text, vault.OpenField(key, row));
    }

    [Fact]
    public void A_cut_off_tag_is_refused()
    {
        var (_, key) = vault.NewKey("case-1", Rows.Monday);
        var row = Field(key, "row-1");
        row.Tag = row.Tag[..12];
        Assert.Throws<BrokenSealException>(() => vault.OpenField(key, row));
    }

    [Fact]
    public void The_same_text_is_never_sealed_the_same_way_twice()
    {
        var (_, key) = vault.NewKey("case-1", Rows.Monday);
        Assert.NotEqual(Field(key, "row-1").Ciphertext, Field(key, "row-1").Ciphertext);
    }

    [Fact]
    public void Places_that_read_alike_when_glued_together_are_different_places()
    {
        var (_, key) = vault.NewKey("case-1", Rows.Monday);
        var sealedText = vault.Seal(key, new("ab", "c", "d", ""), Text);
        Assert.Throws<BrokenSealException>(() => vault.Open(key, new("a", "bc", "d", ""), sealedText));
    }

    private static MunicipalKey NewMunicipalKey() => MunicipalKey.FromBase64(Convert.ToBase64String(Identities.Bytes(32)), "test");

    private Model.CaseFieldRow Field(CaseKey key, string rowId) =>
        vault.SealField(key, rowId, "report.name", DataClass.K4, Text, "triage", "account-1", Rows.Monday);
}
