using Microsoft.Extensions.Configuration;
using Signaalketen.Runtime.Options;

namespace Signaalketen.Runtime.Tests;

public sealed class OptionsTests
{
    private static readonly (string Key, string Value)[] Production =
    [
        ("Vault:Municipality", "gm0000"), ("Vault:KeyFile", "/run/secrets/key"), ("Site:Address", "https://signaalketen.example"),
        ("Mail:From", "taken@gemeente.example"), ("Mail:Host", "mail.example"),
    ];

    [Fact]
    public void A_complete_configuration_is_read() => Assert.Equal("mail.example", Read(Production).Mail.Host);

    [Fact]
    public void A_demonstration_needs_nothing_but_its_mode() => Assert.True(Read([("Mode", "demo")]).Demo);

    [Fact]
    public void Production_is_the_default_and_names_all_that_is_missing()
    {
        var refused = Assert.Throws<OptionsException>(() => Read([]));
        foreach (var key in new[] { "Signaalketen:Vault:Municipality", "Signaalketen:Vault:Key", "Signaalketen:Site:Address", "Signaalketen:Mail:From", "Signaalketen:Mail:Host" })
            Assert.Contains(key, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Mode", "test", "Signaalketen:Mode")]
    [InlineData("Mail:Hoost", "x", "Hoost")]
    [InlineData("Mail:Port", "veel", "Port")]
    [InlineData("Mail:Port", "0", "Signaalketen:Mail:Port")]
    [InlineData("Mail:From", "geen adres", "Signaalketen:Mail:From")]
    [InlineData("Mail:Transport", "pigeon", "Signaalketen:Mail:Transport")]
    [InlineData("Mail:TimeoutSeconds", "0", "Signaalketen:Mail:TimeoutSeconds")]
    [InlineData("Site:Address", "http://signaalketen.example", "Signaalketen:Site:Address")]
    [InlineData("Site:TaskPath", "/taken", "Signaalketen:Site:TaskPath")]
    [InlineData("Database:Kind", "oracle", "Signaalketen:Database:Kind")]
    [InlineData("Database:Kind", "postgres", "Signaalketen:Database:ConnectionString is missing")]
    [InlineData("Database:ConnectionString", "Host=db", "Signaalketen:Database:ConnectionString belongs to")]
    [InlineData("Database:Provider", "sqlite", "Provider")]
    [InlineData("Vault:Key", "AAAA", "Signaalketen:Vault")]
    [InlineData("Pumps:LeaseSeconds", "1", "Signaalketen:Pumps:LeaseSeconds")]
    [InlineData("Pumps:IntervalSeconds", "0", "Signaalketen:Pumps:IntervalSeconds")]
    [InlineData("Pumps:Attempts", "0", "Signaalketen:Pumps:Attempts")]
    [InlineData("Pumps:Losses", "0", "Signaalketen:Pumps:Losses")]
    [InlineData("Pumps:BackOffSeconds", "0", "Signaalketen:Pumps:BackOffSeconds")]
    [InlineData("Pumps:Batch", "0", "Signaalketen:Pumps:Batch")]
    [InlineData("Calendar:TimeZone", "Europe/Atlantis", "Signaalketen:Calendar:TimeZone")]
    [InlineData("Calendar:EquatedDays:0:Date", "2027-05-07", "Signaalketen:Calendar:EquatedDays")]
    public void A_wrong_key_is_named(string key, string value, string named)
    {
        var refused = Assert.Throws<OptionsException>(() => Read([.. Production, (key, value)]));
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    private static RuntimeOptions Read((string Key, string Value)[] settings)
    {
        var pairs = settings.ToLookup(pair => pair.Key).Select(group => new KeyValuePair<string, string?>("Signaalketen:" + group.Key, group.Last().Value));
        return OptionsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(pairs).Build());
    }
}
