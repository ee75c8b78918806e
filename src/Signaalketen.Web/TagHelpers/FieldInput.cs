using System.Globalization;
using System.Net;
using System.Text;
using Signaalketen.Casework.Forms;

namespace Signaalketen.Web.TagHelpers;

/// <summary>The input itself. No length limit in the browser: it would cut a pasted text without a word; the server says it instead.</summary>
internal static class FieldInput
{
    public static void Append(StringBuilder html, FormField field, string id, string value, string attributes)
    {
        var name = $"id=\"{Text(id)}\" name=\"{Text(field.Name)}\"{attributes}";
        switch (field.Type)
        {
            case FieldType.TextArea:
                // The line break after the tag is not part of the text (HTML 13.1.2.5): without it a first empty line would be lost.
                html.Append(CultureInfo.InvariantCulture, $"<textarea class=\"utrecht-textarea utrecht-textarea--html-textarea\" rows=\"{field.Rows}\" {name}>\n{Text(value)}</textarea>");
                break;
            case FieldType.Select:
                Choices(html, field, value, name);
                break;
            default:
                html.Append(CultureInfo.InvariantCulture, $"<input class=\"utrecht-textbox utrecht-textbox--html-input{Size(field.Type)}\" {Kind(field.Type)} value=\"{Text(value)}\" {name}>");
                break;
        }
    }

    private static void Choices(StringBuilder html, FormField field, string value, string name)
    {
        html.Append(CultureInfo.InvariantCulture, $"<select class=\"utrecht-select utrecht-select--html-select\" {name}><option value=\"\">Maak een keuze</option>");
        foreach (var option in field.Options)
            html.Append(CultureInfo.InvariantCulture, $"<option value=\"{Text(option.Value)}\"{(option.Value == value ? " selected" : "")}>{Text(option.Label)}</option>");
        html.Append("</select>");
    }

    private static string Kind(FieldType type) => type switch
    {
        FieldType.Email => "type=\"email\" autocomplete=\"email\"",
        FieldType.Phone => "type=\"tel\" autocomplete=\"tel\"",
        FieldType.Number => "type=\"text\" inputmode=\"numeric\" autocomplete=\"off\"",
        FieldType.Amount => "type=\"text\" inputmode=\"decimal\" autocomplete=\"off\"",
        _ => "type=\"text\" autocomplete=\"off\"",
    };

    private static string Size(FieldType type) => type switch
    {
        FieldType.Date => " sk-input--date",
        FieldType.Number or FieldType.Amount => " sk-input--number",
        FieldType.Phone => " sk-input--phone",
        _ => "",
    };

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
