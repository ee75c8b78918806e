using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Signaalketen.Acceptance;

/// <summary>Somebody who reports over plain HTTP and, when no answer came, sends the very same form again.</summary>
internal sealed partial class Reporter(Uri address) : IDisposable
{
    private readonly HttpClient client = new() { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
    private string? unanswered;

    /// <summary>References of reports whose receipt was seen.</summary>
    public List<string> Received { get; } = [];

    /// <summary>Forms sent, answered or not.</summary>
    public HashSet<string> Sent { get; } = [];

    /// <summary>Reports until the other side goes away.</summary>
    /// <param name="receipt">Told of every receipt.</param>
    public async Task ReportUntilCut(Action receipt)
    {
        try
        {
            while (true)
            {
                await ReportOnce();
                receipt();
            }
        }
        catch (Exception cut) when (cut is HttpRequestException or TaskCanceledException or IOException or SocketException)
        {
            // What was sent last is unknown, not failed: it is sent again first, next time.
        }
    }

    public async Task ReportOnce()
    {
        unanswered ??= SubmissionKey().Match(await client.GetStringAsync(new Uri("/melden/formulier", UriKind.Relative))).Groups[1].Value;
        Sent.Add(unanswered);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__inzending"] = unanswered,
            ["statement"] = "Verzonnen melding voor een proef.",
            ["when"] = "gisteren",
            ["relation"] = "neighbour",
        });
        using var answer = await client.PostAsync(new Uri("/melden/formulier", UriKind.Relative), form);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, page);
        Received.Add(Receipt().Match(page).Groups[1].Value);
        unanswered = null;
    }

    public void Dispose() => client.Dispose();

    [GeneratedRegex("""name="__inzending" value="([^"]+)""")]
    private static partial Regex SubmissionKey();

    [GeneratedRegex("""sk-receipt">([^<]+)<""")]
    private static partial Regex Receipt();
}
