using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Signaalketen.Web.Tests.House;

/// <summary>A browser without script: keeps cookies, follows what a form says, sends what a real one sends about where it comes from.</summary>
internal sealed class Browser(HttpClient client)
{
    private readonly SortedDictionary<string, string> cookies = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Cookies => cookies;

    public async Task<Shown> Get(string path, bool follow = true)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        var shown = await Send(request);
        return follow && shown.Location is { } next ? await Get(next) : shown;
    }

    /// <summary>Presses a button of a form on the page, with these fields filled in over what stood there.</summary>
    public Task<Shown> Press(Shown page, string button, params (string Field, string Value)[] filled)
    {
        var pressed = page.Document.QuerySelectorAll<IHtmlButtonElement>("button").FirstOrDefault(one => one.TextContent.Trim() == button)
            ?? throw new InvalidOperationException($"There is no button '{button}' on {page.Path}.");
        var form = pressed.Form ?? throw new InvalidOperationException($"The button '{button}' is in no form.");
        var address = pressed.GetAttribute("formaction") ?? form.GetAttribute("action") ?? page.Path;
        var fields = Standing(form).Where(field => filled.All(mine => mine.Field != field.Field)).Concat(filled).ToList();
        if (pressed.Name is { Length: > 0 } name)
            fields.Add((name, pressed.Value));
        return Post(address.Length == 0 ? page.Path : address, fields);
    }

    public Task<Shown> Post(string path, IEnumerable<(string Field, string Value)> fields, params (string Name, string Value)[] headers) =>
        Post(path, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Field, field.Value))), headers);

    public async Task<Shown> Post(string path, HttpContent content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        if (headers.Length == 0)
            request.Headers.Add("Sec-Fetch-Site", "same-origin");
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        var shown = await Send(request);
        return shown.Location is { } next ? await Get(next) : shown;
    }

    public async Task SignIn(string userName, string password)
    {
        var after = await Press(await Get("/aanmelden"), "Aanmelden", ("UserName", userName), ("Password", password));
        Assert.Equal("/taken", after.Path);
    }

    /// <summary>A second browser with a copy of these cookies.</summary>
    public Browser Copy()
    {
        var copy = new Browser(client);
        foreach (var (name, value) in cookies)
            copy.cookies[name] = value;
        return copy;
    }

    private async Task<Shown> Send(HttpRequestMessage request)
    {
        if (cookies.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        var answer = await client.SendAsync(request);
        foreach (var set in answer.Headers.TryGetValues("Set-Cookie", out var values) ? values : [])
        {
            var pair = set.Split(';')[0].Split('=', 2);
            if (pair[1].Length == 0)
                cookies.Remove(pair[0]);
            else
                cookies[pair[0]] = pair[1];
        }

        var bytes = await answer.Content.ReadAsByteArrayAsync();
        var text = answer.Content.Headers.ContentType?.MediaType is "text/html" ? System.Text.Encoding.UTF8.GetString(bytes) : "";
        // The client made the address absolute on the way.
        return new Shown(request.RequestUri!.PathAndQuery, answer, bytes, new HtmlParser().ParseDocument(text));
    }

    private static IEnumerable<(string Field, string Value)> Standing(IHtmlFormElement form)
    {
        foreach (var element in form.Elements.OfType<IElement>())
        {
            switch (element)
            {
                case IHtmlInputElement { Type: "radio" or "checkbox" } choice when choice.IsChecked:
                    yield return (choice.Name!, choice.Value);
                    break;
                case IHtmlInputElement { Type: not ("radio" or "checkbox" or "file"), Name: { Length: > 0 } name } input:
                    yield return (name, input.Value);
                    break;
                case IHtmlTextAreaElement area:
                    yield return (area.Name!, area.Value);
                    break;
                case IHtmlSelectElement select:
                    yield return (select.Name!, select.Value ?? "");
                    break;
            }
        }
    }
}

/// <summary>What came back.</summary>
internal sealed record Shown(string Path, HttpResponseMessage Answer, byte[] Bytes, IHtmlDocument Document)
{
    public HttpStatusCode Status => Answer.StatusCode;

    public string? Location => Answer.StatusCode is HttpStatusCode.Found or HttpStatusCode.SeeOther ? Answer.Headers.Location?.ToString() : null;

    public string Title => Document.Title ?? "";

    /// <summary>All words of the main part, with single blanks.</summary>
    public string Words => string.Join(' ', (Document.QuerySelector("main") ?? Document.Body!).TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public string Header(string name) => Answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";
}
