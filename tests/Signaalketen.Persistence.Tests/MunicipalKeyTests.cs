using Signaalketen.Persistence.Vault;

namespace Signaalketen.Persistence.Tests;

public sealed class MunicipalKeyTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("signaalketen-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("geen base64!", "not base64")]
    [InlineData("c2hvcnQ=", "5 bytes")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "same byte")]
    public void An_unfit_key_is_refused_and_says_where_it_stands(string text, string why)
    {
        var refused = Assert.Throws<MunicipalKeyException>(() => MunicipalKey.FromBase64(text, "Signaalketen:Vault:Key"));
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        Assert.StartsWith("Signaalketen:Vault:Key", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_file_that_is_absent_is_refused()
    {
        var refused = Assert.Throws<MunicipalKeyException>(() => MunicipalKey.FromFile(Path.Combine(folder, "none.key")));
        Assert.Contains("none.key", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_demo_folder_gets_a_key_once_that_only_its_owner_can_read()
    {
        var first = MunicipalKey.OfDemoFolder(folder, new SystemIdentities());
        var second = MunicipalKey.OfDemoFolder(folder, new SystemIdentities());
        Assert.Equal(first.Id, second.Id);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "municipal.key")));
    }

    [Fact]
    public void The_id_of_a_key_tells_keys_apart_without_holding_any_of_it()
    {
        var bytes = new SystemIdentities().Bytes(32);
        var key = MunicipalKey.FromBase64(Convert.ToBase64String(bytes), "test");
        Assert.DoesNotContain(key.Id, Convert.ToHexStringLower(bytes), StringComparison.Ordinal);
        Assert.NotEqual(key.Id, MunicipalKey.FromBase64(Convert.ToBase64String(new SystemIdentities().Bytes(32)), "test").Id);
    }
}
