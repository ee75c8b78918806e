using System.Buffers;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Signaalketen.Casework;
using Signaalketen.Persistence;
using Signaalketen.Persistence.Dialects;
using Signaalketen.Persistence.Model;

namespace Signaalketen.Runtime.People;

/// <summary>Accounts with their roles and absence. Who may change them is the site's affair; here every change is checked for sense.</summary>
public sealed class Accounts(Dialect dialect, Identities identities, ILookupNormalizer normalizer, IPasswordHasher<Account> hasher, PeopleReader people, TimeProvider clock)
{
    // What the sign-in itself accepts: with another letter in the name it would refuse to count wrong passwords.
    private static readonly SearchValues<char> NameLetters = SearchValues.Create(new UserOptions().AllowedUserNameCharacters);

    /// <summary>Creates an account.</summary>
    /// <exception cref="AccountException">The name or the address is taken or cannot be used, a role does not exist, or the password is too short.</exception>
    public async Task<Person> Create(NewAccount wanted, CancellationToken ct)
    {
        CheckRoles(wanted.Roles);
        if (string.IsNullOrWhiteSpace(wanted.UserName) || string.IsNullOrWhiteSpace(wanted.DisplayName))
            throw new AccountException("Geef een gebruikersnaam en een naam op.");
        if (wanted.UserName.AsSpan().ContainsAnyExcept(NameLetters))
            throw new AccountException("Gebruik in de gebruikersnaam alleen letters zonder accent, cijfers en de tekens . - _ @ +", AccountPart.UserName);
        if (wanted.Password is not null)
            CheckPassword(wanted.Password);
        var now = clock.GetUtcNow();
        var account = new Account
        {
            Id = identities.NewId(now),
            UserName = wanted.UserName,
            NormalizedUserName = normalizer.NormalizeName(wanted.UserName),
            Email = wanted.Email,
            NormalizedEmail = normalizer.NormalizeEmail(wanted.Email),
            EmailConfirmed = true,
            DisplayName = wanted.DisplayName,
            CreatedAt = now,
            SecurityStamp = Convert.ToHexString(identities.Bytes(20)),
            ConcurrencyStamp = identities.NewId(now),
            LockoutEnabled = true,
        };
        if (wanted.Password is { } password)
            account.PasswordHash = hasher.HashPassword(account, password);
        await using var db = dialect.CreateDb();
        if (await db.Users.AnyAsync(row => row.NormalizedUserName == account.NormalizedUserName, ct))
            throw new AccountException("Deze gebruikersnaam is al in gebruik. Kies een andere.", AccountPart.UserName);
        // The sign-in demands it too: with a shared address it would refuse to count wrong passwords.
        if (await db.Users.AnyAsync(row => row.NormalizedEmail == account.NormalizedEmail, ct))
            throw new AccountException("Dit e-mailadres hoort al bij een ander account. Kies een ander adres.", AccountPart.Email);
        db.Users.Add(account);
        db.RoleMemberships.AddRange(wanted.Roles.Distinct(StringComparer.Ordinal).Select(role => new RoleMembershipRow { AccountId = account.Id, RoleId = role }));
        await db.SaveChangesAsync(ct);
        people.Forget();
        return new(account.Id, account.DisplayName, wanted.Roles.ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>The person behind an account that is in use; null when there is none, or it is disabled.</summary>
    public async Task<Person?> Find(string accountId, CancellationToken ct)
    {
        await using var db = dialect.CreateDb();
        return await Find(db, row => row.Id == accountId, ct);
    }

    /// <summary>As <see cref="Find(string, CancellationToken)"/>, by the name people sign in with.</summary>
    public async Task<Person?> FindByUserName(string userName, CancellationToken ct)
    {
        var normalized = normalizer.NormalizeName(userName);
        await using var db = dialect.CreateDb();
        return await Find(db, row => row.NormalizedUserName == normalized, ct);
    }

    /// <summary>Every account, also disabled ones, by display name.</summary>
    public async Task<IReadOnlyList<AccountView>> List(CancellationToken ct)
    {
        await using var db = dialect.CreateDb();
        var accounts = await db.Users.AsNoTracking().OrderBy(row => row.DisplayName).ThenBy(row => row.Id).ToListAsync(ct);
        var roles = (await db.RoleMemberships.AsNoTracking().ToListAsync(ct)).ToLookup(row => row.AccountId, row => row.RoleId, StringComparer.Ordinal);
        var absences = (await db.Absences.AsNoTracking().OrderBy(row => row.FirstDay).ToListAsync(ct)).ToLookup(row => row.AccountId, StringComparer.Ordinal);
        return
        [
            .. accounts.Select(row => new AccountView(
                row.Id, row.UserName ?? "", row.DisplayName, row.Email, row.Disabled, [.. roles[row.Id].Order(StringComparer.Ordinal)],
                [.. absences[row.Id].Select(away => new AbsenceView(away.Id, away.FirstDay, away.LastDay, away.StandInId))])),
        ];
    }

    /// <exception cref="AccountException">A role does not exist.</exception>
    public async Task SetRoles(string accountId, IReadOnlyCollection<string> roles, CancellationToken ct)
    {
        CheckRoles(roles);
        await using var db = dialect.CreateDb();
        var held = await db.RoleMemberships.Where(row => row.AccountId == accountId).ToListAsync(ct);
        db.RoleMemberships.RemoveRange(held.Where(row => !roles.Contains(row.RoleId)));
        db.RoleMemberships.AddRange(roles.Except(held.Select(row => row.RoleId), StringComparer.Ordinal).Select(role => new RoleMembershipRow { AccountId = accountId, RoleId = role }));
        await Stamp(db, accountId, ct);
        await db.SaveChangesAsync(ct);
        people.Forget();
    }

    /// <summary>Closes an account to its owner, or opens it again. Sessions end because its security stamp changes.</summary>
    public async Task SetDisabled(string accountId, bool disabled, CancellationToken ct)
    {
        await using var db = dialect.CreateDb();
        (await Stamp(db, accountId, ct)).Disabled = disabled;
        await db.SaveChangesAsync(ct);
        people.Forget();
    }

    /// <summary>Gives an account another password and lifts its lock. Sessions end because its security stamp changes.</summary>
    /// <exception cref="AccountException">The password is too short.</exception>
    public async Task SetPassword(string accountId, string password, CancellationToken ct)
    {
        CheckPassword(password);
        await using var db = dialect.CreateDb();
        var account = await Stamp(db, accountId, ct);
        account.PasswordHash = hasher.HashPassword(account, password);
        account.AccessFailedCount = 0;
        account.LockoutEnd = null;
        await db.SaveChangesAsync(ct);
        people.Forget();
    }

    /// <summary>Notes that an account is away, both days included, and who stands in.</summary>
    /// <exception cref="AccountException">The days are in the wrong order, or an account stands in for itself.</exception>
    public async Task<string> AddAbsence(string accountId, DateOnly firstDay, DateOnly lastDay, string? standInId, CancellationToken ct)
    {
        if (lastDay < firstDay)
            throw new AccountException("De laatste dag ligt voor de eerste dag. Draai de dagen om.");
        if (standInId == accountId)
            throw new AccountException("Kies iemand anders als vervanger.");
        await using var db = dialect.CreateDb();
        var row = new AbsenceRow { Id = identities.NewId(clock.GetUtcNow()), AccountId = accountId, FirstDay = firstDay, LastDay = lastDay, StandInId = standInId };
        db.Absences.Add(row);
        await db.SaveChangesAsync(ct);
        people.Forget();
        return row.Id;
    }

    public async Task RemoveAbsence(string absenceId, CancellationToken ct)
    {
        await using var db = dialect.CreateDb();
        await db.Absences.Where(row => row.Id == absenceId).ExecuteDeleteAsync(ct);
        people.Forget();
    }

    private static async Task<Person?> Find(SignaalketenDb db, System.Linq.Expressions.Expression<Func<Account, bool>> which, CancellationToken ct)
    {
        var account = await db.Users.AsNoTracking().Where(row => !row.Disabled).SingleOrDefaultAsync(which, ct);
        if (account is null)
            return null;
        var roles = await db.RoleMemberships.Where(row => row.AccountId == account.Id).Select(row => row.RoleId).ToListAsync(ct);
        return new(account.Id, account.DisplayName, roles.ToHashSet(StringComparer.Ordinal));
    }

    // A changed stamp makes the site ask again who somebody is and what they may.
    private async Task<Account> Stamp(SignaalketenDb db, string accountId, CancellationToken ct)
    {
        var account = await db.Users.SingleOrDefaultAsync(row => row.Id == accountId, ct) ?? throw new AccountException("Dit account bestaat niet.");
        account.SecurityStamp = Convert.ToHexString(identities.Bytes(20));
        // A sign-in at this very moment writes the whole row back; with another concurrency stamp it fails instead of undoing this change.
        account.ConcurrencyStamp = identities.NewId(clock.GetUtcNow());
        return account;
    }

    private static void CheckRoles(IEnumerable<string> roles)
    {
        if (roles.FirstOrDefault(role => Roles.Find(role) is null) is { } unknown)
            throw new AccountException($"De rol '{unknown}' bestaat niet.", AccountPart.Roles);
    }

    private static void CheckPassword(string password)
    {
        if (!PasswordRule.Allows(password))
            throw new AccountException(PasswordRule.Sentence, AccountPart.Password);
    }
}

/// <param name="Email">Work address; mails about tasks go there.</param>
/// <param name="Password">Null for somebody who signs in elsewhere.</param>
public sealed record NewAccount(string UserName, string DisplayName, string Email, IReadOnlyCollection<string> Roles, string? Password = null);

public sealed record AccountView(
    string Id, string UserName, string DisplayName, string? Email, bool Disabled, IReadOnlyList<string> Roles, IReadOnlyList<AbsenceView> Absences);

public sealed record AbsenceView(string Id, DateOnly FirstDay, DateOnly LastDay, string? StandInId);

/// <summary>What was asked of an account does not fit; the message is the Dutch sentence to show.</summary>
public sealed class AccountException(string sentence, AccountPart part = AccountPart.Whole) : Exception(sentence)
{
    public AccountPart Part { get; } = part;
}

/// <summary>What of an account a refusal is about.</summary>
public enum AccountPart
{
    Whole,
    UserName,
    Email,
    Roles,
    Password,
}
