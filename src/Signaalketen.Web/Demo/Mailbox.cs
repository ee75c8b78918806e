using System.Globalization;
using System.Text;

namespace Signaalketen.Web.Demo;

/// <summary>A mail that the practice environment "sent".</summary>
/// <param name="MailId">Row of the outbox it was made from; that row knows when it was sent by the clock of the practice environment.</param>
public sealed record SentMail(string MailId, string To, string Subject, string Body);

/// <summary>Reads the folder in which the practice environment leaves its mail.</summary>
public sealed class Mailbox(string folder)
{
    public IReadOnlyList<SentMail> Read() =>
        Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*.eml").Select(file => Parse(File.ReadAllText(file)))] : [];

    internal static SentMail Parse(string text)
    {
        var lines = text.ReplaceLineEndings("\n");
        var split = lines.IndexOf("\n\n", StringComparison.Ordinal);
        var headers = Headers(split < 0 ? lines : lines[..split]);
        var body = split < 0 ? "" : lines[(split + 2)..];
        return new SentMail(
            headers.GetValueOrDefault("Message-ID", "").TrimStart('<').Split('@')[0],
            headers.GetValueOrDefault("To", ""),
            Words(headers.GetValueOrDefault("Subject", "")),
            Decode(body, headers.GetValueOrDefault("Content-Transfer-Encoding", "")).Trim());
    }

    // A header goes on in the next line when that begins with a blank (RFC 5322, 2.2.3).
    private static Dictionary<string, string> Headers(string text)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in text.Replace("\n ", " ", StringComparison.Ordinal).Replace("\n\t", " ", StringComparison.Ordinal).Split('\n'))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
                headers.TryAdd(line[..colon], line[(colon + 1)..].Trim());
        }

        return headers;
    }

    // Encoded words, RFC 2047: =?utf-8?B?...?= and =?utf-8?Q?...?=
    private static string Words(string header)
    {
        var text = new StringBuilder();
        foreach (var word in header.Split(' '))
        {
            var parts = word.Split('?');
            var encoded = parts.Length == 5 && parts[0] == "=" && parts[4] == "=";
            if (text.Length > 0 && !encoded)
                text.Append(' ');
            text.Append(!encoded ? word : parts[2].Equals("B", StringComparison.OrdinalIgnoreCase)
                ? Encoding.UTF8.GetString(Convert.FromBase64String(parts[3]))
                : QuotedPrintable(parts[3].Replace('_', ' ')));
        }

        return text.ToString();
    }

    private static string Decode(string body, string encoding) => encoding.ToUpperInvariant() switch
    {
        "BASE64" => Encoding.UTF8.GetString(Convert.FromBase64String(body.Replace("\n", "", StringComparison.Ordinal))),
        "QUOTED-PRINTABLE" => QuotedPrintable(body.Replace("=\n", "", StringComparison.Ordinal)),
        _ => body,
    };

    private static string QuotedPrintable(string text)
    {
        var bytes = new List<byte>(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] == '=' && index + 2 < text.Length && byte.TryParse(text.AsSpan(index + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var value))
            {
                bytes.Add(value);
                index += 2;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(text.Substring(index, 1)));
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
