using Xunit.Abstractions;

namespace Signaalketen.Acceptance;

/// <summary>The process dies without warning, again and again, while people report.</summary>
public sealed class PowerCutTests(ITestOutputHelper output)
{
    private const int Cuts = 50;
    private const int Reporters = 3;

    private static readonly (string, string) NoLimit = ("Signaalketen__Report__PerAddress", "1000000");

    [Fact]
    public async Task Killed_fifty_times_nothing_is_lost_and_nothing_is_done_twice()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var product = new Product();
        Reporter[] reporters = [.. Enumerable.Range(0, Reporters).Select(_ => new Reporter(product.Address))];

        for (var cut = 0; cut < Cuts; cut++)
        {
            if (cut % 3 != 0)
            {
                // The power goes again while it is still getting up, and repairing what the last cut left.
                product.Begin(NoLimit, Product.WithoutSamples);
                await Task.Delay(random.Next(50, 1500));
                await product.KillNow();
                continue;
            }

            await product.Start(NoLimit, Product.WithoutSamples);
            // At least a few reports are in, and others are under way, at the moment that the power goes.
            var wanted = random.Next(1, 6);
            var busy = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var receipts = 0;
            var reporting = reporters.Select(reporter => reporter.ReportUntilCut(() =>
            {
                if (Interlocked.Increment(ref receipts) == wanted)
                    busy.SetResult();
            })).ToArray();
            await busy.Task.WaitAsync(TimeSpan.FromMinutes(3));
            await Task.Delay(random.Next(0, 60));
            await product.KillNow();
            await Task.WhenAll(reporting);
        }

        // The last start: whoever had no answer sends the same form again, and the pumps finish what was begun.
        await product.Start(NoLimit, Product.WithoutSamples);
        foreach (var reporter in reporters)
            await reporter.ReportOnce();
        await product.KillNow();

        using var books = new Books(product.Folder);
        var contradictions = books.Contradictions().ToArray();
        Assert.True(contradictions.Length == 0, string.Join(Environment.NewLine, contradictions.Take(20)));
        var references = books.References();
        Assert.All(reporters.SelectMany(reporter => reporter.Received), reference => Assert.Contains(reference, references));
        var perForm = books.CasesPerForm();
        Assert.All(reporters.SelectMany(reporter => reporter.Sent), form => Assert.Equal(1, perForm.GetValueOrDefault(form)));
        output.WriteLine($"{Cuts} cuts, {reporters.Sum(reporter => reporter.Received.Count)} receipts, {references.Count} cases");
    }
}
