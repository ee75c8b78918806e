using System.Xml.Linq;
using Signaalketen.Engine.Elements;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Time;

namespace Signaalketen.Engine.Parsing;

/// <summary>Reads one process: its scope, lanes and ladders.</summary>
internal static class ProcessReader
{
    public static ProcessModel? Read(ModelReader model, XElement xml)
    {
        var id = xml.Attribute("id")?.Value;
        if (id is not { Length: > 0 })
        {
            model.Problems.Error("bpmn.missing-id", null, "A process has no id: give it one.", "Een proces heeft geen id: geef het er een.");
            return null;
        }

        var scope = new FlowScope(id, null);
        var reader = new ElementReader(model, xml, scope);
        return Finish(reader, new(id, reader.Name, ScopeReader.Read(model, xml, scope)), xml);
    }

    /// <summary>What remains once the flow nodes stand.</summary>
    public static ProcessModel Finish(ElementReader reader, ProcessModel process, XElement xml)
    {
        var model = reader.Model;
        process.Ladders = ReadLadders(reader);
        process.MessageNames = model.MessageNames;
        foreach (var (id, name) in model.MessageNames)
        {
            if (model.Correlations.SendingKey(id) is { Count: > 0 } key)
                process.MessageKeys[name] = key;
        }

        process.Lanes = [.. LanesIn(xml).Select(lane => AssignLane(process.Scope, lane))];
        foreach (var task in AllTasks(process.Scope))
            ClimbLadder(task, process, model.Problems);
        Seal(process.Scope, model);
        StructureRules.Check(process.Scope, model);
        return process;
    }

    private static void Seal(FlowScope scope, ModelReader model)
    {
        foreach (var inner in scope.Nodes.OfType<SubProcess>())
            Seal(inner.Inside, model);
        scope.Seal();
        model.Reach += scope.ReachSize;
        if (model.Reach <= BpmnLimits.Reach)
            scope.WorkOutReach();
        else
            model.Problems.Error(
                "bpmn.joins-too-large", scope.Id,
                "There are so many inclusive and complex joins among so many elements that what can still reach them cannot be worked out: divide the model over sub-processes or called processes.",
                "Er zijn zo veel inclusieve en complexe samenvoegingen tussen zo veel elementen dat niet te bepalen is wat ze nog kan bereiken: verdeel het model over deelprocessen of aanroepen.");
    }

    private static IEnumerable<XElement> LanesIn(XElement process) => process.Descendants(BpmnNames.Model + "lane").Where(lane => lane.Attribute("id") is not null);

    /// <summary>A node in a nested lane belongs to the innermost one, which comes later in the document.</summary>
    private static Lane AssignLane(FlowScope scope, XElement xml)
    {
        var lane = new Lane(xml.Attribute("id")!.Value, xml.Attribute("name")?.Value, xml.Attribute(BpmnNames.Extension + "role")?.Value);
        foreach (var reference in xml.Elements(BpmnNames.Model + "flowNodeRef"))
        {
            if (FindDeep(scope, ElementReader.LocalName(reference.Value)) is { } node)
                Assign(node, lane);
        }

        return lane;
    }

    private static void Assign(FlowNode node, Lane lane)
    {
        node.Lane = lane;
        if (node is SubProcess inner)
        {
            foreach (var child in inner.Inside.Nodes)
                Assign(child, lane);
        }
    }

    private static FlowNode? FindDeep(FlowScope scope, string id) =>
        scope.Find(id) ?? scope.Nodes.OfType<SubProcess>().Select(inner => FindDeep(inner.Inside, id)).FirstOrDefault(found => found is not null);

    private static IEnumerable<UserTask> AllTasks(FlowScope scope) =>
        scope.Nodes.OfType<UserTask>().Concat(scope.Nodes.OfType<SubProcess>().SelectMany(inner => AllTasks(inner.Inside)));

    private static List<Ladder> ReadLadders(ElementReader process)
    {
        var ladders = new List<Ladder>();
        foreach (var xml in process.ExtensionElements("ladder"))
        {
            var id = xml.Attribute("id")?.Value ?? "";
            ladders.Add(new(id, [.. xml.Elements(BpmnNames.Extension + "rung").Select(rung => ReadRung(process, id, rung)).OfType<LadderRung>()]));
        }

        return ladders;
    }

    private static LadderRung? ReadRung(ElementReader process, string ladder, XElement xml)
    {
        var at = xml.Attribute("at")?.Value ?? "";
        var to = xml.Attribute("to")?.Value ?? "";
        RungAction? action = xml.Attribute("action")?.Value switch
        {
            "remind" => RungAction.Remind,
            "escalate" => RungAction.Escalate,
            "freeze" => RungAction.Freeze,
            _ => null,
        };
        RungChannel? channel = xml.Attribute("channel")?.Value switch
        {
            null or "mail" => RungChannel.Mail,
            "screen" => RungChannel.Screen,
            _ => null,
        };
        if (LadderOffset.TryParse(at, out var offset, out _) && to.Length > 0 && action is { } act && channel is { } by)
            return new(at, offset, to, act, by);
        process.Problem(
            "sk.rung-invalid",
            $"Ladder '{ladder}' has a rung that cannot be read (at '{at}', to '{to}'): write for example at=\"+1 wd\" to=\"process-owner\" action=\"escalate\" channel=\"mail\".",
            $"Ladder '{ladder}' heeft een trede die niet te lezen is (at '{at}', to '{to}'): schrijf bijvoorbeeld at=\"+1 wd\" to=\"process-owner\" action=\"escalate\" channel=\"mail\".");
        return null;
    }

    private static void ClimbLadder(UserTask task, ProcessModel process, ProblemList problems)
    {
        if (task.Term?.LadderId is not { Length: > 0 } id)
            return;
        task.Ladder = process.Ladders.FirstOrDefault(ladder => ladder.Id == id);
        if (task.Ladder is null)
            problems.Error(
                "sk.ladder-unknown", task.Id,
                $"The term names ladder '{id}', which the process does not have: add an sk:ladder with that id.",
                $"De termijn noemt ladder '{id}', maar het proces heeft die niet: voeg een sk:ladder met die id toe.");
    }
}
