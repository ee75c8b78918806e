using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Signaalketen.Web.TagHelpers;

/// <summary><c>&lt;sk-icon name="late" small="true" /&gt;</c></summary>
[HtmlTargetElement("sk-icon", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class IconTagHelper : TagHelper
{
    public string Name { get; set; } = "info";

    public bool Small { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(Icon.Of(Name, Small));
    }
}
