using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Signaalketen.Runtime.Mail;

/// <summary>What a mail server answers: a number and, per line, the words after it.</summary>
internal sealed record SmtpAnswer(int Code, IReadOnlyList<string> Lines);

/// <summary>The lines of one conversation with a mail server (RFC 5321, 2.3.8 and 4.2).</summary>
internal sealed class SmtpTalk(TcpClient client) : IAsyncDisposable
{
    // A server that says more than this has lost its way, or wants us to.
    private const int LongestAnswer = 64 * 1024;

    private readonly byte[] buffer = new byte[4096];
    private Stream stream = client.GetStream();
    private int start;
    private int end;

    // In the middle of something: then nothing more can be said.
    private bool brokenOff;

    /// <summary>Our address as a name: the machine's own name is nobody's business.</summary>
    public string OwnName { get; } = client.Client.LocalEndPoint is IPEndPoint { Address: var address }
        ? address switch
        {
            { IsIPv4MappedToIPv6: true } => $"[{address.MapToIPv4()}]",
            { AddressFamily: AddressFamily.InterNetworkV6 } => $"[IPv6:{new IPAddress(address.GetAddressBytes())}]",
            _ => $"[{address}]",
        }
        : "[127.0.0.1]";

    public async Task<SmtpAnswer> Say(string line, CancellationToken ct)
    {
        if (line.AsSpan().ContainsAny('\r', '\n'))
            throw new InvalidOperationException("A command is one line.");
        await Write(line + "\r\n", ct);
        return await Hear(ct);
    }

    /// <param name="text">Lines ended by CR LF. A dot at the beginning of a line is doubled on the way (RFC 5321, 4.5.2).</param>
    public async Task<SmtpAnswer> SayText(string text, CancellationToken ct)
    {
        var stuffed = text.Replace("\r\n.", "\r\n..", StringComparison.Ordinal);
        await Write((stuffed.StartsWith('.') ? "." : "") + stuffed + ".\r\n", ct);
        return await Hear(ct);
    }

    public async Task<SmtpAnswer> Hear(CancellationToken ct)
    {
        var lines = new List<string>();
        var length = 0;
        while (true)
        {
            var line = await Line(ct);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code) || (length += line.Length) > LongestAnswer)
                throw new IOException("This is no mail server.");
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] != '-')
                return new(code, lines);
        }
    }

    public async Task Encrypt(string host, RemoteCertificateValidationCallback? trust, CancellationToken ct)
    {
        // What was said in the open before the encryption must not count as said within it.
        if (start != end)
            throw new IOException("The server said more than it was asked before the encryption.");
        var secure = new SslStream(stream, leaveInnerStreamOpen: false);
        stream = secure;
        brokenOff = true;
        await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host, RemoteCertificateValidationCallback = trust }, ct);
        brokenOff = false;
    }

    /// <summary>Takes leave without waiting for an answer: the mail is with the server already, or never will be.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!brokenOff)
                await stream.WriteAsync("QUIT\r\n"u8.ToArray());
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException or ObjectDisposedException)
        {
            // Gone before us.
        }

        await stream.DisposeAsync();
    }

    private async Task Write(string text, CancellationToken ct)
    {
        brokenOff = true;
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text), ct);
        await stream.FlushAsync(ct);
    }

    private async Task<string> Line(CancellationToken ct)
    {
        var line = new StringBuilder();
        while (true)
        {
            if (start == end)
            {
                brokenOff = true;
                (start, end) = (0, await stream.ReadAsync(buffer, ct));
                if (end == 0)
                    throw new IOException("The server hung up.");
                brokenOff = false;
            }

            var next = (char)buffer[start++];
            if (next == '\n')
                return line.ToString();
            if (next != '\r')
                line.Append(next);
            if (line.Length > LongestAnswer)
                throw new IOException("This is no mail server.");
        }
    }
}
