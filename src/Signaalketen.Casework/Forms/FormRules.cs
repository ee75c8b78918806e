namespace Signaalketen.Casework.Forms;

/// <summary>What must hold between the parts of a form. Each problem is one Dutch sentence that says how to mend it.</summary>
internal static class FormRules
{
    public static IEnumerable<string> Check(string key, IReadOnlyList<FormField> fields)
    {
        if (!IsName(key))
            yield return $"Noem het formulier met letters, cijfers of een koppelteken, en niet '{key}'.";
        if (fields.Count == 0)
            yield return "Geef het formulier ten minste één veld.";
        foreach (var doubled in Doubled(fields.Select(field => field.Name)))
            yield return $"Geef elk veld een eigen naam: '{doubled}' komt vaker voor.";
        foreach (var doubled in Doubled(fields.Select(field => field.Variable)))
            yield return $"Laat niet meer dan één veld de variabele '{doubled}' vullen.";
        foreach (var doubled in Doubled(fields.Select(field => field.StoredAs)))
            yield return $"Bewaar niet meer dan één veld als '{doubled}'.";
        for (var i = 0; i < fields.Count; i++)
        {
            foreach (var problem in CheckField(fields[i]).Concat(CheckCondition(fields[i], fields.Take(i))))
                yield return problem;
        }
    }

    private static IEnumerable<string> CheckField(FormField field)
    {
        if (!IsName(field.Name))
            yield return $"Noem een veld met letters, cijfers of een koppelteken, en niet '{field.Name}'.";
        if (field.HasOptions && field.Options.Count < (field.Type == FieldType.Checkboxes ? 1 : 2))
            yield return $"Geef veld '{field.Name}' keuzes om uit te kiezen.";
        if (!field.HasOptions && field.Options.Count > 0)
            yield return $"Haal de keuzes weg bij veld '{field.Name}', of maak er radio, select of checkboxes van.";
        foreach (var doubled in Doubled(field.Options.Select(option => option.Value)))
            yield return $"Geef elke keuze van veld '{field.Name}' een eigen waarde: '{doubled}' komt vaker voor.";
        if (field.StoredAs is { } stored && !stored.Split('.').All(IsName))
            yield return $"Bewaar veld '{field.Name}' onder een naam met letters en punten, en niet als '{stored}'.";
        if (field.Type == FieldType.Paragraph && (field.Variable ?? field.StoredAs) is not null)
            yield return $"Veld '{field.Name}' is uitleg en levert geen antwoord op: haal 'variable' en 'storedAs' weg.";
        foreach (var problem in CheckVariable(field))
            yield return problem;
        if (field.ConflictAnswer is { } answer && field.Options.All(option => option.Value != answer))
            yield return $"Kies als 'conflictAnswer' van veld '{field.Name}' een van zijn keuzes.";
    }

    private static IEnumerable<string> CheckVariable(FormField field)
    {
        if (field.Variable is not { } variable)
            yield break;
        if (!IsName(variable) || variable.Contains('-', StringComparison.Ordinal))
            yield return $"Noem de variabele van veld '{field.Name}' met letters en cijfers, en niet '{variable}'.";
        if (!field.MayBeVariable)
            yield return $"Vrije tekst gaat niet naar het proces: haal 'variable' weg bij veld '{field.Name}'.";
        if (field.Class > DataClass.K1)
            yield return $"Persoonsgegevens gaan niet naar het proces: geef veld '{field.Name}' klasse K0 of K1, of haal 'variable' weg.";
    }

    private static IEnumerable<string> CheckCondition(FormField field, IEnumerable<FormField> earlier)
    {
        if (field.OnlyWhen is not { } condition)
            yield break;
        var other = earlier.FirstOrDefault(candidate => candidate.Name == condition.Field);
        if (other is null)
            yield return $"Laat 'onlyWhen' van veld '{field.Name}' wijzen naar een veld dat eerder in het formulier staat.";
        else if (other.Type == FieldType.Checkbox ? condition.Value != "yes" : other.Options.All(option => option.Value != condition.Value))
            yield return $"Kies voor 'onlyWhen' van veld '{field.Name}' een antwoord dat veld '{other.Name}' kent.";
    }

    private static IEnumerable<string> Doubled(IEnumerable<string?> names) =>
        names.OfType<string>().GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key);

    private static bool IsName(string text) =>
        text.Length > 0 && char.IsAsciiLetter(text[0]) && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');
}
