using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Html;
using Signaalketen.Casework.Forms;

namespace Signaalketen.Web.TagHelpers;

/// <summary>The HTML of one question. Every word that comes from a model or a person is encoded here.</summary>
internal static class FieldMarkup
{
    public static IHtmlContent Of(FormField field, IReadOnlyList<string> values, string? error, string? condition)
    {
        var html = new StringBuilder();
        switch (field.Type)
        {
            case FieldType.Paragraph:
                html.Append("<p class=\"nl-paragraph\">").Append(Text(field.Label)).Append("</p>");
                break;
            case FieldType.Radio or FieldType.Checkboxes:
                Group(html, field, values, error, condition);
                break;
            case FieldType.Checkbox:
                Single(html, field, values, error, condition);
                break;
            default:
                Line(html, field, values, error, condition);
                break;
        }

        return new HtmlString(html.ToString());
    }

    /// <summary>Id of the element that a link in the error summary goes to: the field itself, or its first option.</summary>
    public static string TargetId(FormField field) =>
        field.Type is FieldType.Radio or FieldType.Checkboxes ? $"{FieldId(field)}-1" : FieldId(field);

    private static string FieldId(FormField field) => $"veld-{field.Name}";

    private static void Line(StringBuilder html, FormField field, IReadOnlyList<string> values, string? error, string? condition)
    {
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"utrecht-form-field{Invalid("utrecht-form-field", error)}\">");
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"utrecht-form-field__label\"><label class=\"utrecht-form-label\" for=\"{Text(FieldId(field))}\">{Label(field)}</label></div>");
        Explanation(html, field, error, condition);
        FieldInput.Append(html, field, FieldId(field), values.Count > 0 ? values[0] : "", Attributes(field, error, condition));
        html.Append("</div>");
    }

    private static void Group(StringBuilder html, FormField field, IReadOnlyList<string> values, string? error, string? condition)
    {
        var kind = field.Type == FieldType.Radio ? "radio" : "checkbox";
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"utrecht-form-fieldset{Invalid("utrecht-form-fieldset", error)}\">");
        html.Append(CultureInfo.InvariantCulture, $"<fieldset class=\"utrecht-form-fieldset__fieldset utrecht-form-fieldset__fieldset--html-fieldset\"{Described(field, error, condition)}>");
        html.Append(CultureInfo.InvariantCulture, $"<legend class=\"utrecht-form-fieldset__legend utrecht-form-fieldset__legend--html-legend\">{Label(field)}</legend>");
        Explanation(html, field, error, condition);
        for (var index = 0; index < field.Options.Count; index++)
        {
            var option = field.Options[index];
            var id = $"{FieldId(field)}-{index + 1}";
            Option(html, kind, field, id, option.Value, option.Label, values.Contains(option.Value, StringComparer.Ordinal), error is null ? "" : " aria-invalid=\"true\"");
        }

        html.Append("</fieldset></div>");
    }

    private static void Single(StringBuilder html, FormField field, IReadOnlyList<string> values, string? error, string? condition)
    {
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"utrecht-form-field{Invalid("utrecht-form-field", error)}\">");
        Explanation(html, field, error, condition);
        Option(html, "checkbox", field, FieldId(field), "yes", field.Label, values.Contains("yes", StringComparer.Ordinal), Attributes(field, error, condition), !field.Required);
        html.Append("</div>");
    }

    private static void Option(StringBuilder html, string kind, FormField field, string id, string value, string label, bool chosen, string attributes, bool optional = false)
    {
        var style = kind == "radio" ? "utrecht-radio-button utrecht-radio-button--html-input" : "utrecht-checkbox utrecht-checkbox--html-input";
        html.Append("<div class=\"sk-option\">");
        html.Append(CultureInfo.InvariantCulture, $"<input class=\"{style}\" type=\"{kind}\" id=\"{Text(id)}\" name=\"{Text(field.Name)}\" value=\"{Text(value)}\"{(chosen ? " checked" : "")}{attributes}>");
        html.Append(CultureInfo.InvariantCulture, $"<label for=\"{Text(id)}\">{Text(label)}{(optional ? Optional : "")}</label></div>");
    }

    private static void Explanation(StringBuilder html, FormField field, string? error, string? condition)
    {
        if (condition is not null)
            html.Append(CultureInfo.InvariantCulture, $"<div class=\"utrecht-form-field-description\" id=\"{Text(FieldId(field))}-wanneer\" data-when-words>{Text(condition)}</div>");
        if (Help(field) is { } help)
            html.Append(CultureInfo.InvariantCulture, $"<div class=\"utrecht-form-field-description\" id=\"{Text(FieldId(field))}-uitleg\">{Text(help)}</div>");
        if (error is not null)
            html.Append(CultureInfo.InvariantCulture, $"<div class=\"utrecht-form-field-error-message\" id=\"{Text(FieldId(field))}-fout\"><span class=\"sk-visually-hidden\">Fout: </span>{Text(error)}</div>");
    }

    private static string? Help(FormField field) => field.Help ?? (field.Type switch
    {
        FieldType.Date => "Bijvoorbeeld 23 11 2026 of 23 nov 2026.",
        FieldType.Amount => "Een bedrag in euro’s, bijvoorbeeld 1250,00.",
        _ => null,
    });

    private static string Attributes(FormField field, string? error, string? condition) =>
        $"{Described(field, error, condition)}{(error is null ? "" : " aria-invalid=\"true\"")}{(field.Required ? " aria-required=\"true\"" : "")}";

    private static string Described(FormField field, string? error, string? condition)
    {
        var ids = new List<string>();
        if (condition is not null)
            ids.Add($"{FieldId(field)}-wanneer");
        if (Help(field) is not null)
            ids.Add($"{FieldId(field)}-uitleg");
        if (error is not null)
            ids.Add($"{FieldId(field)}-fout");
        return ids.Count == 0 ? "" : $" aria-describedby=\"{Text(string.Join(' ', ids))}\"";
    }

    private const string Optional = " <span class=\"sk-optional\">(niet verplicht)</span>";

    private static string Label(FormField field) => Text(field.Label) + (field.Required ? "" : Optional);

    private static string Invalid(string block, string? error) => error is null ? "" : $" {block}--invalid";

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
