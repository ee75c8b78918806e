using System.Text;
using System.Text.RegularExpressions;

namespace Signaalketen.Engine.Parsing;

/// <summary>Reads a file in the encoding that it names, so that a model saved as ISO-8859-1 keeps its letters.</summary>
public static partial class ModelText
{
    private const int LongestDeclaration = 200;

    /// <summary>A reader from the beginning of the stream; UTF-8 when neither a byte order mark nor an XML declaration says otherwise.</summary>
    /// <param name="stream">Can seek; stays open.</param>
    public static StreamReader Open(Stream stream)
    {
        Span<byte> start = stackalloc byte[LongestDeclaration];
        var length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        stream.Seek(-length, SeekOrigin.Current);
        return new(stream, Named(Encoding.ASCII.GetString(start[..length])), detectEncodingFromByteOrderMarks: true, leaveOpen: true);
    }

    private static Encoding Named(string start)
    {
        if (Declaration().Match(start) is not { Success: true } declared)
            return Encoding.UTF8;
        try
        {
            var name = declared.Groups[1].Value;
            var found = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
            // The declaration could be read letter by letter, so two bytes per letter is not true.
            return found is UnicodeEncoding or UTF32Encoding ? Encoding.UTF8 : found;
        }
        catch (ArgumentException)
        {
            return Encoding.UTF8;
        }
    }

    [GeneratedRegex("""^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.-]*)["']""", RegexOptions.CultureInvariant)]
    private static partial Regex Declaration();
}
