using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Signaalketen.Runtime.Mail;
using Signaalketen.Runtime.Options;

namespace Signaalketen.Runtime.Tests.House;

/// <summary>How the sink behaves in the next conversations.</summary>
internal sealed record SinkScript
{
    public string Greeting { get; init; } = "220 sink";

    public bool OffersTls { get; init; } = true;

    public string StartTls { get; init; } = "220 go on";

    /// <summary>Ways to sign in that it offers; null when none.</summary>
    public string? Auth { get; init; }

    public string Password { get; init; } = "juist";

    public string Sender { get; init; } = "250 OK";

    public string Recipient { get; init; } = "250 OK";

    public string Taken { get; init; } = "250 taken";

    /// <summary>Hangs up instead of answering a line that begins like this; a single dot is the end of a mail.</summary>
    public string? DropsAt { get; init; }

    /// <summary>Never answers a line that begins like this; "" means that it does not even greet.</summary>
    public string? HangsAt { get; init; }
}

/// <param name="User">Who signed in, or null.</param>
internal sealed record SunkMail(string From, string To, string Text, bool Encrypted, string? User)
{
    public string MessageId => Text.Split('\n').Single(line => line.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase))[11..].Trim();
}

/// <summary>A mail server that keeps what it is told to take, and misbehaves on command (RFC 5321, 3207 and 4954).</summary>
internal sealed class SmtpSink : IAsyncDisposable
{
    private static readonly Lazy<X509Certificate2> Certificate = new(MakeCertificate);

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private readonly ConcurrentBag<Task> talks = [];
    private readonly Task accepting;
    private int connections;

    public SmtpSink()
    {
        listener.Start();
        accepting = Accept();
    }

    public SinkScript Script { get; set; } = new();

    /// <summary>Chosen per conversation, by its number from 1; wins over <see cref="Script"/>.</summary>
    public Func<int, SinkScript>? Choose { get; set; }

    public ConcurrentQueue<SunkMail> Mails { get; } = new();

    public int Connections => connections;

    public MailOptions Options(string? user = null, string? password = null, int patience = 20) => new()
    {
        Host = "127.0.0.1",
        Port = ((IPEndPoint)listener.LocalEndpoint).Port,
        From = "taken@gemeente.example",
        UserName = user,
        Password = password,
        TimeoutSeconds = patience,
    };

    /// <summary>Trusts exactly this sink.</summary>
    public SmtpMailSender Client(MailOptions options) =>
        new(options, (_, shown, _, _) => shown?.GetCertHashString() == Certificate.Value.GetCertHashString());

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Dispose();
        await accepting;
        await Task.WhenAll(talks);
        closing.Dispose();
    }

    private async Task Accept()
    {
        while (!closing.IsCancellationRequested)
        {
            try
            {
                var client = await listener.AcceptTcpClientAsync(closing.Token);
                var number = Interlocked.Increment(ref connections);
                talks.Add(Task.Run(() => Converse(client, Choose?.Invoke(number) ?? Script)));
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task Converse(TcpClient client, SinkScript script)
    {
        using (client)
        {
            try
            {
                using var talk = new Talk(this, client.GetStream(), script);
                await talk.Run(closing.Token);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
            {
                // The other side left; what it left behind is what the test looks at.
            }
        }
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var made = request.CreateSelfSigned(new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2049, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    private sealed class Talk(SmtpSink sink, Stream stream, SinkScript script) : IDisposable
    {
        private StreamReader reader = new(stream, Encoding.ASCII);
        private string from = "";
        private string to = "";
        private string? user;
        private bool encrypted;

        public void Dispose() => reader.Dispose();

        public async Task Run(CancellationToken ct)
        {
            if (script.HangsAt == "")
                await Forever(ct);
            await Say(script.Greeting, ct);
            while (await reader.ReadLineAsync(ct) is { } line)
            {
                if (await Misbehaves(line, ct))
                    return;
                switch (line.Split(' ')[0].ToUpperInvariant())
                {
                    case "EHLO":
                        await Say("250-sink greets\r\n" + (script.OffersTls && !encrypted ? "250-STARTTLS\r\n" : "") + (script.Auth is null ? "" : $"250-AUTH {script.Auth}\r\n") + "250 8BITMIME", ct);
                        break;
                    case "STARTTLS":
                        await Say(script.StartTls, ct);
                        if (script.StartTls.StartsWith("220", StringComparison.Ordinal))
                            await Encrypt(ct);
                        break;
                    case "AUTH":
                        await SignIn(line, ct);
                        break;
                    case "MAIL":
                        from = line["MAIL FROM:".Length..];
                        await Say(script.Sender, ct);
                        break;
                    case "RCPT":
                        to = line["RCPT TO:".Length..];
                        await Say(script.Recipient, ct);
                        break;
                    case "DATA":
                        await Say("354 go on", ct);
                        if (!await Take(ct))
                            return;
                        break;
                    case "QUIT":
                        return;
                    default:
                        await Say("500 what?", ct);
                        break;
                }
            }
        }

        private async Task<bool> Take(CancellationToken ct)
        {
            var text = new StringBuilder();
            while (await reader.ReadLineAsync(ct) is { } line)
            {
                if (line != ".")
                {
                    text.Append(line.StartsWith('.') ? line[1..] : line).Append('\n');
                    continue;
                }

                if (script.Taken.StartsWith("250", StringComparison.Ordinal))
                    sink.Mails.Enqueue(new(from, to, text.ToString(), encrypted, user));
                if (await Misbehaves(line, ct))
                    return false;
                await Say(script.Taken, ct);
                return true;
            }

            return false;
        }

        private async Task SignIn(string line, CancellationToken ct)
        {
            var parts = line.Split(' ');
            string password;
            if (parts[1] == "PLAIN")
            {
                var plain = Decode(parts[2]).Split('\0');
                (user, password) = (plain[1], plain[2]);
            }
            else
            {
                await Say("334 VXNlcm5hbWU6", ct);
                user = Decode(await reader.ReadLineAsync(ct) ?? "");
                await Say("334 UGFzc3dvcmQ6", ct);
                password = Decode(await reader.ReadLineAsync(ct) ?? "");
            }

            await Say(password == script.Password ? "235 welcome" : "535 no", ct);
        }

        private async Task Encrypt(CancellationToken ct)
        {
            var secure = new SslStream(stream);
            await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate.Value }, ct);
            (stream, encrypted) = (secure, true);
            reader = new StreamReader(stream, Encoding.ASCII);
        }

        private async Task<bool> Misbehaves(string line, CancellationToken ct)
        {
            if (script.HangsAt is { Length: > 0 } hangs && line.StartsWith(hangs, StringComparison.OrdinalIgnoreCase))
                await Forever(ct);
            return script.DropsAt is { } drops && line.StartsWith(drops, StringComparison.OrdinalIgnoreCase);
        }

        private static Task Forever(CancellationToken ct) => new TaskCompletionSource().Task.WaitAsync(ct);

        private async Task Say(string words, CancellationToken ct)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(words + "\r\n"), ct);
            await stream.FlushAsync(ct);
        }

        private static string Decode(string text) => Encoding.UTF8.GetString(Convert.FromBase64String(text));
    }
}
