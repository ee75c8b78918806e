using Signaalketen.Casework;
using Signaalketen.Runtime.Tests.House;

namespace Signaalketen.Runtime.Tests.Simulation;

/// <summary>A small chain with everything in it that can go wrong between nodes.</summary>
public static class WorldModels
{
    public const int Ticks = 2;
    public const int Reviews = 2;

    private const string Messages = "<message id=\"m1\" name=\"told\"/><message id=\"m2\" name=\"answered\"/>";

    private static readonly string Chain = Models.Process(
        "signal",
        Models.Start() + "<serviceTask id=\"receipt\" sk:job=\"mail-receipt\"/>"
        + Models.Task("triage", Roles.IntakeDesk, "sk:form=\"assess\"", "<sk:term duration=\"2 wd\" kind=\"agreed\" ladder=\"L\"/>")
        + "<parallelGateway id=\"split\"/>" + Models.Task("own", Roles.CaseOwner) + Disclose + "<serviceTask id=\"visit\" sk:job=\"visit\"/><parallelGateway id=\"join\"/>"
        + "<intermediateThrowEvent id=\"tell\"><messageEventDefinition messageRef=\"m1\"/></intermediateThrowEvent>"
        + "<intermediateCatchEvent id=\"hear\"><messageEventDefinition messageRef=\"m2\"/></intermediateCatchEvent>"
        + "<intermediateCatchEvent id=\"pause\"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>"
        + "<callActivity id=\"call\" calledElement=\"review\"/>" + Models.End(),
        "start->receipt receipt->triage triage->split split->own split->disclose split->visit own->join disclose->join visit->join join->tell tell->hear hear->pause pause->call call->end",
        "<sk:ladder id=\"L\"><sk:rung at=\"50%\" to=\"assignee\" action=\"remind\" channel=\"mail\"/><sk:rung at=\"0\" to=\"deputy-owner\" action=\"escalate\" channel=\"mail\"/></sk:ladder>",
        Messages);

    private static readonly string Review = Models.Process(
        "review",
        Models.Start() + Models.Task("judge", Roles.CaseOwner).Replace("</userTask>", $"<multiInstanceLoopCharacteristics><loopCardinality>{Reviews}</loopCardinality></multiInstanceLoopCharacteristics></userTask>", StringComparison.Ordinal)
        + Models.End(),
        "start->judge judge->end");

    private static readonly string Partner = Models.Process(
        "partner",
        "<startEvent id=\"begin\"><messageEventDefinition messageRef=\"m1\"/></startEvent>" + Models.Task("answer", Roles.Police)
        + "<intermediateThrowEvent id=\"reply\"><messageEventDefinition messageRef=\"m2\"/></intermediateThrowEvent>" + Models.End(),
        "begin->answer answer->reply reply->end", "", Messages);

    private static readonly string Tick = Models.Process(
        "tick", $"<startEvent id=\"begin\"><timerEventDefinition><timeCycle>R{Ticks}/PT2H</timeCycle></timerEventDefinition></startEvent>" + Disclose + Models.End(), "begin->disclose disclose->end");

    public static IReadOnlyList<(string Xml, IReadOnlyDictionary<string, string> Forms)> All { get; } =
    [
        (Review, Forms()), (Chain, Forms(("assess", Answers.Assess))), (Partner, Forms()), (Tick, Forms()),
    ];

    public static IReadOnlyList<(string Name, string Role)> People { get; } =
        [("dora", Roles.IntakeDesk), ("olga", Roles.CaseOwner), ("otto", Roles.CaseOwner), ("piet", Roles.Police), ("ada", Roles.DeputyOwner)];

    private static string Disclose =>
        "<serviceTask id=\"disclose\" sk:job=\"record-disclosure\"><extensionElements><sk:input target=\"category\" source='\"check\"'/><sk:input target=\"receiver\" source='\"politie\"'/><sk:input target=\"legalBasis\" source='\"Wpg\"'/></extensionElements></serviceTask>";

    private static Dictionary<string, string> Forms(params (string Key, string Json)[] forms) => forms.ToDictionary(form => form.Key, form => form.Json);
}
