using Microsoft.AspNetCore.Identity;

namespace Signaalketen.Persistence.Model;

/// <summary>Somebody who signs in. Work contact only; the person in a case never has one (domain 4.3).</summary>
public sealed class Account : IdentityUser
{
    /// <summary>As colleagues know the person; shown beside tasks.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>A disabled account signs in nowhere, receives no mail and no tasks, and stays for the history.</summary>
    public bool Disabled { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}
