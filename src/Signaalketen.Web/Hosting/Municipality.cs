namespace Signaalketen.Web.Hosting;

/// <summary>What the pages say about the municipality itself; section <c>Signaalketen:Municipality</c>.</summary>
public sealed class Municipality
{
    public const string Section = "Signaalketen:Municipality";

    public string Name { get; set; } = "Uw gemeente";

    /// <summary>Telephone number of the intake desk, as people dial it.</summary>
    public string Phone { get; set; } = "14 0xx";

    /// <summary>Address for questions about the pages, such as accessibility.</summary>
    public string ContactMail { get; set; } = "";

    public string PrivacyOfficerMail { get; set; } = "";

    /// <summary>Where finders of a leak report it: a mailto: or https: address (RFC 9116). Without it /.well-known/security.txt does not exist.</summary>
    public string SecurityContact { get; set; } = "";
}
