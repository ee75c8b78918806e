using Signaalketen.Casework;
using Signaalketen.Casework.Forms;
using Signaalketen.Runtime.People;

namespace Signaalketen.Web.Pages.Accounts;

/// <summary>The questions about an account. The password is asked beside them: a form keeps what was filled in, and a password must not come back.</summary>
public static class AccountForm
{
    public const string UserName = "userName";
    public const string DisplayName = "displayName";
    public const string Email = "email";
    public const string RoleIds = "roles";

    /// <summary>Where an error about the password stands; its input is named <see cref="PasswordInput"/>.</summary>
    public const string Password = "password";

    public const string PasswordInput = "__wachtwoord";

    /// <param name="nameHelp">How a user name must look here.</param>
    public static FormDefinition New(string nameHelp) => Of(
    [
        Text(DisplayName, "Naam", FieldType.Text, "Zo zien collega’s deze persoon bij taken.", "Vul de naam in van deze persoon."),
        Text(UserName, "Gebruikersnaam", FieldType.Text, nameHelp, "Vul een gebruikersnaam in."),
        Text(Email, "E-mailadres", FieldType.Email, "Naar dit werkadres sturen we berichten over taken.", null),
        RoleQuestion,
    ]);

    public static FormDefinition OnlyRoles { get; } = Of([RoleQuestion]);

    public static IReadOnlyList<string> Chosen(FormReading reading) =>
        [.. reading.Posted[RoleIds].Where(role => role.Length > 0).Distinct(StringComparer.Ordinal)];

    public static string Answer(FormReading reading, string field) => reading.CaseFields.Single(value => value.Name == field).Value;

    /// <summary>The question a refusal is about.</summary>
    public static string FieldOf(AccountPart part) => part switch
    {
        AccountPart.Email => Email,
        AccountPart.Roles => RoleIds,
        AccountPart.Password => Password,
        _ => UserName,
    };

    private static FormField RoleQuestion => new(
        RoleIds, "Rollen", "Kies alleen wat deze persoon voor het werk nodig heeft.", FieldType.Checkboxes, DataClass.K0, true, 200,
        [.. Roles.All.Select(role => new FormOption(role.Id, role.DutchName))], null, RoleIds, 1, null, "Kies ten minste één rol.");

    private static FormField Text(string name, string label, FieldType type, string help, string? missing) =>
        new(name, label, help, type, DataClass.K0, true, 200, [], null, name, 1, null, missing);

    private static FormDefinition Of(IReadOnlyList<FormField> fields) => new("account", "Account", "", "", fields);
}

/// <summary>A box for a password. It is always empty when the page opens.</summary>
/// <param name="Id">Ends the id of the input, so that the error summary can lead to it.</param>
/// <param name="Fill">What a password store may fill in: <c>current-password</c> or <c>new-password</c>.</param>
public sealed record PasswordBox(string Id, string Name, string Label, string Fill, string? Help, string? Error, bool Required = true);
