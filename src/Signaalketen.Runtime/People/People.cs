using Signaalketen.Casework;

namespace Signaalketen.Runtime.People;

/// <summary>An account as the runtime sees it at one moment.</summary>
/// <param name="IsAbsent">Away today.</param>
/// <param name="StandInId">Who takes over today, when somebody was named.</param>
public sealed record Colleague(string AccountId, string DisplayName, IReadOnlySet<string> Roles, bool Disabled, bool IsAbsent, string? StandInId)
{
    public Person AsPerson() => new(AccountId, DisplayName, Roles);
}

/// <summary>Everybody with an account, as it is today.</summary>
public sealed class People(IEnumerable<Colleague> colleagues)
{
    // A chain of stand-ins who are away themselves is followed this far.
    private const int LongestChain = 5;

    private readonly SortedDictionary<string, Colleague> byId = new(colleagues.ToDictionary(one => one.AccountId, StringComparer.Ordinal), StringComparer.Ordinal);

    public IReadOnlyCollection<Colleague> All => byId.Values;

    public Colleague? Find(string? accountId) => accountId is null ? null : byId.GetValueOrDefault(accountId);

    /// <summary>Accounts in use that hold a role, in order of id.</summary>
    public IReadOnlyList<Colleague> Members(string role) => [.. byId.Values.Where(one => !one.Disabled && one.Roles.Contains(role))];

    /// <summary>Who stands in for this account today; null when it is present, or nobody was named.</summary>
    public Colleague? StandInFor(string accountId)
    {
        var one = Find(accountId);
        if (one is null || (!one.IsAbsent && !one.Disabled))
            return null;
        for (var step = 0; step < LongestChain && one is { StandInId: not null }; step++)
        {
            one = Find(one.StandInId);
            if (one is { IsAbsent: false, Disabled: false })
                return one;
        }

        return null;
    }

    /// <summary>
    /// Who to reach instead of these: whoever is away is replaced by a stand-in, or left out while somebody else is there.
    /// When nobody is left, those who are away are reached all the same: a message must not fall between two chairs.
    /// </summary>
    public IReadOnlyList<Colleague> Reachable(IEnumerable<Colleague> wanted)
    {
        var asked = wanted.Where(one => !one.Disabled).ToList();
        var present = asked
            .Select(one => one.IsAbsent ? StandInFor(one.AccountId) : one)
            .OfType<Colleague>()
            .DistinctBy(one => one.AccountId)
            .ToList();
        return present.Count > 0 ? present : asked;
    }
}
