using System.Text.RegularExpressions;
using Signaalketen.Casework.Mail;
using Signaalketen.Casework.Tests.Workflows;

namespace Signaalketen.Casework.Tests.Mail;

public sealed partial class MailMessageTests
{
    private static readonly Uri Link = new("https://signaal.example/taken/42");

    [Fact]
    public void A_task_mail_names_kind_reference_term_and_link_and_nothing_else()
    {
        var mail = new MailMessage(MailKind.TaskReady, "SK-2026-7K3QX", "Duiden en voorstel", new(2027, 1, 6), Link);

        Assert.Equal("Er staat een taak voor u klaar (SK-2026-7K3QX)", mail.Subject);
        Assert.Contains("Soort taak: Duiden en voorstel\nReferentie: SK-2026-7K3QX\nUiterlijk: woensdag 6 januari 2027", mail.Body, StringComparison.Ordinal);
        Assert.Contains("https://signaal.example/taken/42", mail.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_fills_all_its_words_and_stays_neutral()
    {
        foreach (var kind in Enum.GetValues<MailKind>())
        {
            var mail = new MailMessage(kind, "SK-2026-7K3QX", "Wegen", null, Link);
            Assert.DoesNotContain('{', mail.Subject + mail.Body);
            Assert.DoesNotMatch("(?i)radicali|extremis|terror|jihad|polaris|politie", mail.Subject + mail.Body);
            Assert.DoesNotContain('\n', mail.Subject);
        }
    }

    [Theory]
    [InlineData("Zorgen over radicalisering")]
    [InlineData("Bel j.devries@voorbeeld.nl")]
    [InlineData("Taak\r\nBcc: ander")]
    [InlineData("Jan, geboren 1-2-2010")]
    [InlineData("")]
    public void A_task_name_that_says_too_much_is_left_out(string name) =>
        Assert.Equal("Taak", new MailMessage(MailKind.TaskReady, "SK-2026-7K3QX", name, null, Link).TaskKind);

    [Theory]
    [InlineData("Jan de Vries", "https://signaal.example/taken/42")]
    [InlineData("SK-2026-7K3QX", "https://signaal.example/taken/42?naam=jan")]
    [InlineData("SK-2026-7K3QX", "https://jan@signaal.example/taken")]
    [InlineData("SK-2026-7K3QX", "ftp://signaal.example/taken")]
    [InlineData("SK-2026-7K3QX", "/taken/42")]
    public void A_reference_or_link_that_could_carry_more_is_refused(string reference, string link) =>
        Assert.Throws<ArgumentException>(() => new MailMessage(MailKind.TaskReady, reference, "Wegen", null, new(link, UriKind.RelativeOrAbsolute)));

    [Fact]
    public void The_mail_files_show_the_words_that_are_sent()
    {
        var files = WorkflowFiles.Mails.ToDictionary(file => file.Name, file => file.Text);

        Assert.Equal(Enum.GetValues<MailKind>().Length, files.Count);
        foreach (var kind in Enum.GetValues<MailKind>())
        {
            var (subject, body) = MailWords.Of(kind);
            var text = files[FileName(kind)];
            Assert.Contains($"\nOnderwerp: {subject}\n", text, StringComparison.Ordinal);
            Assert.Contains($"\n```text\n{body}```\n", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_mail_files_merge_only_reference_kind_term_and_link()
    {
        foreach (var (name, text) in WorkflowFiles.Mails)
        {
            var fields = MergeField().Matches(text).Select(match => match.Value).Distinct();
            Assert.True(fields.All(field => field is "{referentie}" or "{taaksoort}" or "{termijn}" or "{link}"), name);
        }
    }

    private static string FileName(MailKind kind) => CapitalLetter().Replace(kind.ToString(), match => $"-{char.ToLowerInvariant(match.Value[0])}")[1..];

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex MergeField();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex CapitalLetter();
}
