namespace Signaalketen.Casework;

/// <summary>Somebody who works in the chain: the account that is signed in, not the person a case is about.</summary>
/// <param name="Roles">Ids of <see cref="Casework.Roles"/>.</param>
public sealed record Person(string AccountId, string DisplayName, IReadOnlySet<string> Roles)
{
    public bool Has(string? role) => role is not null && Roles.Contains(role);

    public bool HasAny(IEnumerable<string> roles) => roles.Any(Roles.Contains);
}
