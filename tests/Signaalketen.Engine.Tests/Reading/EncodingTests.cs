using System.Text;
using Signaalketen.Engine.Parsing;

namespace Signaalketen.Engine.Tests.Reading;

/// <summary>A model keeps its letters in whatever encoding a tool saved it.</summary>
public class EncodingTests
{
    private const string Letters = "Beëindigd: € 5";

    static EncodingTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("windows-1252", "<?xml version=\"1.0\" encoding=\"windows-1252\"?>")]
    [InlineData("windows-1252", "<?xml version='1.0' encoding = 'Windows-1252' standalone='yes'?>")]
    [InlineData("iso-8859-15", "<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?>")]
    [InlineData("utf-8", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")]
    [InlineData("utf-8", "<?xml version=\"1.0\"?>")]
    [InlineData("utf-8", "")]
    [InlineData("utf-8", "<a encoding=\"windows-1252\"/>")]
    [InlineData("utf-8", "<?xml version=\"1.0\" encoding=\"x-unheard-of\"?>")]
    [InlineData("utf-8", "<?xml version=\"1.0\" encoding=\"utf-16\"?>")]
    [InlineData("utf-8", "<?xml version=\"1.0\" encoding=\"utf-32\"?>")]
    public void The_declared_encoding_is_read(string saved, string declaration) => Read(Encoding.GetEncoding(saved).GetBytes(declaration + Letters), declaration + Letters);

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void A_byte_order_mark_says_more_than_the_declaration(string saved)
    {
        const string text = "<?xml version=\"1.0\" encoding=\"windows-1252\"?>" + Letters;
        var encoding = Encoding.GetEncoding(saved);
        Read([.. encoding.GetPreamble(), .. encoding.GetBytes(text)], text);
    }

    // The declaration is looked for in the first bytes only; all of them are text all the same.
    [Fact]
    public void A_long_text_is_read_from_its_first_letter_to_its_last()
    {
        var text = "<?xml version=\"1.0\"?>" + new string('ë', 10_000);
        Read(Encoding.UTF8.GetBytes(text), text);
    }

    private static void Read(byte[] bytes, string expected)
    {
        using var stream = new MemoryStream(bytes);
        using (var reader = ModelText.Open(stream))
            Assert.Equal(expected, reader.ReadToEnd());
        // The stream is its owner's to close.
        Assert.Equal(bytes.Length, stream.Position);
    }
}
