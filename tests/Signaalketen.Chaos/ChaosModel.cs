namespace Signaalketen.Chaos;

/// <summary>Two small processes with something of everything that waits: tasks, timers, jobs, messages, mails.</summary>
internal static class ChaosModel
{
    /// <summary>The task with a boundary timer that people sometimes leave lying.</summary>
    public const string Late = "decide";

    /// <summary>The variable that a message brings.</summary>
    public const string Word = "word";

    /// <summary>Elements that are done exactly once in an instance that ended, per process.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Once = new Dictionary<string, string[]>
    {
        ["signal"] = ["start", "first", "triage", "pause", "answered", "tell", "second", "rest", "end"],
        ["partner"] = ["begin", "third", "reply", "done"],
        ["poison"] = ["go"],
    };

    /// <summary>Timers that nothing can cancel: each must fire.</summary>
    public static readonly string[] MustFire = ["pause", "rest"];

    public const string Xml =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:sk="urn:signaalketen:bpmn:1" targetNamespace="urn:chaos">
          <message id="m1" name="answer"/>
          <message id="m2" name="told"/>
          <process id="signal" name="Keten" isExecutable="true">
            <startEvent id="start"/>
            <parallelGateway id="split"/>
            <serviceTask id="first" sk:job="effect"/>
            <intermediateCatchEvent id="pause"><timerEventDefinition><timeDuration>PT1S</timeDuration></timerEventDefinition></intermediateCatchEvent>
            <userTask id="triage" name="Beoordelen">
              <potentialOwner><resourceAssignmentExpression><formalExpression>intake-desk</formalExpression></resourceAssignmentExpression></potentialOwner>
            </userTask>
            <parallelGateway id="join"/>
            <userTask id="decide" name="Besluiten">
              <potentialOwner><resourceAssignmentExpression><formalExpression>intake-desk</formalExpression></resourceAssignmentExpression></potentialOwner>
            </userTask>
            <boundaryEvent id="late" attachedToRef="decide"><timerEventDefinition><timeDuration>PT3S</timeDuration></timerEventDefinition></boundaryEvent>
            <boundaryEvent id="remind" attachedToRef="decide" cancelActivity="false"><timerEventDefinition><timeCycle>R2/PT1S</timeCycle></timerEventDefinition></boundaryEvent>
            <serviceTask id="reminder" sk:job="effect"/>
            <endEvent id="reminded"/>
            <intermediateCatchEvent id="answered"><messageEventDefinition messageRef="m1" sk:correlationKey="caseReference"/></intermediateCatchEvent>
            <intermediateThrowEvent id="tell"><messageEventDefinition messageRef="m2"/></intermediateThrowEvent>
            <serviceTask id="second" sk:job="effect"/>
            <intermediateCatchEvent id="rest"><timerEventDefinition><timeDuration>PT2S</timeDuration></timerEventDefinition></intermediateCatchEvent>
            <endEvent id="end"/>
            <sequenceFlow id="f1" sourceRef="start" targetRef="split"/>
            <sequenceFlow id="f2" sourceRef="split" targetRef="first"/>
            <sequenceFlow id="f3" sourceRef="first" targetRef="pause"/>
            <sequenceFlow id="f4" sourceRef="pause" targetRef="join"/>
            <sequenceFlow id="f5" sourceRef="split" targetRef="triage"/>
            <sequenceFlow id="f6" sourceRef="triage" targetRef="join"/>
            <sequenceFlow id="f7" sourceRef="join" targetRef="decide"/>
            <sequenceFlow id="f8" sourceRef="decide" targetRef="answered"/>
            <sequenceFlow id="f9" sourceRef="late" targetRef="answered"/>
            <sequenceFlow id="f10" sourceRef="remind" targetRef="reminder"/>
            <sequenceFlow id="f11" sourceRef="reminder" targetRef="reminded"/>
            <sequenceFlow id="f12" sourceRef="answered" targetRef="tell"/>
            <sequenceFlow id="f13" sourceRef="tell" targetRef="second"/>
            <sequenceFlow id="f14" sourceRef="second" targetRef="rest"/>
            <sequenceFlow id="f15" sourceRef="rest" targetRef="end"/>
          </process>
          <process id="partner" name="Partner" isExecutable="true">
            <startEvent id="begin"><messageEventDefinition messageRef="m2"/></startEvent>
            <serviceTask id="third" sk:job="effect"/>
            <userTask id="reply" name="Antwoorden">
              <potentialOwner><resourceAssignmentExpression><formalExpression>intake-desk</formalExpression></resourceAssignmentExpression></potentialOwner>
            </userTask>
            <endEvent id="done"/>
            <sequenceFlow id="g1" sourceRef="begin" targetRef="third"/>
            <sequenceFlow id="g2" sourceRef="third" targetRef="reply"/>
            <sequenceFlow id="g3" sourceRef="reply" targetRef="done"/>
          </process>
        </definitions>
        """;

    /// <summary>A process of one job of a type.</summary>
    public static string OneJob(string type) =>
        $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:sk="urn:signaalketen:bpmn:1" targetNamespace="urn:chaos">
          <process id="{type}" name="Werk" isExecutable="true">
            <startEvent id="go"/><serviceTask id="work" sk:job="{type}"/><endEvent id="gone"/>
            <sequenceFlow id="h1" sourceRef="go" targetRef="work"/><sequenceFlow id="h2" sourceRef="work" targetRef="gone"/>
          </process>
        </definitions>
        """;
}
