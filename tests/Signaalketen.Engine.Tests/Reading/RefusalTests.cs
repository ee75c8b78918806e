using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.Tests.Execution;

namespace Signaalketen.Engine.Tests.Reading;

/// <summary>What is refused at deployment: rule, element, and a text in two languages that says how to mend it.</summary>
public class RefusalTests
{
    internal static string[] Problems(string xml, ProblemSeverity severity = ProblemSeverity.Error)
    {
        var result = BpmnReader.Read(xml);
        Assert.Equal(result.Problems.All(problem => problem.Severity != ProblemSeverity.Error), result.Model is not null);
        Assert.All(result.Problems, problem =>
        {
            Assert.True(problem.Message.Length > 20 && problem.Message.Contains(' ', StringComparison.Ordinal), problem.Message);
            Assert.True(problem.MessageNl.Length > 20 && problem.MessageNl != problem.Message, problem.MessageNl);
        });
        return [.. result.Problems.Where(problem => problem.Severity == severity).Select(problem => $"{problem.Rule} {problem.Element}".Trim())];
    }

    private const string Task = """<startEvent id="s"/><userTask id="a"/><flows>s > a</flows>""";

    [Theory]
    [InlineData("<choreographyTask id=\"x\"/>", "bpmn.unsupported x")]
    [InlineData("<correlationSubscription id=\"x\"/>", "bpmn.unresolved-reference x")]
    [InlineData("<task/>", "bpmn.missing-id p")]
    [InlineData("<task id=\"\"/>", "bpmn.missing-id p")]
    [InlineData("<sequenceFlow sourceRef=\"s\" targetRef=\"a\"/>", "bpmn.missing-id p")]
    [InlineData("<userTask id=\"a\"/>", "bpmn.duplicate-id a")]
    [InlineData("<sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"nowhere\"/>", "bpmn.unresolved-reference f")]
    [InlineData("<sequenceFlow id=\"f\" sourceRef=\"s\"/>", "bpmn.unresolved-reference f")]
    [InlineData("<subProcess id=\"sub\"><userTask id=\"in\"/></subProcess><sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"in\"/>", "bpmn.flow-crosses-scope f")]
    [InlineData("<sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"s-a\"/>", "bpmn.flow-crosses-scope f")]
    [InlineData("<exclusiveGateway id=\"g\" default=\"f\"/><flows>a > g > a</flows>", "bpmn.unresolved-reference g")]
    [InlineData("<boundaryEvent id=\"b\" attachedToRef=\"s\"><messageEventDefinition/></boundaryEvent>", "bpmn.unresolved-reference b")]
    [InlineData("<boundaryEvent id=\"b\"><messageEventDefinition/></boundaryEvent>", "bpmn.unresolved-reference b")]
    [InlineData("<boundaryEvent id=\"b\" attachedToRef=\"a\"/>", "bpmn.event-without-definition b")]
    [InlineData("<boundaryEvent id=\"b\" attachedToRef=\"a\"><terminateEventDefinition/></boundaryEvent>", "bpmn.event-place b")]
    [InlineData("<boundaryEvent id=\"b\" attachedToRef=\"a\" cancelActivity=\"false\"><errorEventDefinition/></boundaryEvent>", "bpmn.error-not-interrupting b")]
    [InlineData("<boundaryEvent id=\"b\" attachedToRef=\"a\" cancelActivity=\"perhaps\"><messageEventDefinition/></boundaryEvent>", "bpmn.attribute-value b")]
    [InlineData("<boundaryEvent id=\"b\" attachedToRef=\"a\"><messageEventDefinition/></boundaryEvent><flows>a > b</flows>", "bpmn.boundary-with-incoming b")]
    [InlineData("<boundaryEvent id=\"b\" attachedToRef=\"a\"><messageEventDefinition messageRef=\"m\"/></boundaryEvent>", "bpmn.unresolved-reference b")]
    [InlineData("<boundaryEvent id=\"b\" attachedToRef=\"a\"><signalEventDefinition signalRef=\"a\"/></boundaryEvent>", "bpmn.unresolved-reference b")]
    [InlineData("<boundaryEvent id=\"b\" attachedToRef=\"a\"><eventDefinitionRef>nowhere</eventDefinitionRef></boundaryEvent>", "bpmn.unresolved-reference b,bpmn.event-without-definition b")]
    [InlineData("<boundaryEvent id=\"b\" attachedToRef=\"a\"><timerEventDefinition/></boundaryEvent>", "bpmn.timer-without-time b")]
    [InlineData("<boundaryEvent id=\"b\" attachedToRef=\"a\"><timerEventDefinition><timeDate>2027-01-01</timeDate><timeCycle>R/P1D</timeCycle></timerEventDefinition></boundaryEvent>", "bpmn.timer-several-times b")]
    [InlineData("<boundaryEvent id=\"b\" attachedToRef=\"a\"><timerEventDefinition><timeDuration>1 +</timeDuration></timerEventDefinition></boundaryEvent>", "feel.syntax b")]
    [InlineData("<endEvent id=\"e\"/><flows>a > e > a</flows>", "bpmn.end-with-outgoing e")]
    [InlineData("<endEvent id=\"e\"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></endEvent><flows>a > e</flows>", "bpmn.event-place e")]
    [InlineData("<flows>a > s</flows>", "bpmn.start-with-incoming s")]
    [InlineData("<userTask id=\"lost\"/>", "bpmn.no-incoming-flow lost")]
    [InlineData("<task id=\"t\"/><endEvent id=\"e\"/><flows>s > t > e</flows>", "bpmn.no-outgoing-flow a")]
    [InlineData("<eventBasedGateway id=\"g\"/><flows>a > g</flows>", "bpmn.event-gateway-flows g")]
    [InlineData("<eventBasedGateway id=\"g\"/><task id=\"t\"/><receiveTask id=\"r\"/><flows>a > g > t; g > r</flows>", "bpmn.event-gateway-target t")]
    [InlineData("<eventBasedGateway id=\"g\"/><receiveTask id=\"q\"/><receiveTask id=\"r\"/><flows>a > g > q; g > r; a > r</flows>", "bpmn.event-gateway-target r")]
    [InlineData("<eventBasedGateway id=\"g\"/><receiveTask id=\"q\"/><receiveTask id=\"r\"/><flows>a > g > q; g > r if true</flows>", "bpmn.event-gateway-condition g-r")]
    [InlineData("<eventBasedGateway id=\"g\"/><receiveTask id=\"q\"/><intermediateCatchEvent id=\"c\"><messageEventDefinition/></intermediateCatchEvent><flows>a > g > q; g > c</flows>", "bpmn.event-gateway-mixed g")]
    [InlineData("<subProcess id=\"e\" triggeredByEvent=\"true\"><startEvent id=\"es\"/></subProcess>", "bpmn.event-sub-process-start e")]
    [InlineData("<subProcess id=\"e\" triggeredByEvent=\"true\"><startEvent id=\"es\"><messageEventDefinition/></startEvent></subProcess><flows>a > e</flows>", "bpmn.event-sub-process-flow e")]
    [InlineData("<subProcess id=\"e\" triggeredByEvent=\"true\"><startEvent id=\"es\"><messageEventDefinition/></startEvent><standardLoopCharacteristics loopMaximum=\"1\"/></subProcess>", "bpmn.event-sub-process-loop e")]
    [InlineData("<subProcess id=\"e\" triggeredByEvent=\"true\"><startEvent id=\"es\"><messageEventDefinition/></startEvent></subProcess><boundaryEvent id=\"b\" attachedToRef=\"e\"><messageEventDefinition/></boundaryEvent>", "bpmn.unresolved-reference b")]
    [InlineData("<subProcess id=\"x\"><startEvent id=\"xs\"><messageEventDefinition/></startEvent></subProcess><flows>a > x</flows>", "bpmn.sub-process-start xs")]
    [InlineData("<task id=\"t\"><standardLoopCharacteristics/></task><flows>a > t</flows>", "bpmn.loop-without-end t")]
    [InlineData("<task id=\"t\"><standardLoopCharacteristics loopMaximum=\"-1\"/></task><flows>a > t</flows>", "bpmn.attribute-value t,bpmn.loop-without-end t")]
    [InlineData("<task id=\"t\"><multiInstanceLoopCharacteristics/></task><flows>a > t</flows>", "bpmn.multi-instance-without-number t")]
    [InlineData("<userTask id=\"t\" isForCompensation=\"true\"/>", "bpmn.compensation-unused t")]
    [InlineData("<userTask id=\"t\" isForCompensation=\"true\"/><boundaryEvent id=\"b\" attachedToRef=\"a\"><compensateEventDefinition/></boundaryEvent>", "bpmn.compensation-without-handler b,bpmn.compensation-unused t")]
    [InlineData("<endEvent id=\"c\"><cancelEventDefinition/></endEvent><flows>a > c</flows>", "bpmn.cancel-outside-transaction c")]
    [InlineData("<boundaryEvent id=\"b\" attachedToRef=\"a\"><cancelEventDefinition/></boundaryEvent><task id=\"c\"/><flows>b > c</flows>", "bpmn.cancel-outside-transaction b")]
    [InlineData("<intermediateThrowEvent id=\"t\"><linkEventDefinition name=\"L\"/></intermediateThrowEvent><flows>a > t</flows>", "bpmn.link-target t")]
    [InlineData("<intermediateCatchEvent id=\"t\"><linkEventDefinition name=\"L\"/></intermediateCatchEvent><task id=\"c\"/><flows>t > c</flows>", "bpmn.link-source t")]
    [InlineData("<intermediateThrowEvent id=\"t\"><compensateEventDefinition activityRef=\"s\"/></intermediateThrowEvent><flows>a > t</flows>", "bpmn.compensation-reach t")]
    [InlineData("<subProcess id=\"x\"><task id=\"i\"/><intermediateThrowEvent id=\"t\"><compensateEventDefinition activityRef=\"a\"/><compensateEventDefinition activityRef=\"i\"/></intermediateThrowEvent><flows>i > t</flows></subProcess><flows>a > x</flows>", "bpmn.compensation-scopes t")]
    [InlineData("<subProcess id=\"t\" triggeredByEvent=\"true\"><startEvent id=\"ts\"><compensateEventDefinition/></startEvent></subProcess>", "bpmn.compensation-of-process ts")]
    [InlineData("<intermediateCatchEvent id=\"t\"><conditionalEventDefinition/></intermediateCatchEvent><flows>a > t</flows>", "bpmn.condition-missing t")]
    [InlineData("<adHocSubProcess id=\"t\"/><flows>a > t</flows>", "bpmn.ad-hoc-empty t")]
    [InlineData("<adHocSubProcess id=\"t\"><startEvent id=\"ts\"/><task id=\"tt\"/></adHocSubProcess><flows>a > t</flows>", "bpmn.ad-hoc-start-end ts")]
    [InlineData("<task id=\"t\" startQuantity=\"2\"/><flows>a > t</flows>", "bpmn.unsupported t")]
    [InlineData("<task id=\"t\"><wonder/></task><flows>a > t</flows>", "bpmn.unsupported t")]
    [InlineData("<task id=\"t\"><multiInstanceLoopCharacteristics><loopCardinality>1</loopCardinality><wonder/></multiInstanceLoopCharacteristics></task><flows>a > t</flows>", "bpmn.unsupported t")]
    [InlineData("<callActivity id=\"c\"/><flows>a > c</flows>", "bpmn.called-element-missing c")]
    [InlineData("<scriptTask id=\"t\" scriptFormat=\"javascript\"><script>1</script></scriptTask><flows>a > t</flows>", "bpmn.script-language t")]
    [InlineData("<scriptTask id=\"t\"><script>let x = 1;</script></scriptTask><flows>a > t</flows>", "feel.syntax t")]
    [InlineData("<scriptTask id=\"t\"><script>if a then @&quot;2027-02-30&quot; else 1</script></scriptTask><flows>a > t</flows>", "feel.syntax t")]
    [InlineData("<receiveTask id=\"r\" instantiate=\"true\"/><flows>a > r</flows>", "bpmn.receive-instantiate r")]
    [InlineData("<task id=\"t\"><incoming>f9</incoming></task><flows>a > t</flows>", "bpmn.flow-lists-disagree t")]
    [InlineData("<task id=\"t\"/><sequenceFlow id=\"f\" sourceRef=\"a\" targetRef=\"t\"><conditionExpression language=\"XPath\">true</conditionExpression></sequenceFlow>", "feel.language f")]
    [InlineData("<laneSet id=\"ls\"><lane id=\"l\"><flowNodeRef>nobody</flowNodeRef></lane></laneSet>", "bpmn.unresolved-reference l")]
    [InlineData("<dataObjectReference id=\"r\" dataObjectRef=\"nothing\"/>", "bpmn.unresolved-reference r")]
    [InlineData("<task id=\"t\"><dataInputAssociation><sourceRef>nothing</sourceRef><targetRef>s</targetRef></dataInputAssociation></task><flows>a > t</flows>", "bpmn.unresolved-reference t")]
    [InlineData("<task id=\"t\"><extensionElements><sk:input target=\"x\"/></extensionElements></task><flows>a > t</flows>", "sk.input-incomplete t")]
    [InlineData("<userTask id=\"t\"><extensionElements><sk:term duration=\"soon\"/></extensionElements></userTask><flows>a > t</flows>", "sk.term-invalid t")]
    [InlineData("<userTask id=\"t\"><extensionElements><sk:term duration=\"5 wd\" kind=\"odd\"/></extensionElements></userTask><flows>a > t</flows>", "sk.term-kind t")]
    [InlineData("<userTask id=\"t\"><extensionElements><sk:term duration=\"5 wd\" ladder=\"none\"/></extensionElements></userTask><flows>a > t</flows>", "sk.ladder-unknown t")]
    [InlineData("<userTask id=\"t\" sk:fourEyes=\"s\"/><flows>a > t</flows>", "sk.four-eyes-unknown t")]
    [InlineData("<extensionElements><sk:ladder id=\"L\"><sk:rung at=\"late\" to=\"x\" action=\"remind\"/></sk:ladder></extensionElements>", "sk.rung-invalid p")]
    [InlineData("<task id=\"t\"><extensionElements><sk:output source=\"1\"/></extensionElements></task><flows>a > t</flows>", "sk.output-incomplete t")]
    [InlineData("<intermediateThrowEvent id=\"t\"><linkEventDefinition name=\"L\"/><signalEventDefinition/></intermediateThrowEvent><intermediateCatchEvent id=\"u\"><linkEventDefinition name=\"L\"/></intermediateCatchEvent><task id=\"v\"/><flows>a > t; u > v</flows>", "bpmn.link-alone t")]
    [InlineData("<intermediateThrowEvent id=\"t\"><linkEventDefinition name=\"L\"/></intermediateThrowEvent><intermediateCatchEvent id=\"u\"><linkEventDefinition name=\"L\"/><signalEventDefinition/></intermediateCatchEvent><task id=\"v\"/><flows>a > t; u > v</flows>", "bpmn.link-alone u")]
    [InlineData("<intermediateThrowEvent id=\"t\"><linkEventDefinition name=\"L\"/></intermediateThrowEvent><intermediateCatchEvent id=\"u\"><linkEventDefinition name=\"L\"/></intermediateCatchEvent><task id=\"v\"/><flows>a > t > v; u > v</flows>", "bpmn.link-flow t")]
    [InlineData("<intermediateThrowEvent id=\"t\"><linkEventDefinition name=\"L\"/></intermediateThrowEvent><intermediateCatchEvent id=\"u\"><linkEventDefinition name=\"L\"/></intermediateCatchEvent><task id=\"v\"/><flows>s > u; a > t; u > v</flows>", "bpmn.link-flow u")]
    [InlineData("<userTask id=\"t\" isForCompensation=\"true\"/><boundaryEvent id=\"b\" attachedToRef=\"a\"><compensateEventDefinition/></boundaryEvent><association id=\"x\" sourceRef=\"b\" targetRef=\"t\"/><task id=\"v\"/><flows>b > v</flows>", "bpmn.compensation-flow b")]
    [InlineData("<userTask id=\"t\" isForCompensation=\"true\"/><boundaryEvent id=\"b\" attachedToRef=\"a\"><compensateEventDefinition/></boundaryEvent><association id=\"x\" sourceRef=\"b\" targetRef=\"t\"/><task id=\"v\"/><flows>t > v</flows>", "bpmn.compensation-flow t")]
    [InlineData("<userTask id=\"t\" isForCompensation=\"true\"/><boundaryEvent id=\"b\" attachedToRef=\"a\"><compensateEventDefinition/><signalEventDefinition/></boundaryEvent><association id=\"x\" sourceRef=\"b\" targetRef=\"t\"/>", "bpmn.compensation-alone b")]
    [InlineData("<intermediateThrowEvent id=\"t\"><compensateEventDefinition activityRef=\"nowhere\"/></intermediateThrowEvent><flows>a > t</flows>", "bpmn.unresolved-reference t,bpmn.compensation-reach t")]
    [InlineData("<subProcess id=\"x\"><correlationSubscription id=\"cs\"/><task id=\"i\"/></subProcess><flows>a > x</flows>", "bpmn.correlation-place cs")]
    public void Model_is_refused_with_rule_and_element(string addition, string problems) =>
        Assert.Equal(problems.Split(',').Order(StringComparer.Ordinal), Problems(Bpmn.Process(Task + addition)).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("<startEvent id=\"x\"><escalationEventDefinition/></startEvent><flows>x > a</flows>", "A escalationEventDefinition cannot start a process", "kan niet een proces starten")]
    [InlineData("<subProcess id=\"e\" triggeredByEvent=\"true\"><startEvent id=\"x\"><linkEventDefinition name=\"L\"/></startEvent></subProcess>", "A linkEventDefinition cannot start an event sub-process", "kan niet een gebeurtenis-deelproces starten")]
    [InlineData("<intermediateCatchEvent id=\"x\"><terminateEventDefinition/></intermediateCatchEvent><flows>a > x</flows>", "A terminateEventDefinition cannot be caught halfway", "kan niet halverwege worden opgevangen")]
    [InlineData("<intermediateThrowEvent id=\"x\"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateThrowEvent><flows>a > x</flows>", "A timerEventDefinition cannot be thrown halfway", "kan niet halverwege worden verstuurd")]
    [InlineData("<intermediateThrowEvent id=\"x\"><conditionalEventDefinition><condition>true</condition></conditionalEventDefinition></intermediateThrowEvent><flows>a > x</flows>", "A conditionalEventDefinition cannot be thrown halfway", "kan niet halverwege worden verstuurd")]
    [InlineData("<boundaryEvent id=\"x\" attachedToRef=\"a\"><terminateEventDefinition/></boundaryEvent>", "A terminateEventDefinition cannot stand on the boundary of an activity", "kan niet op de rand van een activiteit staan")]
    [InlineData("<intermediateThrowEvent id=\"x\"><errorEventDefinition/></intermediateThrowEvent><flows>a > x</flows>", "A errorEventDefinition cannot be thrown halfway", "kan niet halverwege worden verstuurd")]
    [InlineData("<intermediateCatchEvent id=\"x\"><compensateEventDefinition/></intermediateCatchEvent><flows>a > x</flows>", "A compensateEventDefinition cannot be caught halfway", "kan niet halverwege worden opgevangen")]
    [InlineData("<endEvent id=\"x\"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></endEvent><flows>a > x</flows>", "A timerEventDefinition cannot end a path", "kan niet een pad beëindigen")]
    public void An_event_that_cannot_stand_there_is_named_with_its_place(string addition, string english, string dutch)
    {
        var problem = Assert.Single(BpmnReader.Read(Bpmn.Process(Task + addition)).Problems, problem => problem.Rule == "bpmn.event-place");
        Assert.Equal("x", problem.Element);
        Assert.StartsWith(english, problem.Message, StringComparison.Ordinal);
        Assert.Contains(dutch, problem.MessageNl, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "bpmn.no-process")]
    [InlineData("<process/>", "bpmn.missing-id")]
    [InlineData("<process id=\"p\"><task id=\"a\"/><task id=\"b\"/><flows>a > b > a</flows></process>", "bpmn.no-beginning p")]
    [InlineData("<choreography id=\"c\"/><process id=\"p\"/>", "bpmn.unsupported c")]
    [InlineData("<collaboration id=\"c\"><participant id=\"x\" processRef=\"q\"/></collaboration><process id=\"p\"/>", "bpmn.unresolved-reference x")]
    [InlineData("<collaboration id=\"c\"><messageFlow id=\"mf\" sourceRef=\"p\" targetRef=\"q\"/></collaboration><process id=\"p\"/>", "bpmn.unresolved-reference mf")]
    [InlineData("<process id=\"p\"/><process id=\"p\"/>", "bpmn.duplicate-id p")]
    public void File_is_refused_as_a_whole(string content, string problems) => Assert.Equal(problems.Split(','), Problems(Bpmn.Definitions(content)));

    [Theory]
    [InlineData("", "xml.not-well-formed")]
    [InlineData("once upon a time", "xml.not-well-formed")]
    [InlineData("<definitions", "xml.not-well-formed")]
    [InlineData("<a>&undefined;</a>", "xml.not-well-formed")]
    [InlineData("<definitions/>", "bpmn.not-a-model")]
    [InlineData("<definitions xmlns=\"http://www.omg.org/spec/DMN/20180521/MODEL/\"/>", "bpmn.not-a-model")]
    [InlineData("<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>", "xml.dtd-forbidden")]
    [InlineData("<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><a>&c;</a>", "xml.dtd-forbidden")]
    [InlineData("<!DOCTYPE a SYSTEM \"file:///etc/hostname\"><a/>", "xml.dtd-forbidden")]
    public void Text_that_is_no_model_is_refused(string xml, string problem) => Assert.Equal([problem], Problems(xml));

    [Fact]
    public void Hundred_thousand_nested_elements_are_refused_before_a_tree_is_built() =>
        Assert.Equal(["xml.too-deep"], Problems(string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000))));

    [Fact]
    public void Fifty_million_characters_are_refused_unread()
    {
        Assert.Equal(["xml.too-large"], Problems(new string(' ', 50_000_000)));
        using var stream = new MemoryStream(new byte[50_000_000]);
        Assert.Equal("xml.too-large", Assert.Single(BpmnReader.Read(stream).Problems).Rule);
        Assert.True(stream.Position < 6_000_000);
    }

    [Fact]
    public void Too_many_elements_and_attributes_are_refused()
    {
        Assert.Equal(["bpmn.too-large"], Problems(Bpmn.Definitions("<process id=\"p\">" + string.Concat(Enumerable.Repeat("<a/>", 60_000)) + "</process>")));
        Assert.Equal(["xml.too-many-attributes"], Problems($"<a {string.Join(' ', Enumerable.Range(0, 300).Select(number => $"x{number}=\"\""))}/>"));
        Assert.Equal(["xml.too-many-attributes"], Problems("<a>" + string.Concat(Enumerable.Repeat($"<b {string.Join(' ', Enumerable.Range(0, 100).Select(number => $"x{number}=\"\""))}/>", 3_000)) + "</a>"));
    }

    [Fact]
    public void More_joins_among_more_elements_than_can_be_worked_out_are_refused_at_their_scope()
    {
        static string Path(int joins) => Bpmn.Definitions("<process id=\"p\"><startEvent id=\"t0\"/>" + string.Concat(Enumerable.Range(0, joins).Select(number =>
            $"<inclusiveGateway id=\"t{number + 1}\"/><sequenceFlow id=\"f{number}\" sourceRef=\"t{number}\" targetRef=\"t{number + 1}\"/><sequenceFlow id=\"g{number}\" sourceRef=\"t{number}\" targetRef=\"t{number + 1}\"/>")) + "</process>");
        Assert.Empty(Problems(Path(250)));
        var problem = Assert.Single(BpmnReader.Read(Path(300)).Problems, problem => problem.Severity == ProblemSeverity.Error);
        Assert.Equal(("bpmn.joins-too-large", "p"), (problem.Rule, problem.Element));
    }

    [Fact]
    public void Overlong_text_attribute_comment_and_id_are_refused()
    {
        var text = new string('x', 1_000_001);
        Assert.Equal(["xml.text-too-long"], Problems($"<a>{text}</a>"));
        Assert.Equal(["xml.text-too-long"], Problems($"<a><![CDATA[{text}]]></a>"));
        Assert.Equal(["xml.text-too-long"], Problems($"<a name=\"{text}\"/>"));
        Assert.Equal(["xml.text-too-long"], Problems($"<a><!--{text}--></a>"));
        Assert.Equal(["xml.text-too-long"], Problems($"<a id=\"{text[..1_001]}\"/>"));
        Assert.Equal(["bpmn.not-a-model"], Problems($"<a id=\"{text[..1_000]}\">{text[..1_000_000]}</a>"));
    }

    [Fact]
    public void A_message_repeats_only_the_beginning_of_a_long_text()
    {
        var result = BpmnReader.Read(Bpmn.Process($"<startEvent id=\"s\" isInterrupting=\"{new string('x', 500_000)}\"/><callActivity id=\"c\" calledElement=\"p\" default=\"{new string('y', 500_000)}\"/><flows>s > c</flows>"));
        Assert.NotEmpty(result.Problems);
        Assert.All(result.Problems, problem => Assert.InRange(problem.Message.Length + problem.MessageNl.Length, 40, 4_010));
    }

    [Fact]
    public void Problems_are_reported_up_to_a_limit() =>
        Assert.Equal(500, Problems(Bpmn.Process(string.Concat(Enumerable.Range(0, 2_000).Select(number => $"<wonder id=\"w{number}\"/>")))).Length);

    [Fact]
    public void Syntax_error_in_a_condition_tells_its_position()
    {
        var result = BpmnReader.Read(Bpmn.Process("""<startEvent id="s"/><task id="a"/><sequenceFlow id="f" sourceRef="s" targetRef="a"><conditionExpression>besluit = </conditionExpression></sequenceFlow>"""));
        var problem = Assert.Single(result.Problems);
        Assert.Equal(("feel.syntax", "f"), (problem.Rule, problem.Element));
        Assert.Matches("position [0-9]+", problem.Message);
        Assert.Matches("positie [0-9]+", problem.MessageNl);
    }

    [Theory]
    [InlineData("<parallelGateway id=\"g\"/><task id=\"t\"/><flows>a > g; g > t if true</flows>", "bpmn.parallel-flow-condition g-t")]
    [InlineData("<exclusiveGateway id=\"g\"/><task id=\"t\"/><task id=\"u\"/><flows>a > g; g > t; g > u else</flows>", "bpmn.exclusive-flow-without-condition g-t")]
    public void What_deserves_a_look_is_a_warning(string addition, string warning)
    {
        Assert.Empty(Problems(Bpmn.Process(Task + addition)));
        Assert.Equal([warning], Problems(Bpmn.Process(Task + addition), ProblemSeverity.Warning));
    }

    [Theory]
    [InlineData("<intermediateCatchEvent id=\"c\" sk:correlationKey=\"number\"><messageEventDefinition/></intermediateCatchEvent><flows>a > c</flows>", "sk.misplaced c")]
    [InlineData("<task id=\"t\" sk:form=\"intake\"/><flows>a > t</flows>", "sk.misplaced t")]
    [InlineData("<userTask id=\"t\" sk:fourEys=\"a\"/><flows>a > t</flows>", "sk.misplaced t")]
    [InlineData("<serviceTask id=\"t\"><extensionElements><sk:term duration=\"5 wd\"/></extensionElements></serviceTask><flows>a > t</flows>", "sk.misplaced t")]
    [InlineData("<userTask id=\"t\"><extensionElements><sk:term duration=\"5 wd\" since=\"a\"/></extensionElements></userTask><flows>a > t</flows>", "sk.misplaced t")]
    [InlineData("<exclusiveGateway id=\"g\"><extensionElements><sk:input target=\"x\" source=\"1\"/></extensionElements></exclusiveGateway><flows>a > g</flows>", "sk.misplaced g")]
    [InlineData("<userTask id=\"t\"><extensionElements><sk:ladder id=\"l\"/></extensionElements></userTask><flows>a > t</flows>", "sk.misplaced l")]
    [InlineData("<userTask id=\"t\"><extensionElements><sk:wonder/></extensionElements></userTask><flows>a > t</flows>", "sk.misplaced t")]
    public void Extension_of_ours_that_would_do_nothing_is_refused(string more, string expected) =>
        Assert.Equal(expected, string.Join(',', Problems(Bpmn.Process(Task + more))));
}
