using Microsoft.AspNetCore.Razor.TagHelpers;
using Signaalketen.Casework.Forms;

namespace Signaalketen.Web.TagHelpers;

/// <summary>
/// One question of a form, in the order label, description, error, field. Works without script: a question that applies only after a
/// certain answer says so in words, and the script hides it until then.
/// </summary>
[HtmlTargetElement("sk-field", Attributes = "question", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FieldTagHelper : TagHelper
{
    public FormField? Question { get; set; }

    /// <summary>The form it belongs to: a condition is explained with the words of the other question.</summary>
    public FormDefinition? Form { get; set; }

    /// <summary>What was filled in before.</summary>
    public IReadOnlyList<string> Values { get; set; } = [];

    /// <summary>What is wrong with it, or null.</summary>
    public string? Error { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var field = Question ?? throw new InvalidOperationException("sk-field needs a question.");
        var condition = field.OnlyWhen;
        output.TagName = condition is null ? null : "div";
        // The tag is written self-closing, and a div that never closes swallows the rest of the form.
        output.TagMode = TagMode.StartTagAndEndTag;
        if (condition is not null)
        {
            output.Attributes.SetAttribute("class", "utrecht-form-field sk-when");
            output.Attributes.SetAttribute("data-when-field", condition.Field);
            output.Attributes.SetAttribute("data-when-value", condition.Value);
        }

        output.Content.SetHtmlContent(FieldMarkup.Of(field, Values, string.IsNullOrEmpty(Error) ? null : Error, Explain(condition)));
    }

    private string? Explain(FieldCondition? condition)
    {
        if (condition is null || Form?.Field(condition.Field) is not { } other)
            return null;
        var answer = other.Options.FirstOrDefault(option => option.Value == condition.Value)?.Label;
        return answer is null
            ? $"Alleen invullen als u ‘{other.Label}’ hebt aangekruist."
            : $"Alleen invullen als uw antwoord op ‘{other.Label}’ is: {answer}.";
    }
}
