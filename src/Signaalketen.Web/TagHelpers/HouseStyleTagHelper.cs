using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Signaalketen.Web.TagHelpers;

/// <summary>Gives plain headings, paragraphs and links their NL Design System class, so that a page reads as text. An element with a class of its own is left alone.</summary>
[HtmlTargetElement("h1")]
[HtmlTargetElement("h2")]
[HtmlTargetElement("h3")]
[HtmlTargetElement("p")]
[HtmlTargetElement("a")]
public sealed class HouseStyleTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (output.Attributes.ContainsName("class"))
            return;
        output.Attributes.SetAttribute("class", output.TagName switch
        {
            "h1" => "nl-heading nl-heading--level-1",
            "h2" => "nl-heading nl-heading--level-2",
            "h3" => "nl-heading nl-heading--level-3",
            "p" => "nl-paragraph",
            _ => "nl-link",
        });
    }
}
