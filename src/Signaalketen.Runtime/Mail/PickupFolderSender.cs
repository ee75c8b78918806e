namespace Signaalketen.Runtime.Mail;

/// <summary>Writes each mail as a file, for demonstration and tests. The same mail twice is the same file once.</summary>
public sealed class PickupFolderSender(string folder) : IMailSender
{
    public string Folder => folder;

    public async Task Send(OutgoingMail mail, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        var name = Path.Combine(folder, new string([.. mail.MessageId.Where(char.IsAsciiLetterOrDigit)]));
        await File.WriteAllTextAsync(name + ".writing", MimeText.Of(mail), ct);
        // Whole or not at all: whoever watches the folder never sees half a mail.
        File.Move(name + ".writing", name + ".eml", overwrite: true);
    }
}
