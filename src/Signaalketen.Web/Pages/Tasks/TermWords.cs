using Signaalketen.Casework;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Time;

namespace Signaalketen.Web.Pages.Tasks;

/// <summary>The term of a step and its ladder in words.</summary>
public static class TermWords
{
    public static string Of(TermRule rule) => rule.Term.Kind switch
    {
        TermKind.Agreed => "Dit is een afgesproken termijn.",
        TermKind.Statutory or TermKind.StatutoryFixed => "Dit is een wettelijke termijn.",
        _ => "Deze termijn telt ook ’s avonds en in het weekend door.",
    };

    public static IReadOnlyList<string> Of(Ladder ladder) => [.. ladder.Rungs.Select(rung => $"{When(rung.Offset)}: {What(rung)}.")];

    private static string What(LadderRung rung)
    {
        var whom = rung.To switch
        {
            "assignee" => "wie de taak doet",
            "deputy" => "de achtervang",
            _ => Roles.Find(rung.To)?.DutchName ?? rung.To,
        };
        return rung.Action switch
        {
            RungAction.Remind => $"{(rung.Channel == RungChannel.Mail ? "mail" : "bericht")} aan {whom}",
            RungAction.Escalate => $"{whom} wordt erbij gevraagd",
            _ => $"het dossier wordt bevroren en {whom} krijgt bericht",
        };
    }

    private static string When(LadderOffset offset)
    {
        if (offset.Percentage is { } part)
            return part == 50 ? "Halverwege" : $"Op {part} procent van de tijd";
        if (offset.Amount == 0)
            return "Op het uiterste moment";
        var amount = Math.Abs(offset.Amount);
        return $"{amount} {Unit(offset.Unit, amount)} {(offset.Amount < 0 ? "ervoor" : "erna")}";
    }

    private static string Unit(TermUnit unit, int amount) => unit switch
    {
        TermUnit.WorkingDays => amount == 1 ? "werkdag" : "werkdagen",
        TermUnit.Days => amount == 1 ? "dag" : "dagen",
        TermUnit.Weeks => amount == 1 ? "week" : "weken",
        TermUnit.Months => amount == 1 ? "maand" : "maanden",
        TermUnit.Years => "jaar",
        TermUnit.Minutes => amount == 1 ? "minuut" : "minuten",
        _ => "uur",
    };
}
