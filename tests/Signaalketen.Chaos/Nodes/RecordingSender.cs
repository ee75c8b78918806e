using Signaalketen.Runtime.Mail;

namespace Signaalketen.Chaos.Nodes;

/// <summary>A mail server that keeps a line per mail it takes, and sometimes hangs up after it took one.</summary>
internal sealed class RecordingSender(Journal journal) : IMailSender
{
    public async Task Send(OutgoingMail mail, CancellationToken ct)
    {
        await Task.Delay(Random.Shared.Next(5), ct);
        journal.Write("mail", mail.MessageId, mail.To, mail.Message.Reference, mail.Message.Kind.ToString());
        if (Random.Shared.Next(100) < 3)
            throw new IOException("The server took the mail and broke the connection before it said so.");
    }
}
