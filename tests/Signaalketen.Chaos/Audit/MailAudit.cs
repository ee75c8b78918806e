using Signaalketen.Engine.Events;

namespace Signaalketen.Chaos.Audit;

/// <summary>Every mail left, however often, under one Message-ID; nobody was told twice of one thing, or not at all.</summary>
internal static class MailAudit
{
    public static IEnumerable<string> Of(Ledger ledger)
    {
        var sent = ledger.Journal.Where(line => line[0] == "mail").ToLookup(line => (To: line[2], Reference: line[3], Kind: line[4]), line => line[1]);
        foreach (var group in ledger.Mails.GroupBy(row => row.BusinessKey).Where(group => group.Count() > 1))
            yield return $"mail {group.Key} stands {group.Count()} times";
        foreach (var mail in ledger.Mails)
        {
            var ids = sent[(mail.Address ?? "", mail.Reference, mail.Kind)].Distinct().ToList();
            if (mail.Status != "Sent")
                yield return $"mail {mail.Id} is {mail.Status}";
            else if (ids.Count == 0)
                yield return $"mail {mail.Id} never left";
            else if (ids.Count > 1)
                yield return $"mail {mail.Id} left under {ids.Count} Message-IDs";
        }

        var known = ledger.Mails.Select(mail => (mail.Address ?? "", mail.Reference, mail.Kind)).ToHashSet();
        foreach (var stray in sent.Where(one => !known.Contains(one.Key)))
            yield return $"a mail to {stray.Key.To} about {stray.Key.Reference} left without a row";

        // Everybody at the desk hears of every task.
        var perTask = ledger.Mails.Where(mail => mail is { Task: not null, Kind: "TaskReady" }).ToLookup(mail => mail.Task!, mail => mail.Address);
        foreach (var task in ledger.Tasks)
        {
            if (!perTask[task.Id].Order(StringComparer.Ordinal).SequenceEqual(ledger.Accounts.Order(StringComparer.Ordinal)))
                yield return $"task {task.Id} was mailed to {perTask[task.Id].Count()} of {ledger.Accounts.Count} people";
        }
    }
}
