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

    public static FormDefinition For(IEnumerable<(string Id, string Name)> colleagues) => new(
        "absence",
        "Afwezig",
        "Wanneer bent u er niet, en wie vervangt u?",
        "",
        [
            Field(FirstDay, "Eerste dag dat u er niet bent", FieldType.Date, required: true, missing: "Vul de eerste dag in, bijvoorbeeld 23 11 2026."),
            Field(LastDay, "Laatste dag dat u er niet bent", FieldType.Date, required: true, missing: "Vul de laatste dag in, bijvoorbeeld 27 11 2026."),
            Field(StandIn, "Wie vervangt u?", FieldType.Select, required: false, options: [.. colleagues.Select(one => new FormOption(one.Id, one.Name))],
                help: "Nieuwe taken en herinneringen gaan naar deze collega. Kiest u niemand, dan gaan ze naar de andere mensen met uw rol."),
        ]);

    /// <summary>What was answered, once the form was valid by itself.</summary>
    public static AbsenceAnswer Answer(FormReading reading) => new(
        Day(reading, FirstDay),
        Day(reading, LastDay),
        reading.Posted.TryGetValue(StandIn, out var chosen) && chosen.Count > 0 && chosen[0].Length > 0 ? chosen[0] : null);

    private static DateOnly Day(FormReading reading, string field) =>
        DateOnly.ParseExact(reading.CaseFields.Single(value => value.Name == field).Value, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static FormField Field(string name, string label, FieldType type, bool required, string? help = null, string? missing = null, IReadOnlyList<FormOption>? options = null) =>
        new(name, label, help, type, DataClass.K0, required, 200, options ?? [], null, name, 1, null, missing);
}

public sealed record AbsenceAnswer(DateOnly FirstDay, DateOnly LastDay, string? StandInId);
