using System.Xml.Linq;
using Signaalketen.Engine.Commands;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.State;
using Signaalketen.Engine.Tests.Execution;
using Signaalketen.Engine.Time;

namespace Signaalketen.Engine.Tests.Reading;

/// <summary>Whatever is done to a model: it is read or refused, never an exception; and what is read can be started.</summary>
public class FuzzTests
{
    private static readonly string[] Words =
        ["", "p", "s", "a", "g", "true", "false", "1", "-1", "x > ", "=1", "PT1H", "R/PT0S", "${x}", "x:y", "task", "subProcess", "endEvent", "boundaryEvent", "errorEventDefinition", "standardLoopCharacteristics", "multiInstanceLoopCharacteristics", "incoming", "startEvent"];

    private static readonly string[] Models =
    [
        Bpmn.Process(IncidentTests.FixtureProcess),
        .. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Scenarios"), "*.bpmn", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText),
    ];

    [Fact]
    public void Mutated_models_are_read_or_refused_and_never_throw()
    {
        const int seed = 20270104;
        var engine = new Engine(new() { Calendar = WorkingCalendar.Netherlands, Budget = 2_000 });
        var (accepted, refused) = (0, 0);
        for (var round = 0; round < 6_000; round++)
        {
            var random = new Random(seed + round);
            var document = XDocument.Parse(Models[round % Models.Length]);
            for (var mutation = random.Next(1, 4); mutation > 0; mutation--)
                Mutate(document, random);
            try
            {
                var result = BpmnReader.Read(document.ToString());
                Assert.Equal(result.Problems.Any(problem => problem.Severity == ProblemSeverity.Error), result.Model is null);
                if (result.Model is null)
                {
                    refused++;
                    continue;
                }

                accepted++;
                var definitions = DefinitionSet.Of(result.Model.ProcessDefinitions(1));
                foreach (var definition in definitions.All)
                {
                    var step = engine.Step(definitions, null, new StartInstance("i", definition.Key, Variables.Empty), DateTimeOffset.UnixEpoch);
                    Assert.False(step is StepResult.Rejected { Rejection.Code: RejectionCode.BrokenInvariant } broken, (step as StepResult.Rejected)?.Bug?.ToString());
                }
            }
            catch (Exception bug)
            {
                Assert.Fail($"Seed {seed + round}, model {round % Models.Length}: {bug}\n{document}");
            }
        }

        Assert.True(accepted > 100 && refused > 1_000, $"{accepted} accepted, {refused} refused");
    }

    private static void Mutate(XDocument document, Random random)
    {
        XElement[] all = [.. document.Root!.Descendants()];
        if (all.Length == 0)
            return;
        var one = all[random.Next(all.Length)];
        var other = all[random.Next(all.Length)];
        switch (random.Next(9))
        {
            case 0:
                one.Remove();
                break;
            case 1:
                other.Add(new XElement(one));
                break;
            case 2:
                one.Name = BpmnNames.Model + Words[random.Next(15, Words.Length)];
                break;
            case 3 when one.Attributes().Any():
                one.Attributes().ElementAt(random.Next(one.Attributes().Count())).Remove();
                break;
            case 4 when one.Attributes().Any(attribute => !attribute.IsNamespaceDeclaration):
                one.Attributes().First(attribute => !attribute.IsNamespaceDeclaration).Value = Words[random.Next(Words.Length)];
                break;
            case 5 when !one.HasElements:
                one.Value = Words[random.Next(Words.Length)];
                break;
            case 6:
                one.SetAttributeValue("default", Words[random.Next(Words.Length)]);
                one.SetAttributeValue("triggeredByEvent", random.Next(2) == 0 ? "true" : null);
                break;
            case 7 when one.Parent is not null && !one.Descendants().Contains(other) && one != other:
                one.Remove();
                other.Add(one);
                break;
            default:
                one.AddAfterSelf(new XElement(BpmnNames.Model + Words[random.Next(15, Words.Length)], new XAttribute("id", Words[random.Next(Words.Length)] + random.Next(9)), new XElement(BpmnNames.Model + "x")));
                break;
        }
    }
}
