namespace Signaalketen.Casework.Forms;

/// <summary>What is wrong with an answer and how to mend it: one Dutch sentence, without blame.</summary>
internal static class FieldSentences
{
    public const string NoEmail = "Vul één e-mailadres in, bijvoorbeeld naam@voorbeeld.nl.";
    public const string NoPhone = "Vul een telefoonnummer in met 8 tot 15 cijfers, bijvoorbeeld 06 12345678.";
    public const string NoNumber = "Vul een heel getal in, bijvoorbeeld 12.";
    public const string NoAmount = "Vul een bedrag in euro's in, bijvoorbeeld 1250 of 1.250,50.";

    public static string Missing(FormField field) => field.Missing ?? field.Type switch
    {
        FieldType.Radio or FieldType.Select => $"Kies een antwoord bij {Quoted(field)}.",
        FieldType.Checkboxes => $"Kies ten minste één antwoord bij {Quoted(field)}.",
        FieldType.Checkbox => $"Vink {Quoted(field)} aan om verder te gaan.",
        FieldType.Date => $"Vul een datum in bij {Quoted(field)}, bijvoorbeeld 23 11 2026.",
        FieldType.Email => NoEmail,
        FieldType.Phone => NoPhone,
        FieldType.Number => NoNumber,
        FieldType.Amount => NoAmount,
        _ => $"Vul een antwoord in bij {Quoted(field)}.",
    };

    public static string NoDate(FormField field) =>
        $"Vul bij {Quoted(field)} een datum in die bestaat, bijvoorbeeld 23 11 2026.";

    public static string UnknownChoice(FormField field) => $"Kies bij {Quoted(field)} een van de antwoorden die er staan.";

    public static string OneAnswer(FormField field) => $"Geef bij {Quoted(field)} niet meer dan één antwoord.";

    public static string StrangeCharacters(FormField field) =>
        field.Type == FieldType.TextArea
            ? $"In uw antwoord bij {Quoted(field)} staan tekens die we niet kunnen lezen: typ de tekst opnieuw."
            : $"Schrijf uw antwoord bij {Quoted(field)} op één regel.";

    public static string TooLong(FormField field, int length) =>
        $"Maak uw antwoord bij {Quoted(field)} korter: het is {length} tekens en er passen er {field.MaxLength}.";

    private static string Quoted(FormField field) => $"‘{field.Label}’";
}
