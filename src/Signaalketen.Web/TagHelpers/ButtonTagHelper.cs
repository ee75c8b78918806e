using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Signaalketen.Web.TagHelpers;

/// <summary><c>kind="primary|secondary|subtle|default"</c> on a button, or on a link that looks like one.</summary>
[HtmlTargetElement("button", Attributes = KindName)]
[HtmlTargetElement("a", Attributes = KindName)]
public sealed class ButtonTagHelper : TagHelper
{
    private const string KindName = "kind";

    /// <summary>Before <see cref="HouseStyleTagHelper"/>, which leaves an element with a class alone.</summary>
    public override int Order => -10;

    public string Kind { get; set; } = "default";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Attributes.SetAttribute("class", Kind == "default" ? "nl-button" : $"nl-button nl-button--{Kind}");
        if (output.TagName == "button" && !output.Attributes.ContainsName("type"))
            output.Attributes.SetAttribute("type", "submit");
    }
}
