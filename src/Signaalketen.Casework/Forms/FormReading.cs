using Signaalketen.Engine.State;

namespace Signaalketen.Casework.Forms;

/// <summary>A value to store in the case, encrypted from class K2 up.</summary>
/// <param name="Value">Text to show: of a choice its label, of a date ISO 8601, of a checkbox <c>ja</c> or <c>nee</c>, of an amount euros with a point and two decimals.</param>
public sealed record CaseFieldValue(string Name, DataClass Class, string Value);

/// <summary>What a posted form says. With errors there are no case fields and no variables: nothing half-right goes on.</summary>
/// <param name="Variables">What the process may know: chosen and counted answers of class K0 and K1.</param>
/// <param name="Errors">Per field one Dutch sentence: what is wrong and how to mend it.</param>
/// <param name="Posted">What came in, to show again.</param>
/// <param name="UnknownFields">Posted names the form does not have; each is among the errors too.</param>
/// <param name="DeclaresConflict">Whoever answered has an interest of their own in the case and must not see it any more.</param>
public sealed record FormReading(
    IReadOnlyList<CaseFieldValue> CaseFields,
    Variables Variables,
    IReadOnlyDictionary<string, string> Errors,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Posted,
    IReadOnlyList<string> UnknownFields,
    bool DeclaresConflict)
{
    public bool IsValid => Errors.Count == 0;
}
