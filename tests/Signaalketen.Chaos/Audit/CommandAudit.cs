using Signaalketen.Engine.Events;
using Signaalketen.Engine.Expressions;

namespace Signaalketen.Chaos.Audit;

/// <summary>What people asked, against what stands: accepted = exactly once, asked without an answer = at most once.</summary>
internal static class CommandAudit
{
    public static IEnumerable<string> Of(Ledger ledger) => Starts(ledger).Concat(Completions(ledger)).Concat(Messages(ledger)).Concat(Throws(ledger));

    private static IEnumerable<string> Starts(Ledger ledger)
    {
        var accepted = Lines(ledger, "accepted", "start").ToLookup(line => line[2], line => line[3]);
        var asked = Lines(ledger, "asked", "start").Select(line => line[2]).ToHashSet();
        var perForm = ledger.Cases.Where(one => one.Form is not null).ToLookup(one => one.Form!);
        foreach (var form in accepted)
        {
            foreach (var reference in form)
            {
                if (perForm[form.Key].Count(one => one.Reference == reference) != 1)
                    yield return $"report {form.Key} was received as {reference}, which is not there";
            }
        }

        foreach (var form in perForm)
        {
            if (form.Count() > 1)
                yield return $"report {form.Key} became {form.Count()} cases";
            if (!asked.Contains(form.Key))
                yield return $"report {form.Key} was never asked";
        }

        foreach (var group in ledger.Instances.Where(one => one.Process == "signal").GroupBy(one => one.Case).Where(group => group.Count() > 1))
            yield return $"case {group.Key} was begun {group.Count()} times";
    }

    private static IEnumerable<string> Completions(Ledger ledger)
    {
        var tasks = ledger.Tasks.ToDictionary(row => row.Id);
        var asked = Lines(ledger, "asked", "complete").Select(line => (Task: line[2], Account: line[3])).ToHashSet();
        foreach (var answers in Lines(ledger, "accepted", "complete").GroupBy(line => line[2]))
        {
            if (answers.Count() > 1)
                yield return $"task {answers.Key} was accepted as done {answers.Count()} times";
            if (!tasks.TryGetValue(answers.Key, out var task))
                yield return $"task {answers.Key} was accepted as done, but is not there";
            else if (task.Status != "Completed" || task.Performer != answers.First()[3])
                yield return $"task {answers.Key} was accepted as done, but is {task.Status} and not by who did it";
        }

        foreach (var task in ledger.Tasks.Where(row => row.Status == "Completed"))
        {
            var times = ledger.Steps[task.Instance].SelectMany(step => step.Events).OfType<ElementCompleted>().Count(one => one.Key == task.Key);
            if (times != 1)
                yield return $"task {task.Id} is done, but history completes it {times} times";
            if (!asked.Contains((task.Id, task.Performer ?? "")))
                yield return $"task {task.Id} is done, but its performer never asked";
        }

        // A journal line per person and task: history holds one completion, whoever of them it was.
        foreach (var created in ledger.Steps.SelectMany(steps => steps.SelectMany(step => step.Events).OfType<UserTaskCreated>().Select(one => (Instance: steps.Key, one.Key))))
        {
            if (ledger.Tasks.Count(row => row.Instance == created.Instance && row.Key == created.Key) != 1)
                yield return $"task {created.Key} of {created.Instance} opened in history, but has no row";
        }
    }

    private static IEnumerable<string> Messages(Ledger ledger)
    {
        var heard = ledger.Steps.SelectMany(steps => steps.SelectMany(step => step.Events).OfType<VariablesSet>()
            .Select(one => one.Changes.TryGet(ChaosModel.Word, out var word) && word is FeelString text ? (Word: text.Value, Instance: steps.Key) : default).Where(one => one.Word is not null))
            .Distinct().ToLookup(one => one.Word, one => one.Instance);
        var received = ledger.Steps.SelectMany(steps => steps.SelectMany(step => step.Events).OfType<ElementCompleted>().Where(one => one.Element == "answered").Select(_ => steps.Key)).ToLookup(one => one);
        var asked = Lines(ledger, "asked", "message").ToDictionary(line => line[2], line => line[3]);
        foreach (var line in Lines(ledger, "accepted", "message"))
        {
            if (!heard[line[2]].SequenceEqual([line[3]]))
                yield return $"message {line[2]} to {line[3]} was accepted, but heard by: {string.Join(' ', heard[line[2]])}";
        }

        foreach (var word in heard)
        {
            if (!asked.TryGetValue(word.Key, out var instance) || word.Any(one => one != instance))
                yield return $"message {word.Key} was heard by {string.Join(' ', word)}, which nobody asked";
        }

        foreach (var one in received.Where(one => one.Count() > 1 || heard.Count(word => word.Contains(one.Key)) != 1))
            yield return $"instance {one.Key} received {one.Count()} answers in {heard.Count(word => word.Contains(one.Key))} words";
    }

    // A message between processes: each throw begins one partner.
    private static IEnumerable<string> Throws(Ledger ledger)
    {
        var process = ledger.Instances.ToDictionary(one => one.Id);
        var thrown = ledger.Steps.SelectMany(steps => steps.SelectMany(step => step.Events).OfType<MessageThrown>().Select(_ => steps.Key))
            .Where(process.ContainsKey).GroupBy(id => process[id].Case).ToDictionary(group => group.Key, group => group.Count());
        var begun = ledger.Instances.Where(one => one.Process == "partner").GroupBy(one => one.Case).ToDictionary(group => group.Key, group => group.Count());
        var waiting = ledger.Jobs.Count(row => row.Key is null);
        foreach (var one in thrown.Keys.Union(begun.Keys))
        {
            if (waiting == 0 && thrown.GetValueOrDefault(one) != begun.GetValueOrDefault(one))
                yield return $"case {one} threw {thrown.GetValueOrDefault(one)} messages that began {begun.GetValueOrDefault(one)} partners";
        }
    }

    private static IEnumerable<string[]> Lines(Ledger ledger, string verb, string what) => ledger.Journal.Where(line => line.Length > 2 && line[0] == verb && line[1] == what);
}
