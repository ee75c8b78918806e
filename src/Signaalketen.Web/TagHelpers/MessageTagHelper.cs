using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Signaalketen.Web.TagHelpers;

/// <summary><c>&lt;sk-message kind="ok"&gt;</c>: a message with an icon beside its words. Kinds: info, ok, warning, error.</summary>
[HtmlTargetElement("sk-message")]
public sealed class MessageTagHelper : TagHelper
{
    public string Kind { get; set; } = "info";

    /// <summary>A message about what this person just did: it gets the focus when the page opens.</summary>
    public bool Flash { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        output.TagName = "div";
        output.Attributes.SetAttribute("class", $"utrecht-alert utrecht-alert--{Kind}");
        if (Flash)
        {
            output.Attributes.SetAttribute("tabindex", "-1");
            output.Attributes.SetAttribute("data-flash", "");
            output.Attributes.SetAttribute("role", "status");
        }

        output.Content.SetHtmlContent(Icon.Of(Kind));
        output.Content.AppendHtml("<div class=\"utrecht-alert__content\">");
        output.Content.AppendHtml(content);
        output.Content.AppendHtml("</div>");
    }
}
