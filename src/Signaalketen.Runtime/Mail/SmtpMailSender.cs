using System.Buffers;
using System.Globalization;
using System.Net.Mail;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Signaalketen.Runtime.Options;

namespace Signaalketen.Runtime.Mail;

/// <summary>
/// The mail server. Until the recipient is named, every refusal is about the server or our account and holds for all mail; from then on it
/// is about this mail alone (RFC 5321). The framework's own client does not tell the two apart: after a refused password it goes on
/// without, and every mail would seem to have a wrong address.
/// </summary>
/// <param name="trust">Judges the server's certificate; null leaves that to the machine.</param>
public sealed class SmtpMailSender(MailOptions options, RemoteCertificateValidationCallback? trust = null) : IMailSender
{
    public async Task Send(OutgoingMail mail, CancellationToken ct)
    {
        var recipient = Mailbox(mail.To);
        var text = MimeText.Of(mail);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromSeconds(options.TimeoutSeconds));
        using var client = new TcpClient();
        await using var talk = await Begin(client, limit.Token, ct);
        try
        {
            Judge(await talk.Say($"RCPT TO:<{recipient}>", limit.Token));
            Judge(await talk.Say("DATA", limit.Token), 354);
            Judge(await talk.SayText(text, limit.Token));
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            throw new MailDelayedException("the connection broke");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new MailDelayedException("no answer in time");
        }
    }

    private async Task<SmtpTalk> Begin(TcpClient client, CancellationToken limit, CancellationToken ct)
    {
        SmtpTalk? talk = null;
        try
        {
            await client.ConnectAsync(options.Host, options.Port, limit);
            talk = new SmtpTalk(client);
            Judge(await talk.Hear(limit), 220, MailServerTrouble.NotNow);
            var offers = await Greet(talk, limit);
            if (options.StartTls)
            {
                await Encrypt(talk, offers, limit);
                offers = await Greet(talk, limit);
            }

            if (options.UserName is { Length: > 0 } user)
                await SignIn(talk, offers, user, limit);
            Judge(await talk.Say($"MAIL FROM:<{Mailbox(options.From)}>", limit), 250, MailServerTrouble.SenderRefused);
            return talk;
        }
        catch (Exception exception)
        {
            if (talk is not null)
                await talk.DisposeAsync();
            throw exception switch
            {
                SocketException => new MailServerException(MailServerTrouble.Unreachable),
                AuthenticationException => new MailServerException(MailServerTrouble.BadCertificate),
                IOException => new MailServerException(MailServerTrouble.Silent),
                OperationCanceledException when !ct.IsCancellationRequested => new MailServerException(MailServerTrouble.Silent),
                _ => exception,
            };
        }
    }

    private static async Task<IReadOnlyList<string>> Greet(SmtpTalk talk, CancellationToken ct)
    {
        var answer = await talk.Say($"EHLO {talk.OwnName}", ct);
        Judge(answer, 250, MailServerTrouble.NotNow);
        return answer.Lines;
    }

    private async Task Encrypt(SmtpTalk talk, IReadOnlyList<string> offers, CancellationToken ct)
    {
        if (!offers.Contains("STARTTLS", StringComparer.OrdinalIgnoreCase))
            throw new MailServerException(MailServerTrouble.NoEncryption);
        Judge(await talk.Say("STARTTLS", ct), 220, MailServerTrouble.NoEncryption);
        try
        {
            await talk.Encrypt(options.Host, trust, ct);
        }
        catch (IOException)
        {
            throw new MailServerException(MailServerTrouble.NoEncryption);
        }
    }

    private async Task SignIn(SmtpTalk talk, IReadOnlyList<string> offers, string user, CancellationToken ct)
    {
        var ways = offers.FirstOrDefault(offer => offer.StartsWith("AUTH ", StringComparison.OrdinalIgnoreCase))?.Split(' ') ?? [];
        SmtpAnswer answer;
        if (ways.Contains("PLAIN", StringComparer.OrdinalIgnoreCase))
        {
            answer = await talk.Say("AUTH PLAIN " + Base64($"\0{user}\0{options.Password}"), ct);
        }
        else if (ways.Contains("LOGIN", StringComparer.OrdinalIgnoreCase))
        {
            Judge(await talk.Say("AUTH LOGIN", ct), 334, MailServerTrouble.SignInRefused);
            Judge(await talk.Say(Base64(user), ct), 334, MailServerTrouble.SignInRefused);
            answer = await talk.Say(Base64(options.Password ?? ""), ct);
        }
        else
        {
            throw new MailServerException(MailServerTrouble.SignInRefused);
        }

        Judge(answer, 235, MailServerTrouble.SignInRefused);
    }

    // The mail is not named yet: whatever is refused here would be refused for every mail.
    private static void Judge(SmtpAnswer answer, int wanted, MailServerTrouble otherwise)
    {
        if (answer.Code == wanted)
            return;
        throw new MailServerException(
            answer.Code == NeedsSignIn ? MailServerTrouble.SignInRefused : answer.Code is >= 400 and < 500 ? MailServerTrouble.NotNow : otherwise, answer.Code);
    }

    // Answers that begin with 5 will not change, all others may (RFC 5321, 4.2.1).
    private static void Judge(SmtpAnswer answer, int wanted = 250)
    {
        if (answer.Code == wanted || (wanted == 250 && answer.Code == WillForward))
            return;
        if (answer.Code == NeedsSignIn)
            throw new MailServerException(MailServerTrouble.SignInRefused, answer.Code);
        if (answer.Code == Closing)
            throw new MailServerException(MailServerTrouble.NotNow, answer.Code);
        var words = string.Create(CultureInfo.InvariantCulture, $"the mail server answered {answer.Code}");
        throw answer.Code is >= 500 and < 600 ? new MailRefusedException(words) : new MailDelayedException(words);
    }

    // A quoted name may hold any of these by the letter of the standard; who writes so does not want mail.
    private static readonly SearchValues<char> NeverInAddress = SearchValues.Create("\r\n\t \"<>()[],;:\\");

    private const int WillForward = 251;
    private const int Closing = 421;
    private const int NeedsSignIn = 530;

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    // One address in ASCII, whatever else stood around it: it goes into a line of commands.
    private static string Mailbox(string text)
    {
        if (!MailAddress.TryCreate(text, out var address) || address.Address != text || !Ascii.IsValid(address.User) || text.AsSpan().ContainsAny(NeverInAddress))
            throw new MailRefusedException("the address is no address that mail can go to");
        try
        {
            return $"{address.User}@{new IdnMapping().GetAscii(address.Host)}";
        }
        catch (ArgumentException)
        {
            throw new MailRefusedException("the address is no address that mail can go to");
        }
    }
}
