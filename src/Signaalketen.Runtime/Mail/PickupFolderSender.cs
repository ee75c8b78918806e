using System.Net.Mail;

namespace Signaalketen.Runtime.Mail;

/// <summary>Writes each mail as a file, for demonstration and tests. The same mail twice is the same file once.</summary>
public sealed class PickupFolderSender(string folder) : IMailSender
{
    public string Folder => folder;

    public async Task Send(OutgoingMail mail, CancellationToken ct)
    {
        var name = new string([.. mail.MessageId.Where(char.IsAsciiLetterOrDigit)]);
        var draft = Path.Combine(folder, name + ".writing");
        // A process that died while writing left its half a mail here.
        if (Directory.Exists(draft))
            Directory.Delete(draft, recursive: true);
        Directory.CreateDirectory(draft);
        using (var message = MimeMessage.Of(mail))
        using (var client = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = Path.GetFullPath(draft) })
        {
            await client.SendMailAsync(message, ct);
        }

        // Whole or not at all: whoever watches the folder never sees half a mail.
        File.Move(Directory.GetFiles(draft, "*.eml").Single(), Path.Combine(folder, name + ".eml"), overwrite: true);
        Directory.Delete(draft, recursive: true);
    }
}
