using System.Xml.Linq;
using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Decisions;

/// <summary>Reads a decision table (DMN 1.5, clause 8.3).</summary>
internal sealed class TableReader(BoxedReader boxed, XElement xml, NameScope names)
{
    private readonly LogicText texts = boxed.Texts;

    public Node Read()
    {
        if (HitPolicies.Read(xml.Said("hitPolicy"), xml.Said("aggregation")) is not { } policy)
        {
            texts.Problems.Error(
                "dmn.hit-policy", BoxedReader.Place(xml),
                $"There is no hit policy '{xml.Said("hitPolicy")}' with aggregation '{xml.Said("aggregation")}': choose one of DMN, and an aggregation only with COLLECT.",
                $"Het trefferbeleid '{xml.Said("hitPolicy")}' met aggregatie '{xml.Said("aggregation")}' bestaat niet: kies er een uit DMN, en een aggregatie alleen bij COLLECT.");
            return new FailNode("The hit policy of the table is unknown.");
        }

        TableInput[] inputs = [.. xml.Kids("input").Select(Input)];
        TableOutput[] outputs = [.. xml.Kids("output").Select(Output)];
        var rules = new List<TableRule>();
        foreach (var rule in xml.Kids("rule"))
        {
            XElement[] tests = [.. rule.Kids("inputEntry")];
            XElement[] values = [.. rule.Kids("outputEntry")];
            if (tests.Length != inputs.Length || values.Length != outputs.Length)
                return Shape(rule);
            rules.Add(new([.. tests.Select(Test)], [.. values.Select(value => Entry(value))]));
        }

        if (outputs.Length == 0 || outputs.Select(output => output.Name).Distinct(StringComparer.Ordinal).Count() < outputs.Length)
            return Shape(xml);
        return new TableNode(policy, inputs, outputs, rules);
    }

    private TableInput Input(XElement input)
    {
        var expression = input.Kid("inputExpression");
        var node = expression.Text() is { Length: > 0 } text ? texts.Expression(text, BoxedReader.Place(input), names, boxed.Types.Named) : new LiteralNode(FeelNull.Value);
        var type = boxed.Types.Of(expression?.Said("typeRef"), expression ?? input);
        var what = input.Said("label") ?? expression.Text();
        return new(what, (node as NameNode)?.Name, BoxedReader.Typed(node, type, what), Test(input.Kid("inputValues")));
    }

    private TableOutput Output(XElement output)
    {
        var name = output.Said("name") ?? "";
        var type = boxed.Types.Of(output.Said("typeRef"), output);
        var written = output.Kid("outputValues");
        var allowed = Test(written);
        var order = allowed is null ? type.Values : texts.Expression($"[{written.Text()}]", BoxedReader.Place(output), names, boxed.Types.Named, reports: false);
        return new(name, type, order, allowed, output.Kid("defaultOutputEntry") is { } standard ? Entry(standard) : null);
    }

    private Node? Test(XElement? entry) => entry is not null && entry.Text() is { Length: > 0 } text && text != "-" && texts.IsFeel(entry, BoxedReader.Place(entry))
        ? texts.Tests(text, BoxedReader.Place(entry), names, boxed.Types.Named)
        : null;

    private Node Entry(XElement entry) => entry.Text() is { Length: > 0 } text && texts.IsFeel(entry, BoxedReader.Place(entry))
        ? BoxedReader.Typed(texts.Expression(text, BoxedReader.Place(entry), names, boxed.Types.Named), boxed.Types.Of(entry.Said("typeRef"), entry), text)
        : new LiteralNode(FeelNull.Value);

    private FailNode Shape(XElement at)
    {
        texts.Problems.Error(
            "dmn.table-shape", BoxedReader.Place(at),
            "The table needs an output, outputs with names of their own, and in each rule one entry for every input and output: fill in or remove cells.",
            "De tabel heeft een uitvoerkolom nodig, uitvoerkolommen met elk een eigen naam, en in elke regel één cel per kolom: vul cellen aan of haal ze weg.");
        return new("The table has a rule with too many or too few entries, or no output.");
    }
}
