using System.Xml.Linq;
using Signaalketen.Engine.Decisions;
using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Tests.Decisions;

/// <summary>Models with parts torn out, doubled or moved are read and asked without an exception, and give the same answer twice.</summary>
public class DmnFuzzTests
{
    private static readonly string[] Sound =
    [
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Scenarios", "businessRuleTask", "route.dmn")),
        Dmn.Xml("""
            <itemDefinition name="tStep"><itemComponent name="days"><typeRef>number</typeRef><allowedValues><text>[0..90]</text></allowedValues></itemComponent></itemDefinition>
            <itemDefinition name="tSteps" isCollection="true"><typeRef>tStep</typeRef><typeConstraint><text>count(?) > 0</text></typeConstraint></itemDefinition>
            """
            + Dmn.Input("urgent", "boolean")
            + """<businessKnowledgeModel id="longer" name="Longer"><variable name="Longer"/><encapsulatedLogic><formalParameter name="n" typeRef="number"/><literalExpression><text>if n > 8 then n else Longer(n * 2)</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>"""
            + Dmn.Decision("Steps", $"<list><relation><column name=\"days\"/><row>{Dmn.Literal("1")}</row></relation><for iteratorVariable=\"i\"><in>{Dmn.Literal("[1, 2]")}</in><return>{Dmn.Literal("{days: i}")}</return></for></list>")
            + Dmn.Decision("Term", $"""
                <context><contextEntry><variable name="all"/><filter><in>{Dmn.Literal("Steps")}</in><match>{Dmn.Literal("urgent")}</match></filter></contextEntry>
                <contextEntry><invocation>{Dmn.Literal("Longer")}<binding><parameter name="n"/>{Dmn.Literal("count(all) + 1")}</binding></invocation></contextEntry></context>
                """, "number", "!urgent", "Steps", "+longer")
            + """<decisionService id="service" name="Service"><outputDecision href="#Term"/><inputDecision href="#Steps"/><inputData href="#urgent"/></decisionService>"""),
    ];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_model_that_was_tampered_with_never_throws_and_never_differs(int model)
    {
        for (var seed = 0; seed < 600; seed++)
        {
            var random = new Random(seed);
            var xml = XDocument.Parse(Sound[model]);
            for (var change = random.Next(1, 5); change > 0; change--)
                Tamper([.. xml.Root!.Descendants()], random);
            var text = xml.ToString(SaveOptions.DisableFormatting);
            var (first, second) = (Answers(text), Answers(text));
            Assert.True(first == second, $"Seed {seed}: {first} against {second}");
        }
    }

    private static void Tamper(XElement[] elements, Random random)
    {
        if (elements.Length == 0)
            return;
        var chosen = elements[random.Next(elements.Length)];
        var other = elements[random.Next(elements.Length)];
        switch (random.Next(5))
        {
            case 0:
                chosen.Remove();
                break;
            case 1:
                chosen.AddAfterSelf(new XElement(chosen));
                break;
            case 2 when chosen.Attributes().FirstOrDefault() is { } attribute:
                attribute.Value = other.Attributes().FirstOrDefault()?.Value ?? "";
                break;
            case 3 when !chosen.DescendantsAndSelf().Contains(other):
                other.Add(new XElement(chosen));
                break;
            default:
                if (!chosen.HasElements)
                    chosen.Value = other.HasElements ? "1 +" : other.Value;
                break;
        }
    }

    private static string Answers(string xml)
    {
        var read = DmnReader.Read(xml);
        var limits = new FeelLimits { MaxSteps = 20_000 };
        var environment = new FeelEnvironment(Dmn.Environment.Now, "Europe/Amsterdam", limits);
        var input = new FeelContext([new("urgent", FeelBoolean.True), new("channel", new FeelString("phone")), new("hour", FeelNumber.From(22))]);
        return string.Join('|', read.Problems.Select(problem => problem.Rule).Concat(read.Model?.Decisions.Select(entry => read.Model.Evaluate(entry, input, environment).Value.ToString()) ?? []));
    }
}
