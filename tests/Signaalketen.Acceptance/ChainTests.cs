namespace Signaalketen.Acceptance;

/// <summary>Tried as a new user would: from a report at the front door to a destroyed file.</summary>
public sealed class ChainTests
{
    /// <summary>By the name of the task: the answers that lead along the whole chain, one set for each time it comes; the last set goes on. Other questions get any answer that fits.</summary>
    private static readonly Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> WholeChain = new()
    {
        ["Acuutcheck"] = Answer("acute", "no"),
        ["Melding completeren"] = Answer("kind", "person"),
        ["Dubbel- en gemeentecheck"] = Answer("result", "new"),
        ["Oppakken"] = Answer("conflict", "no"),
        ["Duiden en voorstel"] = [.. Answer("outcome", "policeCheck"), .. Answer("outcome", "weighing")],
        ["Wegen"] = Answer("outcome", "approach"),
        ["Besluit opname"] = Answer("admission", "yes"),
        ["Traject zoeken"] = Answer("found", "yes"),
        ["Casusoverleg houden"] = Answer("outcome", "plan"),
        ["Budget reserveren"] = Answer("budget", "reserved"),
        ["Gesprek en instemming"] = Answer("agrees", "yes"),
        ["Opdracht aanvaarden"] = Answer("accepted", "yes"),
        ["Traject begeleiden"] = Answer("ended", "finished"),
        ["Traject evalueren"] = Answer("outcome", "reached"),
        ["Besluit afsluiten dossier"] = Answer("aftercare", "no"),
        ["Vernietiging goedkeuren"] = Answer("destruction", "approve"),
    };

    [BrowserFact]
    public async Task A_signal_travels_from_the_report_to_a_destroyed_file_through_every_role()
    {
        await using var product = new Product();
        await product.Start(Product.WithoutSamples);
        await using var visitor = await Visitor.Open(product.Address);

        var reference = await Reports.Send(visitor);
        var casework = new Casework(product, visitor, reference, WholeChain);
        for (var leap = 0; leap < 60 && !casework.Done.Any(task => task.StartsWith("Vernietiging", StringComparison.Ordinal)); leap++)
        {
            await casework.DoAllOpen();
            await visitor.Leap("termijn");
        }

        Assert.Contains(casework.Done, task => task.StartsWith("Politiecheck beantwoorden", StringComparison.Ordinal));
        Assert.Contains(casework.Done, task => task.StartsWith("Wegen", StringComparison.Ordinal));
        Assert.Contains(casework.Done, task => task.StartsWith("Vernietiging", StringComparison.Ordinal));
        Assert.Empty(visitor.Complaints);
    }

    private static IReadOnlyList<IReadOnlyDictionary<string, string>> Answer(string field, string value) => [new Dictionary<string, string> { [field] = value }];
}
