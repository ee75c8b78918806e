using Signaalketen.Casework;

namespace Signaalketen.Runtime;

/// <summary>Who or what caused a step, as history keeps it: an account id, or <c>system:</c> and the part that acted.</summary>
public sealed record Actor
{
    private Actor(string id, string? accountId)
    {
        Id = id;
        AccountId = accountId;
    }

    public string Id { get; }

    /// <summary>The account, or null when the system acted.</summary>
    public string? AccountId { get; }

    public static Actor Timers { get; } = System("timers");

    public static Actor Jobs { get; } = System("jobs");

    public static Actor Mail { get; } = System("mail");

    /// <summary>Somebody from outside who reported a signal; nothing of them is kept here.</summary>
    public static Actor Reporter { get; } = System("reporter");

    public static Actor Of(Person person) => new(person.AccountId, person.AccountId);

    public static Actor System(string part) => new("system:" + part, null);
}
