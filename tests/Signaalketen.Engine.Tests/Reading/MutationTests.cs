using System.Text;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.Parsing.Import;
using Signaalketen.Engine.Tests.Execution;

namespace Signaalketen.Engine.Tests.Reading;

/// <summary>A hundred thousand damaged files, cheap to make and small: each is read or refused with problems, and none throws.</summary>
public class MutationTests
{
    private const int Seed = 20270105;
    private const int Files = 100_000;

    private static readonly string[] Bodies =
    [
        """<startEvent id="s"/><userTask id="a"/><endEvent id="e"/><flows>s > a > e</flows>""",
        """<startEvent id="s"/><exclusiveGateway id="g" default="g-b"/><task id="a"/><task id="b"/><flows>s > g > a if x = 1; g > b</flows>""",
        """<startEvent id="s"/><task id="a"><multiInstanceLoopCharacteristics camunda:collection="${items}" camunda:elementVariable="item"><completionCondition>${nrOfCompletedInstances == 1}</completionCondition></multiInstanceLoopCharacteristics></task><boundaryEvent id="b" attachedToRef="a"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent><flows>s > a</flows>""",
        """<startEvent id="s"/><subProcess id="u"><startEvent id="i"/><task id="t"/><flows>i > t</flows></subProcess><subProcess id="v" triggeredByEvent="true"><startEvent id="w"><messageEventDefinition/></startEvent></subProcess><flows>s > u</flows>""",
        """<laneSet id="l"><lane id="k" sk:role="r"><flowNodeRef>a</flowNodeRef></lane></laneSet><startEvent id="s"/><userTask id="a"><extensionElements><sk:term duration="5 wd"/><camunda:inputOutput><camunda:inputParameter name="n">${a.b &lt; 2 ? 'x' : "y"}</camunda:inputParameter></camunda:inputOutput></extensionElements><standardLoopCharacteristics loopMaximum="3"/></userTask><flows>s > a</flows>""",
        """<startEvent id="s"/><serviceTask id="j"><extensionElements><zeebe:taskDefinition type="t"/><zeebe:ioMapping><zeebe:input source="=a" target="b"/></zeebe:ioMapping></extensionElements></serviceTask><callActivity id="c" calledElement="p"/><eventBasedGateway id="g"/><receiveTask id="r"/><intermediateCatchEvent id="m"><signalEventDefinition/></intermediateCatchEvent><flows>s > j > c > g > r; g > m</flows>""",
    ];

    private static readonly string[] Words =
        ["", "p", "s", "a", "true", "-1", "99999999999999999999", "x > ", "=1", "=", "PT1H", "P1M2W", "R/PT0S", "${x}", "${", "#{a.b(c)}", "${!!!empty x}", "a:b", "5 wd", "]]>", "<![CDATA[", "<a>", "</process>", "&amp;", "&#0;", "&x;", "\uFFFE", "\uD800", "é", "task", "startEvent", "subProcess", "process", "default", "id", "<!--", "<?x", "xmlns=\"\"", "'", "\""];

    private static readonly string[][] Seeds = [.. Bodies.Select(body => Cut(Model(body)))];

    [Fact]
    public void Hundred_thousand_damaged_files_are_read_or_refused_and_never_throw()
    {
        var (accepted, refused, malformed) = (0, 0, 0);
        Parallel.For(0, Files, round =>
        {
            var text = Damage(Seeds[round % Seeds.Length], new(Seed + round));
            try
            {
                // One in four also asks for the report and the round trip.
                var (model, problems) = round % 4 == 0 ? Report(text) : (BpmnReader.Read(text) is var read ? (read.Model, read.Problems) : default);
                if (problems.Any(problem => problem.Severity == ProblemSeverity.Error) != model is null)
                    throw new InvalidOperationException("A file without a model must have an error, and one with a model none.");
                _ = model is not null ? Interlocked.Increment(ref accepted)
                    : problems.Any(problem => problem.Rule == "xml.not-well-formed") ? Interlocked.Increment(ref malformed) : Interlocked.Increment(ref refused);
            }
            catch (Exception bug)
            {
                throw new InvalidOperationException($"Seed {Seed + round}, model {round % Seeds.Length}:\n{text}", bug);
            }
        });

        // Most must get past the XML reader, or nothing of ours would have been tried.
        Assert.True(accepted > 5_000 && refused > 30_000, $"Seeds {Seed} to {Seed + Files - 1}: {accepted} accepted, {refused} refused, {malformed} not well-formed.");
    }

    private static (BpmnModel? Model, IReadOnlyList<Problem> Problems) Report(string text)
    {
        var report = Importer.Read(text);
        var written = RoundTrip.Write(text, out var problems);
        if (written is null != problems.Count > 0 || (report.IsOk && written is null))
            throw new InvalidOperationException("What can be read can be written back, and what cannot says why.");
        return (report.Model, report.Problems);
    }

    /// <summary>One to three changes: mostly a value or a whole tag, so that the file often stays XML; sometimes a single character.</summary>
    private static string Damage(string[] seed, Random random)
    {
        var pieces = seed.ToList();
        for (var change = random.Next(1, 4); change > 0 && pieces.Count > 1; change--)
        {
            var at = random.Next(pieces.Count);
            var piece = pieces[at];
            switch (random.Next(10))
            {
                case 0 when piece.EndsWith("/>", StringComparison.Ordinal):
                    pieces.RemoveAt(at);
                    break;
                case 1 when piece.EndsWith("/>", StringComparison.Ordinal):
                    pieces.Insert(random.Next(pieces.Count), piece);
                    break;
                case 2 when piece.Length > 0:
                    pieces[at] = piece.Remove(random.Next(piece.Length), 1);
                    break;
                case 3:
                    pieces[at] = piece.Insert(random.Next(piece.Length + 1), Words[random.Next(Words.Length)]);
                    break;
                case 4:
                    pieces[at] = piece.Insert(random.Next(piece.Length + 1), ((char)random.Next(0x20, 0x17F)).ToString());
                    break;
                case 5:
                    pieces.RemoveAt(at);
                    break;
                default:
                    pieces[at] = NewValue(piece, pieces[random.Next(pieces.Count)], random);
                    break;
            }
        }

        return string.Concat(pieces);
    }

    /// <summary>Another value for one attribute, from the list or from elsewhere in the file; for text, another text.</summary>
    private static string NewValue(string piece, string other, Random random)
    {
        var parts = piece.Split('"');
        if (parts.Length < 3)
            return piece.StartsWith('<') ? piece : Escaped(Words[random.Next(Words.Length)]);
        var others = other.Split('"');
        var value = random.Next(2) == 0 && others.Length >= 3 ? others[1] : Escaped(Words[random.Next(Words.Length)]);
        parts[(2 * random.Next(parts.Length / 2)) + 1] = value;
        return string.Join('"', parts);
    }

    private static string Escaped(string word) => word.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);

    /// <summary>The prefixes of other tools, which stand on the process once it is written out.</summary>
    private static string Model(string body) => Bpmn.Definitions(
        $"""<process id="p" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0">{body}</process>""");

    /// <summary>Tags and the texts between them.</summary>
    private static string[] Cut(string xml)
    {
        var pieces = new List<string>();
        var piece = new StringBuilder();
        foreach (var letter in xml)
        {
            if (letter == '<' && piece.Length > 0)
            {
                pieces.Add(piece.ToString());
                piece.Clear();
            }

            piece.Append(letter);
            if (letter != '>')
                continue;
            pieces.Add(piece.ToString());
            piece.Clear();
        }

        return [.. pieces];
    }
}
