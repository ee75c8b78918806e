namespace Signaalketen.Acceptance;

/// <summary>Reporting through the front door, in the browser.</summary>
internal static class Reports
{
    /// <summary>Sends a report and answers its reference.</summary>
    public static async Task<string> Send(Visitor visitor)
    {
        await visitor.Go("/melden");
        await visitor.Click("Nee, er is nu geen gevaar");
        await visitor.Fill(new Dictionary<string, string>());
        await visitor.Click("Melding versturen");
        return (await visitor.Page.Locator(".sk-receipt").InnerTextAsync()).Trim();
    }
}
