using Signaalketen.Casework.Forms;
using Signaalketen.Casework.Words;

namespace Signaalketen.Web.Demo;

/// <summary>Fills in a form as an invented colleague would. Every word is made up; nobody in it exists.</summary>
public static class SampleAnswers
{
    private const string Plain = "Ingevuld als voorbeeld voor de oefenomgeving.";

    private static readonly Dictionary<string, string> Texts = new(StringComparer.Ordinal)
    {
        ["acuteCheck.reason"] = "De melder noemt geen wapen, geen plan en geen bedreiging van iemand. De situatie speelt al langer.",
        ["completeReport.opinions"] = "De melder denkt dat er meer speelt, maar heeft dat niet zelf gezien.",
        ["completeReport.subjectTown"] = "Voorbeeldstad",
        ["assess.facts"] = "Twee mensen hoorden dit zelf, los van elkaar. De rest is van horen zeggen en telt niet mee.",
        ["assess.context"] = "Er was kort daarvoor ruzie thuis en op het werk of op school.",
        ["assess.alternatives"] = "Verdriet of boosheid over iets anders verklaart een deel van het gedrag.",
        ["assess.protective"] = "Er is goed contact met familie en met een vaste begeleider.",
        ["assess.proportionality"] = "Een gesprek is eerst geprobeerd. Dat hielp niet genoeg.",
        ["assess.reason"] = "Wat vaststaat past bij dit voorstel. Meer is nu niet nodig.",
        ["requestPoliceCheck.identity"] = "De persoon uit de melding, met geboortedatum",
        ["requestPoliceCheck.question"] = "Is er informatie over bedreiging of geweld in de laatste zes maanden?",
        ["requestPoliceCheck.necessity"] = "Zonder dit antwoord kunnen wij niet bepalen of hulp genoeg is.",
        ["weigh.criteria"] = "De uitspraken keuren geweld goed. Er is geen plan. De omgeving maakt zich zorgen.",
        ["weigh.proportionality"] = "Begeleiding is het lichtste middel dat kan werken.",
        ["decideAdmission.reason"] = "Het advies is unaniem en de aanpak is gericht op hulp.",
        ["planConference.goal"] = "Afspreken wie welke hulp biedt en wanneer wij opnieuw kijken.",
        ["planConference.questions"] = "Wat werkt op school? Wie heeft zijn vertrouwen?",
        ["planConference.basis"] = "Alleen partners met een taak in de hulp zijn uitgenodigd.",
        ["handToPrevention.picture"] = "Op het plein bij de winkels roepen groepen jongeren elkaar steeds vaker na. Er zijn nog geen vechtpartijen.",
        ["giveAdvice.question"] = "Hoe praat ik met een leerling die harde uitspraken doet?",
        ["giveAdvice.answer"] = "Stel open vragen, toon belangstelling en maak afspraken over wat in de klas kan.",
    };

    /// <param name="given">Answers that matter for the road of this case, by field name.</param>
    /// <param name="today">Day on which it is filled in.</param>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Fill(FormDefinition form, IReadOnlyDictionary<string, string> given, DateOnly today)
    {
        var posted = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var field in form.Fields)
        {
            if (field.Type == FieldType.Paragraph || !Applies(field, posted))
                continue;
            if (given.TryGetValue(field.Name, out var answer))
                posted[field.Name] = answer.Split('|');
            else if (field.Required || Texts.ContainsKey($"{form.Key}.{field.Name}"))
                posted[field.Name] = [Answer(form, field, today)];
        }

        return posted;
    }

    private static bool Applies(FormField field, Dictionary<string, IReadOnlyList<string>> posted) =>
        field.OnlyWhen is not { } condition || (posted.TryGetValue(condition.Field, out var values) && values.Contains(condition.Value));

    private static string Answer(FormDefinition form, FormField field, DateOnly today)
    {
        if (Texts.TryGetValue($"{form.Key}.{field.Name}", out var text))
            return text;
        return field.Type switch
        {
            FieldType.Radio or FieldType.Select or FieldType.Checkboxes => field.Options[0].Value,
            FieldType.Checkbox => "yes",
            FieldType.Date => DutchText.ShortDate(today),
            FieldType.Number => "1",
            FieldType.Amount => "1500",
            FieldType.Email => "melder@voorbeeldstad.example",
            FieldType.Phone => "0612345678",
            _ => Plain,
        };
    }
}
