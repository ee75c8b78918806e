using System.Net;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Signaalketen.Casework.Forms;

namespace Signaalketen.Web.TagHelpers;

/// <summary>All errors of a form on top, each a link to its field. Gets the focus by itself, with and without script.</summary>
[HtmlTargetElement("sk-error-summary", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ErrorSummaryTagHelper : TagHelper
{
    public FormDefinition? Form { get; set; }

    /// <summary>Field name to sentence.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; set; } = new Dictionary<string, string>();

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Errors.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "utrecht-alert utrecht-alert--error sk-error-summary");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Attributes.SetAttribute("autofocus", "");
        output.Attributes.SetAttribute("data-error-summary", "");
        output.Content.SetHtmlContent(Icon.Of("error"));
        output.Content.AppendHtml("<div class=\"utrecht-alert__content\"><h2 class=\"nl-heading nl-heading--level-3\">");
        output.Content.AppendHtml(Errors.Count == 1 ? "Er is nog 1 antwoord dat niet klopt" : $"Er zijn nog {Errors.Count} antwoorden die niet kloppen");
        output.Content.AppendHtml("</h2><ul>");
        foreach (var (target, sentence) in InOrder())
            output.Content.AppendHtml($"<li><a class=\"nl-link\" href=\"#{WebUtility.HtmlEncode(target)}\">{WebUtility.HtmlEncode(sentence)}</a></li>");
        output.Content.AppendHtml("</ul></div>");
    }

    // As the questions stand on the page; an error without a question comes last and leads to the form itself.
    private IEnumerable<(string Target, string Sentence)> InOrder()
    {
        var fields = Form?.Fields ?? [];
        foreach (var field in fields)
        {
            if (Errors.TryGetValue(field.Name, out var sentence))
                yield return (FieldMarkup.TargetId(field), sentence);
        }

        foreach (var (name, sentence) in Errors.Where(error => fields.All(field => field.Name != error.Key)))
            yield return ($"veld-{name}", sentence);
    }
}
