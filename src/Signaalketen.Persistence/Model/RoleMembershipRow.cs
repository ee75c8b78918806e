namespace Signaalketen.Persistence.Model;

/// <summary>An account holds a role of Casework's list of roles.</summary>
public sealed class RoleMembershipRow
{
    public required string AccountId { get; set; }

    public required string RoleId { get; set; }
}
