using System.Net;
using System.Net.Sockets;
using System.Text;
using Signaalketen.Casework.Mail;
using Signaalketen.Runtime.Mail;
using Signaalketen.Runtime.Options;

namespace Signaalketen.Runtime.Tests;

public sealed class SmtpMailSenderTests
{
    [Fact]
    public async Task A_mail_reaches_the_server_with_its_number_and_plain_words()
    {
        using var server = new Server("250 OK");
        await Sender(server).Send(Mail("ontvanger@werk.example"), CancellationToken.None);
        var text = await server.Received;
        Assert.Contains("RCPT TO:<ontvanger@werk.example>", text, StringComparison.Ordinal);
        Assert.Contains("Message-ID: <row-1@gemeente.example>", text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Auto-Submitted: auto-generated", text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("SK-2026-7K3QX", text, StringComparison.Ordinal);
        Assert.DoesNotContain("text/html", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_mailbox_that_does_not_exist_is_refused_for_good()
    {
        using var server = new Server("550 no such mailbox");
        var refused = await Assert.ThrowsAsync<MailRefusedException>(() => Sender(server).Send(Mail("weg@werk.example"), CancellationToken.None));
        Assert.DoesNotContain("weg@", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_busy_is_worth_another_try()
    {
        using var server = new Server("451 later");
        await Assert.ThrowsAnyAsync<System.Net.Mail.SmtpException>(() => Sender(server).Send(Mail("ontvanger@werk.example"), CancellationToken.None));
    }

    private static SmtpMailSender Sender(Server server) => new(new MailOptions { Host = "127.0.0.1", Port = server.Port, StartTls = false });

    private static OutgoingMail Mail(string to) => new(
        MailPump.MessageIdOf("row-1", "taken@gemeente.example"), "taken@gemeente.example", to,
        new MailMessage(MailKind.TaskReady, "SK-2026-7K3QX", "Duiden", new DateOnly(2026, 12, 1), new Uri("https://signaalketen.example/taken/1")), DateTimeOffset.UnixEpoch);

    /// <summary>Just enough of a mail server for one conversation (RFC 5321).</summary>
    private sealed class Server : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly string recipientAnswer;

        public Server(string recipientAnswer)
        {
            this.recipientAnswer = recipientAnswer;
            listener.Start();
            Received = Converse();
        }

        public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

        public Task<string> Received { get; }

        public void Dispose() => listener.Dispose();

        private async Task<string> Converse()
        {
            var heard = new StringBuilder();
            using var client = await listener.AcceptTcpClientAsync();
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.ASCII);
            await using var writer = new StreamWriter(stream, Encoding.ASCII) { AutoFlush = true, NewLine = "\r\n" };
            await writer.WriteLineAsync("220 ready");
            var inData = false;
            while (await reader.ReadLineAsync() is { } line)
            {
                heard.AppendLine(line);
                if (inData)
                {
                    if (line != ".")
                        continue;
                    await writer.WriteLineAsync("250 taken");
                    return heard.ToString();
                }

                inData = line == "DATA";
                await writer.WriteLineAsync(line switch
                {
                    "DATA" => "354 go on",
                    _ when line.StartsWith("RCPT", StringComparison.Ordinal) => recipientAnswer,
                    _ => "250 OK",
                });
            }

            return heard.ToString();
        }
    }
}
