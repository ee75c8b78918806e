using System.Collections.Frozen;

namespace Signaalketen.Casework;

/// <summary>A role of the chain. An account holds one or more of them.</summary>
/// <param name="Id">The id that models and accounts use.</param>
/// <param name="DutchName">The name on screen.</param>
public sealed record Role(string Id, string DutchName);

/// <summary>Every role the product knows. A model that names another one is refused.</summary>
public static class Roles
{
    public const string IntakeDesk = "intake-desk";
    public const string CaseOwner = "case-owner";
    public const string DeputyOwner = "deputy-owner";
    public const string Mayor = "mayor";
    public const string Police = "police";
    public const string Prosecutor = "prosecutor";
    public const string WeighingTeam = "weighing-team";
    public const string ProcessDirector = "process-director";
    public const string CarePartner = "care-partner";
    public const string Provider = "provider";
    public const string ProcessOwner = "process-owner";
    public const string PrivacyOfficer = "privacy-officer";
    public const string SafetyManager = "safety-manager";
    public const string DutyOfficer = "duty-officer";
    public const string Administrator = "administrator";

    public static IReadOnlyList<Role> All { get; } =
    [
        new(IntakeDesk, "Meldpunt"),
        new(CaseOwner, "Dossierhouder"),
        new(DeputyOwner, "Achtervang"),
        new(Mayor, "Burgemeester"),
        new(Police, "Politie"),
        new(Prosecutor, "OM"),
        new(WeighingTeam, "Weegploeg"),
        new(ProcessDirector, "Procesregisseur"),
        new(CarePartner, "Ketenpartner zorg en sociaal domein"),
        new(Provider, "Interventieaanbieder"),
        new(ProcessOwner, "Proceseigenaar"),
        new(PrivacyOfficer, "Functionaris gegevensbescherming"),
        new(SafetyManager, "Manager openbare orde en veiligheid"),
        new(DutyOfficer, "Piket"),
        new(Administrator, "Beheer"),
    ];

    private static readonly FrozenDictionary<string, Role> ById = All.ToFrozenDictionary(role => role.Id, StringComparer.Ordinal);

    /// <summary>The role with this id.</summary>
    /// <exception cref="KeyNotFoundException">There is no such role.</exception>
    public static Role Get(string id) => ById[id];

    /// <summary>The role with this id, or null when there is none.</summary>
    public static Role? Find(string? id) => id is null ? null : ById.GetValueOrDefault(id);
}
