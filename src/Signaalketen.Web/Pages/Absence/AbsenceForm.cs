using System.Globalization;
using Signaalketen.Casework;
using Signaalketen.Casework.Forms;

namespace Signaalketen.Web.Pages.Absence;

/// <summary>The three questions about being away.</summary>
public static class AbsenceForm
{
    public const string FirstDay = "firstDay";
    public const string LastDay = "lastDay";
    public const string StandIn = "standIn";

    /// <summary>Asked of the person who will be away.</summary>
    public static FormDefinition ForMyself(IEnumerable<FormOption> colleagues) => For(
        "Wanneer bent u er niet, en wie vervangt u?",
        "Eerste dag dat u er niet bent",
        "Laatste dag dat u er niet bent",
        "Wie vervangt u?",
        "Nieuwe taken en herinneringen gaan naar deze collega. Kiest u niemand, dan gaan ze naar de andere mensen met uw rol.",
        colleagues);

    /// <summary>Asked of an administrator, about somebody who cannot do it now.</summary>
    public static FormDefinition ForSomebodyElse(IEnumerable<FormOption> colleagues) => For(
        "Wanneer is deze persoon er niet, en wie is de vervanger?",
        "Eerste dag afwezig",
        "Laatste dag afwezig",
        "Wie vervangt deze persoon?",
        "Nieuwe taken en herinneringen gaan naar deze collega. Kiest u niemand, dan gaan ze naar de andere mensen met dezelfde rol.",
        colleagues);

    /// <summary>What was posted, checked; the answer is null while something is wrong with it.</summary>
    public static (FormSheet Sheet, AbsenceAnswer? Answer) Read(FormDefinition form, IFormCollection posted, DateOnly today)
    {
        var reading = form.Read(FormSheet.Answers(posted));
        if (!reading.IsValid)
            return (FormSheet.Of(form, reading), null);
        var answer = Answer(reading);
        var problem = answer.LastDay < answer.FirstDay ? "De laatste dag is eerder dan de eerste dag. Vul een latere dag in."
            : answer.LastDay < today ? "De laatste dag is al voorbij. Vul een dag in die nog komt."
            : null;
        return problem is null
            ? (FormSheet.Of(form, reading), answer)
            : (new FormSheet(form, reading.Posted, new Dictionary<string, string> { [LastDay] = problem }), null);
    }

    private static AbsenceAnswer Answer(FormReading reading) => new(
        Day(reading, FirstDay),
        Day(reading, LastDay),
        reading.Posted.TryGetValue(StandIn, out var chosen) && chosen.Count > 0 && chosen[0].Length > 0 ? chosen[0] : null);

    private static DateOnly Day(FormReading reading, string field) =>
        DateOnly.ParseExact(reading.CaseFields.Single(value => value.Name == field).Value, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static FormDefinition For(string ask, string firstDay, string lastDay, string standIn, string help, IEnumerable<FormOption> colleagues) => new(
        "absence",
        "Afwezig",
        ask,
        "",
        [
            Field(FirstDay, firstDay, FieldType.Date, required: true, missing: "Vul de eerste dag in, bijvoorbeeld 23 11 2026."),
            Field(LastDay, lastDay, FieldType.Date, required: true, missing: "Vul de laatste dag in, bijvoorbeeld 27 11 2026."),
            Field(StandIn, standIn, FieldType.Select, required: false, options: [.. colleagues], help: help),
        ]);

    private static FormField Field(string name, string label, FieldType type, bool required, string? help = null, string? missing = null, IReadOnlyList<FormOption>? options = null) =>
        new(name, label, help, type, DataClass.K0, required, 200, options ?? [], null, name, 1, null, missing);
}

public sealed record AbsenceAnswer(DateOnly FirstDay, DateOnly LastDay, string? StandInId);

/// <summary>An absence as it stands in a list.</summary>
public sealed record PlannedAbsence(string Id, DateOnly FirstDay, DateOnly LastDay, string? StandInName);
