using System.Globalization;
using System.Net.Mail;
using System.Text;

namespace Signaalketen.Runtime.Mail;

/// <summary>A mail as it travels (RFC 5322, RFC 2045): one plain text, lines ended by CR LF, nothing outside ASCII.</summary>
internal static class MimeText
{
    private const int LongestLine = 76;

    public static string Of(OutgoingMail mail)
    {
        var text = new StringBuilder();
        Header(text, "From", new MailAddress(mail.From).Address);
        Header(text, "To", new MailAddress(mail.To).Address);
        Header(text, "Subject", Words(mail.Message.Subject));
        Header(text, "Date", mail.At.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture));
        Header(text, "Message-ID", mail.MessageId);
        // No robot should answer, and nobody's absence note should come back (RFC 3834).
        Header(text, "Auto-Submitted", "auto-generated");
        Header(text, "MIME-Version", "1.0");
        Header(text, "Content-Type", "text/plain; charset=utf-8");
        Header(text, "Content-Transfer-Encoding", "quoted-printable");
        text.Append("\r\n");
        foreach (var line in mail.Message.Body.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
            text.Append(QuotedPrintable(line)).Append("\r\n");
        return text.ToString();
    }

    // A line of a header ends where it wants to: a break inside a value would begin a header of somebody else's.
    private static void Header(StringBuilder text, string name, string value)
    {
        if (value.AsSpan().ContainsAny('\r', '\n'))
            throw new MailRefusedException($"the {name} would break its line");
        text.Append(name).Append(": ").Append(value).Append("\r\n");
    }

    private static string Words(string subject) =>
        Ascii.IsValid(subject) ? subject : $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(subject))}?=";

    private static string QuotedPrintable(string line)
    {
        var text = new StringBuilder();
        var column = 0;
        var bytes = Encoding.UTF8.GetBytes(line);
        for (var index = 0; index < bytes.Length; index++)
        {
            var last = index == bytes.Length - 1;
            var plain = bytes[index] is > 32 and < 127 and not (byte)'=' || (bytes[index] is 32 or 9 && !last);
            var part = plain ? ((char)bytes[index]).ToString() : $"={bytes[index]:X2}";
            // One place stays free for the sign that the line goes on.
            if (column + part.Length > LongestLine - 1)
            {
                text.Append("=\r\n");
                column = 0;
            }

            text.Append(part);
            column += part.Length;
        }

        return text.ToString();
    }
}
