using System.Net.Sockets;
using Signaalketen.Casework.Mail;
using Signaalketen.Runtime.Mail;
using Signaalketen.Runtime.Options;
using Signaalketen.Runtime.Tests.House;

namespace Signaalketen.Runtime.Tests;

/// <summary>Whole conversations over a real connection with a mail server of our own.</summary>
public sealed class SmtpMailSenderTests : IAsyncDisposable
{
    private const string Address = "ontvanger@werk.example";
    private readonly SmtpSink sink = new();

    public ValueTask DisposeAsync() => sink.DisposeAsync();

    [Theory]
    [InlineData("PLAIN LOGIN")]
    [InlineData("LOGIN")]
    public async Task A_mail_reaches_the_server_encrypted_and_signed_in_with_its_number_and_plain_words(string ways)
    {
        sink.Script = new() { Auth = ways };
        await Send(user: "gemeente", password: "juist");
        var mail = Assert.Single(sink.Mails);
        Assert.Equal(("<taken@gemeente.example>", $"<{Address}>", true, "gemeente"), (mail.From, mail.To, mail.Encrypted, mail.User));
        Assert.Equal("<row-1@gemeente.example>", mail.MessageId);
        Assert.Contains("To: " + Address, mail.Text, StringComparison.Ordinal);
        Assert.Contains("Auto-Submitted: auto-generated", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Date: Thu, 01 Jan 1970 00:00:00 +0000", mail.Text, StringComparison.Ordinal);
        Assert.Contains("SK-2026-7K3QX", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("text/html", mail.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("550 no such mailbox: ontvanger@werk.example")]
    [InlineData("553-two lines\r\n553 not that name")]
    public async Task A_mailbox_that_does_not_exist_is_refused_for_good_without_quoting_it(string answer)
    {
        sink.Script = new() { Recipient = answer };
        var refused = await Assert.ThrowsAsync<MailRefusedException>(() => Send());
        Assert.DoesNotContain("ontvanger", refused.Message, StringComparison.Ordinal);
        Assert.Contains(answer[..3], refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_the_server_refuses_for_good_is_refused_for_good()
    {
        sink.Script = new() { Taken = "554 not this" };
        await Assert.ThrowsAsync<MailRefusedException>(() => Send());
    }

    [Fact]
    public async Task A_mailbox_that_is_busy_is_worth_another_try()
    {
        foreach (var script in new SinkScript[] { new() { Recipient = "451 later" }, new() { Taken = "452 full" }, new() { DropsAt = "RCPT" }, new() { DropsAt = "." }, new() { HangsAt = "." } })
        {
            sink.Script = script;
            await Assert.ThrowsAsync<MailDelayedException>(() => Send());
        }
    }

    [Fact]
    public async Task What_is_wrong_before_the_recipient_is_named_is_about_the_server_and_not_about_the_mail()
    {
        var troubles = new (SinkScript Script, MailServerTrouble Trouble, int? Answer)[]
        {
            (new() { Greeting = "421 later" }, MailServerTrouble.NotNow, 421),
            (new() { Greeting = "554 go away" }, MailServerTrouble.NotNow, 554),
            (new() { OffersTls = false }, MailServerTrouble.NoEncryption, null),
            (new() { StartTls = "502 not here" }, MailServerTrouble.NoEncryption, 502),
            (new() { StartTls = "454 not now" }, MailServerTrouble.NotNow, 454),
            (new() { Auth = "PLAIN", Password = "anders" }, MailServerTrouble.SignInRefused, 535),
            (new() { Auth = "LOGIN", Password = "anders" }, MailServerTrouble.SignInRefused, 535),
            (new() { Auth = "GSSAPI" }, MailServerTrouble.SignInRefused, null),
            (new() { Auth = "PLAIN", Sender = "550 not as that" }, MailServerTrouble.SenderRefused, 550),
            (new() { Auth = "PLAIN", Sender = "530 sign in" }, MailServerTrouble.SignInRefused, 530),
            (new() { Auth = "PLAIN", Recipient = "421 closing" }, MailServerTrouble.NotNow, 421),
            (new() { DropsAt = "EHLO" }, MailServerTrouble.Silent, null),
            (new() { HangsAt = "" }, MailServerTrouble.Silent, null),
            (new() { Greeting = "HTTP/1.1 400 Bad Request" }, MailServerTrouble.Silent, null),
        };
        foreach (var (script, trouble, answer) in troubles)
        {
            sink.Script = script;
            var exception = await Assert.ThrowsAsync<MailServerException>(() => Send("gemeente", "juist"));
            Assert.Equal((trouble, answer), (exception.Trouble, exception.Answer));
        }

        Assert.Empty(sink.Mails);
    }

    [Fact]
    public async Task A_certificate_that_the_machine_does_not_trust_ends_the_conversation_before_the_password()
    {
        sink.Script = new() { Auth = "PLAIN" };
        var exception = await Assert.ThrowsAsync<MailServerException>(() => new SmtpMailSender(sink.Options("gemeente", "juist")).Send(Mail(Address), CancellationToken.None));
        Assert.Equal(MailServerTrouble.BadCertificate, exception.Trouble);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_unreachable()
    {
        var options = sink.Options();
        await sink.DisposeAsync();
        var exception = await Assert.ThrowsAsync<MailServerException>(() => sink.Client(options).Send(Mail(Address), CancellationToken.None));
        Assert.Equal(MailServerTrouble.Unreachable, exception.Trouble);
    }

    [Theory]
    [InlineData("a@thuis.example\r\nBcc: b@thuis.example")]
    [InlineData("a@thuis.example> NOTIFY=NEVER RCPT TO:<b@thuis.example")]
    [InlineData("a@thuis.example, b@thuis.example")]
    [InlineData("\"a\r\nRCPT TO:<b@thuis.example>\"@thuis.example")]
    [InlineData("\"a <b@thuis.example>\"@thuis.example")]
    [InlineData("Iemand <a@thuis.example>")]
    [InlineData("zoë@thuis.example")]
    [InlineData("geen adres")]
    [InlineData("")]
    public async Task An_address_that_could_say_more_than_one_address_never_reaches_a_server(string address)
    {
        await Assert.ThrowsAsync<MailRefusedException>(() => Send(to: address));
        Assert.Equal(0, sink.Connections);
    }

    [Fact]
    public async Task A_name_of_a_domain_outside_ASCII_goes_as_the_network_writes_it()
    {
        await Send(to: "info@café.example");
        Assert.Equal("<info@xn--caf-dma.example>", Assert.Single(sink.Mails).To);
    }

    [Fact]
    public async Task A_line_that_begins_with_a_dot_arrives_whole()
    {
        var options = sink.Options();
        using var client = new TcpClient();
        await client.ConnectAsync(options.Host, options.Port);
        await using var talk = new SmtpTalk(client);
        await talk.Hear(CancellationToken.None);
        await talk.Say("DATA", CancellationToken.None);
        Assert.Equal(250, (await talk.SayText(".begin\r\n..\r\nend\r\n", CancellationToken.None)).Code);
        Assert.Equal(".begin\n..\nend\n", Assert.Single(sink.Mails).Text);
        await Assert.ThrowsAsync<InvalidOperationException>(() => talk.Say("NOOP\r\nQUIT", CancellationToken.None));
    }

    private Task Send(string? user = null, string? password = null, string to = Address) => sink.Client(sink.Options(user, password, sink.Script.HangsAt is null ? 20 : 1)).Send(Mail(to), CancellationToken.None);

    private static OutgoingMail Mail(string to) => new(
        MailPump.MessageIdOf("row-1", "taken@gemeente.example"), "taken@gemeente.example", to,
        new MailMessage(MailKind.TaskReady, "SK-2026-7K3QX", "Duiden", new DateOnly(2026, 12, 1), new Uri("https://signaalketen.example/taken/1")), DateTimeOffset.UnixEpoch);
}
