using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.Tests.Execution;

namespace Signaalketen.Engine.Tests.Reading;

/// <summary>Rules of deployment where one step to the side is another verdict, and the sentences people read.</summary>
public class RefusalEdgeTests
{
    private const string Begin = """<startEvent id="s"/><userTask id="a"/><flows>s > a</flows>""";

    private const string Undo = """<boundaryEvent id="ub" attachedToRef="i"><compensateEventDefinition/></boundaryEvent><userTask id="u" isForCompensation="true"/><association id="ua" sourceRef="ub" targetRef="u"/>""";

    private const string Roots = """<timerEventDefinition id="td"><timeDuration>PT1H</timeDuration></timerEventDefinition><message id="m" name="m"/>""";

    [Theory]
    [InlineData("<subProcess id=\"t\"><task id=\"i\"/><standardLoopCharacteristics/></subProcess><flows>a > t</flows>", "bpmn.loop-without-end t")]
    [InlineData("<adHocSubProcess id=\"t\"><task id=\"i\"/><standardLoopCharacteristics/></adHocSubProcess><flows>a > t</flows>", "bpmn.loop-without-end t")]
    [InlineData("<transaction id=\"t\"><task id=\"i\"/><standardLoopCharacteristics/></transaction><flows>a > t</flows>", "bpmn.loop-without-end t")]
    [InlineData("<receiveTask id=\"t\"><standardLoopCharacteristics/></receiveTask><flows>a > t</flows>", "bpmn.loop-without-end t")]
    [InlineData("<userTask id=\"t\"><standardLoopCharacteristics/></userTask><flows>a > t</flows>", "bpmn.loop-without-end t")]
    [InlineData("<intermediateCatchEvent id=\"t\"><errorEventDefinition/></intermediateCatchEvent><flows>a > t</flows>", "bpmn.event-place t")]
    [InlineData("<intermediateThrowEvent id=\"t\"><errorEventDefinition/></intermediateThrowEvent><flows>a > t</flows>", "bpmn.event-place t")]
    [InlineData("<endEvent id=\"t\"><errorEventDefinition/></endEvent><flows>a > t</flows>", "")]
    [InlineData("<eventBasedGateway id=\"g\"/><receiveTask id=\"q\"/><intermediateCatchEvent id=\"c\"><signalEventDefinition/><messageEventDefinition/></intermediateCatchEvent><flows>a > g > q; g > c</flows>", "bpmn.event-gateway-mixed g")]
    [InlineData("<eventBasedGateway id=\"g\"/><receiveTask id=\"q\"/><intermediateCatchEvent id=\"c\"><signalEventDefinition/></intermediateCatchEvent><flows>a > g > q; g > c</flows>", "")]
    [InlineData("<task id=\"t\"><multiInstanceLoopCharacteristics behavior=\"None\" noneBehaviorEventRef=\"td\"><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></task><flows>a > t</flows>", "bpmn.behavior-event t")]
    public void Model_is_refused_for_exactly_these_problems(string addition, string problems) => Refused(Begin + addition, problems);

    /// <summary>Where one event undoes: an event sub-process undoes around itself, unless it undoes its own sub-process.</summary>
    [Theory]
    [InlineData("<subProcess id=\"x\"><task id=\"i\"/>" + Undo + "<intermediateThrowEvent id=\"t\"><compensateEventDefinition/><compensateEventDefinition activityRef=\"i\"/></intermediateThrowEvent><flows>i > t</flows></subProcess><flows>a > x</flows>", "")]
    [InlineData("<task id=\"i\"/>" + Undo + "<flows>a > i</flows><subProcess id=\"x\" triggeredByEvent=\"true\"><startEvent id=\"xs\"><messageEventDefinition/></startEvent><intermediateThrowEvent id=\"t\"><compensateEventDefinition/><compensateEventDefinition activityRef=\"i\"/></intermediateThrowEvent><flows>xs > t</flows></subProcess>", "")]
    [InlineData("<subProcess id=\"o\"><task id=\"k\"/><subProcess id=\"x\" triggeredByEvent=\"true\"><startEvent id=\"xs\"><compensateEventDefinition/></startEvent><task id=\"i\"/>" + Undo + "<intermediateThrowEvent id=\"t\"><compensateEventDefinition/><compensateEventDefinition activityRef=\"i\"/></intermediateThrowEvent><flows>xs > i > t</flows></subProcess></subProcess><flows>a > o</flows>", "")]
    [InlineData("<subProcess id=\"o\"><task id=\"i\"/>" + Undo + "<subProcess id=\"x\" triggeredByEvent=\"true\"><startEvent id=\"xs\"><compensateEventDefinition/></startEvent><intermediateThrowEvent id=\"t\"><compensateEventDefinition/><compensateEventDefinition activityRef=\"i\"/></intermediateThrowEvent><flows>xs > t</flows></subProcess></subProcess><flows>a > o</flows>", "bpmn.compensation-scopes t")]
    public void Definitions_of_one_event_must_undo_in_one_scope(string addition, string problems) => Refused(Begin + addition, problems);

    [Theory]
    [InlineData("<startEvent id=\"s\"/><subProcess id=\"x\"><eventBasedGateway id=\"g\" instantiate=\"true\"/><receiveTask id=\"q\"/><receiveTask id=\"r\"/><flows>g > q; g > r</flows></subProcess><flows>s > x</flows>", "bpmn.event-gateway-start g")]
    [InlineData("<eventBasedGateway id=\"g\" instantiate=\"true\"/><receiveTask id=\"q\"/><intermediateCatchEvent id=\"c\"><signalEventDefinition/><conditionalEventDefinition><condition>x</condition></conditionalEventDefinition></intermediateCatchEvent><flows>g > q; g > c</flows>", "bpmn.conditional-start c")]
    [InlineData("<eventBasedGateway id=\"g\" instantiate=\"true\"/><receiveTask id=\"q\"/><intermediateCatchEvent id=\"c\"><signalEventDefinition/><signalEventDefinition/></intermediateCatchEvent><flows>g > q; g > c</flows>", "")]
    [InlineData("<eventBasedGateway id=\"g\" instantiate=\"true\"/><receiveTask id=\"q\"/><intermediateCatchEvent id=\"c\" parallelMultiple=\"true\"><signalEventDefinition/></intermediateCatchEvent><flows>g > q; g > c</flows>", "")]
    public void Gateway_that_starts_a_process_stands_at_its_beginning_and_waits_for_one_trigger(string body, string problems) => Refused(body, problems);

    [Theory]
    [InlineData("<boundaryEvent id=\"b\" attachedToRef=\"a\"><signalEventDefinition/></boundaryEvent><boundaryEvent id=\"c\" attachedToRef=\"a\"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>", "")]
    [InlineData("<boundaryEvent id=\"b\" attachedToRef=\"a\"><messageEventDefinition messageRef=\"m\"/><signalEventDefinition/></boundaryEvent>", "")]
    [InlineData("<boundaryEvent id=\"b\" attachedToRef=\"a\"><messageEventDefinition messageRef=\"m\"/></boundaryEvent>", "bpmn.behavior-not-caught a")]
    public void One_boundary_event_that_hears_the_signal_is_enough(string boundaries, string warnings) => Assert.Equal(
        warnings,
        string.Join(',', RefusalTests.Problems(
            Bpmn.Process($"""<startEvent id="s"/><task id="a"><multiInstanceLoopCharacteristics behavior="None"><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></task><flows>s > a</flows>{boundaries}""", Roots), ProblemSeverity.Warning)));

    [Theory]
    [InlineData("None", "noneBehaviorEventRef")]
    [InlineData("One", "oneBehaviorEventRef")]
    public void Warning_names_the_attribute_that_would_name_an_event(string behavior, string attribute)
    {
        var problem = Assert.Single(BpmnReader.Read(Bpmn.Process(
            $"""<startEvent id="s"/><task id="a"><multiInstanceLoopCharacteristics behavior="{behavior}"><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></task><flows>s > a</flows>""")).Problems);
        Assert.Contains($"The behavior {behavior} throws a signal without a name", problem.Message, StringComparison.Ordinal);
        Assert.Contains($"name an event in {attribute}, or choose All", problem.Message, StringComparison.Ordinal);
        Assert.Contains($"noem een gebeurtenis in {attribute}, of kies All", problem.MessageNl, StringComparison.Ordinal);
    }

    [Fact]
    public void One_way_out_of_an_exclusive_gateway_needs_no_condition() =>
        Assert.Empty(RefusalTests.Problems(Bpmn.Process(Begin + "<exclusiveGateway id=\"g\"/><task id=\"t\"/><flows>a > g > t</flows>"), ProblemSeverity.Warning));

    /// <summary>300 gateways with two flows in each are too many to work out as joins; with one flow in they join nothing.</summary>
    [Theory]
    [InlineData("inclusiveGateway", 2, "bpmn.joins-too-large p")]
    [InlineData("complexGateway", 2, "bpmn.joins-too-large p")]
    [InlineData("inclusiveGateway", 1, "")]
    public void Only_joins_count_for_what_must_be_worked_out(string tag, int flows, string problems) => Assert.Equal(problems, string.Join(',', RefusalTests.Problems(Bpmn.Definitions(
        "<process id=\"p\"><startEvent id=\"t0\"/>" + string.Concat(Enumerable.Range(0, 600 / flows).Select(number => $"<{tag} id=\"t{number + 1}\"/>"
            + string.Concat(Enumerable.Range(0, flows).Select(twin => $"<sequenceFlow id=\"f{twin}-{number}\" sourceRef=\"t{number}\" targetRef=\"t{number + 1}\"/>")))) + "</process>"))));

    [Theory]
    [InlineData("<intermediateThrowEvent id=\"x\"><compensateEventDefinition activityRef=\"gone\"/></intermediateThrowEvent><flows>a > x</flows>", "bpmn.unresolved-reference", "activityRef refers to 'gone', which does not exist", "activityRef verwijst naar 'gone', maar dat bestaat niet")]
    [InlineData("<intermediateCatchEvent id=\"x\"><cancelEventDefinition/></intermediateCatchEvent><flows>a > x</flows>", "bpmn.event-place", "A cancelEventDefinition cannot be caught halfway", "Een cancelEventDefinition kan niet halverwege worden opgevangen")]
    [InlineData("<callActivity id=\"x\" calledElement=\"q\" sk:binding=\"deployment\"/><flows>a > x</flows>", "sk.call-binding", "'q' is not in this file: put it in", "'q' staat niet in dit bestand: zet het erin")]
    [InlineData("<callActivity id=\"x\" calledElement=\"p\" sk:binding=\"newest\"/><flows>a > x</flows>", "sk.call-binding", "must be latest, version or deployment", "moet latest, version of deployment zijn")]
    [InlineData("<callActivity id=\"x\" calledElement=\"p\" sk:binding=\"version\" sk:version=\"two\"/><flows>a > x</flows>", "sk.call-binding", "a whole number above 0", "een heel getal boven 0")]
    [InlineData("<callActivity id=\"x\" calledElement=\"p\" sk:binding=\"version\" sk:version=\"-1\"/><flows>a > x</flows>", "sk.call-binding", "a whole number above 0", "een heel getal boven 0")]
    public void Refusal_says_what_is_wrong_in_two_languages(string addition, string rule, string english, string dutch)
    {
        var problem = Assert.Single(BpmnReader.Read(Bpmn.Process(Begin + addition)).Problems, problem => problem.Rule == rule);
        Assert.Equal("x", problem.Element);
        Assert.Contains(english, problem.Message, StringComparison.Ordinal);
        Assert.Contains(dutch, problem.MessageNl, StringComparison.Ordinal);
    }

    private static void Refused(string body, string problems) => Assert.Equal(problems, string.Join(',', RefusalTests.Problems(Bpmn.Process(body, Roots))));
}
