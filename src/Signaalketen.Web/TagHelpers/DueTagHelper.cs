using System.Net;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Signaalketen.Web.Words;

namespace Signaalketen.Web.TagHelpers;

/// <summary><c>&lt;sk-due at="..." /&gt;</c>: the date and the distance to it; late is a word, an icon and a colour.</summary>
[HtmlTargetElement("sk-due", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class DueTagHelper(DutchTime local) : TagHelper
{
    public DateTimeOffset? At { get; set; }

    /// <summary>Only the date, without the distance.</summary>
    public bool Plain { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "sk-due");
        if (At is not { } due)
        {
            output.Content.SetContent("geen vaste datum");
            return;
        }

        output.Content.SetHtmlContent($"<time class=\"sk-nowrap\" datetime=\"{due.UtcDateTime:yyyy-MM-dd'T'HH:mm'Z'}\">{local.ShortDate(due)}</time>");
        if (Plain)
            return;
        var distance = WebUtility.HtmlEncode(local.Distance(due));
        output.Content.AppendHtml(" ");
        if (local.IsLate(due))
            output.Content.AppendHtml("<span class=\"sk-tag sk-tag--late\">").AppendHtml(Icon.Of("late", small: true)).AppendHtml($"{distance}</span>");
        else if (local.IsToday(due))
            output.Content.AppendHtml("<span class=\"sk-tag sk-tag--soon\">").AppendHtml(Icon.Of("soon", small: true)).AppendHtml($"{distance}</span>");
        else
            output.Content.AppendHtml($"<span class=\"sk-due__distance\">{distance}</span>");
    }
}
