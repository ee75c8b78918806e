using Microsoft.AspNetCore.Html;

namespace Signaalketen.Web.TagHelpers;

/// <summary>The few icons of the product, drawn by ourselves. They repeat a word and are hidden from screen readers.</summary>
public static class Icon
{
    public static IHtmlContent Of(string name, bool small = false)
    {
        var size = small ? "sk-icon sk-icon--small" : "sk-icon";
        return new HtmlString($"<svg class=\"{size}\" viewBox=\"0 0 24 24\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" stroke-linecap=\"round\" stroke-linejoin=\"round\" aria-hidden=\"true\" focusable=\"false\">{Lines(name)}</svg>");
    }

    private static string Lines(string name) => name switch
    {
        "late" => "<path d=\"M12 3 22 20H2Z\"/><path d=\"M12 10v4\"/><path d=\"M12 17v.01\"/>",
        "warning" => "<path d=\"M12 3 22 20H2Z\"/><path d=\"M12 10v4\"/><path d=\"M12 17v.01\"/>",
        "soon" => "<circle cx=\"12\" cy=\"12\" r=\"9\"/><path d=\"M12 7v5l3 2\"/>",
        "ok" => "<circle cx=\"12\" cy=\"12\" r=\"9\"/><path d=\"m8 12 3 3 5-6\"/>",
        "info" => "<circle cx=\"12\" cy=\"12\" r=\"9\"/><path d=\"M12 11v5\"/><path d=\"M12 8v.01\"/>",
        "error" => "<path d=\"M8 3h8l5 5v8l-5 5H8l-5-5V8Z\"/><path d=\"M12 8v5\"/><path d=\"M12 16v.01\"/>",
        "up" => "<path d=\"M12 19V5\"/><path d=\"m6 11 6-6 6 6\"/>",
        "down" => "<path d=\"M12 5v14\"/><path d=\"m6 13 6 6 6-6\"/>",
        "person" => "<circle cx=\"12\" cy=\"8\" r=\"4\"/><path d=\"M4 21c1-5 4-7 8-7s7 2 8 7\"/>",
        "lock" => "<rect x=\"5\" y=\"11\" width=\"14\" height=\"9\" rx=\"2\"/><path d=\"M8 11V8a4 4 0 0 1 8 0v3\"/>",
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no icon of this name."),
    };
}
