using Signaalketen.Engine.State;

namespace Signaalketen.Casework.Forms;

/// <summary>Reads a posted form: which fields apply, what each answer means, and what is wrong with it.</summary>
internal static class FormReader
{
    public static FormReading Read(FormDefinition form, IReadOnlyDictionary<string, IReadOnlyList<string>> posted, int? loopCounter)
    {
        var errors = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var unknown = Unknown(form, posted);
        foreach (var name in unknown)
            errors[name] = "Dit veld hoort niet bij het formulier. Laad de pagina opnieuw en vul het formulier nog een keer in.";

        var answers = new List<FieldAnswer>();
        foreach (var field in form.Fields.Where(field => field.Type != FieldType.Paragraph))
        {
            // An answer to a question that does not apply is dropped: we keep nothing that nobody asked.
            if (!Applies(form, field, posted))
                continue;
            var answer = FieldReader.Read(field, Values(posted, field.Name));
            if (answer.Error is { } sentence)
                errors[field.Name] = sentence;
            else
                answers.Add(answer);
        }

        return errors.Count > 0
            ? new([], Variables.Empty, errors, posted, unknown, DeclaresConflict: false)
            : new([.. Stored(answers, loopCounter)], AnswerVariables.Of(answers), errors, posted, unknown, answers.Any(DeclaresConflict));
    }

    private static List<string> Unknown(FormDefinition form, IReadOnlyDictionary<string, IReadOnlyList<string>> posted) =>
        [.. posted.Keys.Where(name => form.Field(name) is null or { Type: FieldType.Paragraph }).Order(StringComparer.Ordinal)];

    private static bool Applies(FormDefinition form, FormField field, IReadOnlyDictionary<string, IReadOnlyList<string>> posted)
    {
        // Conditions only point backwards, so this ends.
        for (var current = field; current.OnlyWhen is { } condition;)
        {
            if (!Values(posted, condition.Field).Contains(condition.Value, StringComparer.Ordinal))
                return false;
            current = form.Field(condition.Field)!;
        }

        return true;
    }

    private static IEnumerable<CaseFieldValue> Stored(IEnumerable<FieldAnswer> answers, int? loopCounter) =>
        from answer in answers
        where answer.Field.StoredAs is not null && answer.Text.Length > 0
        select new CaseFieldValue(loopCounter is { } counter ? $"{answer.Field.StoredAs}.{counter}" : answer.Field.StoredAs!, answer.Field.Class, answer.Text);

    private static bool DeclaresConflict(FieldAnswer answer) =>
        answer.Field.ConflictAnswer is { } declared && answer.Chosen.Contains(declared, StringComparer.Ordinal);

    private static IReadOnlyList<string> Values(IReadOnlyDictionary<string, IReadOnlyList<string>> posted, string name) =>
        posted.TryGetValue(name, out var values) ? values : [];
}
