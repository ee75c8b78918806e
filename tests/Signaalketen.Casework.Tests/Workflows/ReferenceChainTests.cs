using System.Xml.Linq;
using Signaalketen.Casework.Access;
using Signaalketen.Casework.Forms;
using Signaalketen.Engine.Elements;
using Signaalketen.Engine.Model;

namespace Signaalketen.Casework.Tests.Workflows;

public sealed class ReferenceChainTests
{
    /// <summary>What the chain is started with; <c>wantsFeedback</c> only when the reporter said something about it.</summary>
    private static readonly string[] StartVariables = ["channel", "acuteSaid", "hasContact", "receivedAt", "wantsFeedback"];

    /// <summary>Numbers that bound a repetition, and the legal hold.</summary>
    private static readonly string[] Counters = ["policeRounds", "weighRounds", "hold"];

    private static readonly XNamespace Bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static readonly XNamespace Di = "http://www.omg.org/spec/BPMN/20100524/DI";

    private static IEnumerable<UserTask> Tasks => WorkflowFiles.Chain.Nodes.OfType<UserTask>();

    private static IEnumerable<FormField> Fields => WorkflowFiles.Forms.Values.SelectMany(form => form.Fields);

    [Fact]
    public void Every_user_task_has_role_form_term_ladder_view_basis_and_purpose()
    {
        foreach (var task in Tasks)
        {
            Assert.True(Roles.Find(task.CandidateRole) is not null, $"{task.Id}: role '{task.CandidateRole}'");
            Assert.True(task.FormKey is not null && WorkflowFiles.Forms.ContainsKey(task.FormKey), $"{task.Id}: form '{task.FormKey}'");
            Assert.True(task.Term?.LadderId is not null, $"{task.Id}: term with a ladder");
            Assert.True(task.Shows.Count > 0, $"{task.Id}: sk:shows");
            Assert.True(task.LegalBasis is not null && task.Purpose is not null, $"{task.Id}: sk:legalBasis and sk:purpose");
            Assert.False(string.IsNullOrWhiteSpace(task.Name), task.Id);
        }
    }

    [Fact]
    public void Every_form_is_asked_somewhere()
    {
        var asked = Tasks.Select(task => task.FormKey).Append("report").ToHashSet();

        Assert.Equal([], WorkflowFiles.Forms.Keys.Where(key => !asked.Contains(key)));
    }

    [Fact]
    public void Every_pattern_of_what_a_step_shows_names_a_field_that_some_form_stores()
    {
        var stored = Fields.Select(field => field.StoredAs).OfType<string>().ToList();
        foreach (var task in Tasks)
        {
            foreach (var pattern in task.Shows)
                Assert.True(StepView.Select([pattern], stored).Count > 0, $"{task.Id} shows '{pattern}', which no form stores");
        }
    }

    [Fact]
    public void Every_expression_uses_only_variables_that_exist()
    {
        var known = Known();
        foreach (var (place, names) in Expressions())
            Assert.True(names.All(known.Contains), $"{place} uses {string.Join(", ", names.Where(name => !known.Contains(name)))}");
    }

    [Fact]
    public void Every_choice_follows_an_answer_of_a_person_or_a_counter()
    {
        var allowed = Fields.Select(field => field.Variable).OfType<string>().Concat(Counters).Append("hasContact").ToHashSet(StringComparer.Ordinal);
        foreach (var flow in Flows().Where(flow => flow.Condition is not null))
            Assert.True(flow.Condition!.FreeVariables.All(allowed.Contains), $"{flow.Id}: {flow.Condition.Text}");
    }

    [Fact]
    public void Every_value_a_condition_compares_with_is_an_answer_that_a_form_offers()
    {
        var offered = Fields.Where(field => field.Variable is not null).SelectMany(field => field.Options.Select(option => (field.Variable!, option.Value))).ToHashSet();
        foreach (var flow in Flows().Where(flow => flow.Condition is not null))
        {
            foreach (var comparison in System.Text.RegularExpressions.Regex.Matches(flow.Condition!.Text, "(\\w+) = \"([^\"]*)\"").Cast<System.Text.RegularExpressions.Match>())
                Assert.True(offered.Contains((comparison.Groups[1].Value, comparison.Groups[2].Value)), $"{flow.Id}: {comparison.Value}");
        }
    }

    [Fact]
    public void Every_gateway_that_chooses_one_way_has_a_default_way()
    {
        foreach (var gateway in WorkflowFiles.Chain.Nodes.OfType<ExclusiveGateway>().Where(gateway => gateway.Outgoing.Count > 1))
            Assert.True(gateway.Default is not null, gateway.Id);
    }

    [Fact]
    public void Who_steers_on_numbers_is_shown_nothing_personal()
    {
        var classes = Fields.Where(field => field.StoredAs is not null).ToLookup(field => field.StoredAs!, field => field.Class);
        foreach (var task in Tasks.Where(task => TaskAccess.SeesNumbersOnly(task.CandidateRole!)))
        {
            foreach (var name in StepView.Select(task.Shows, classes.Select(group => group.Key)))
                Assert.True(classes[name].All(found => found <= DataClass.K1), $"{task.Id} shows {name}");
        }
    }

    [Fact]
    public void The_reporter_stays_sealed_for_everybody_but_the_intake_desk()
    {
        foreach (var task in Tasks.Where(task => task.CandidateRole != Roles.IntakeDesk))
            Assert.DoesNotContain(task.Shows, pattern => pattern.StartsWith("reporter.", StringComparison.Ordinal));
        Assert.All(Fields.Where(field => field.StoredAs?.StartsWith("reporter.", StringComparison.Ordinal) == true), field => Assert.Equal(DataClass.K4, field.Class));
    }

    [Theory]
    [InlineData("answerPoliceCheck", "requestPoliceCheck.*")]
    [InlineData("answerUrgentPoliceCheck", "requestPoliceCheck.*")]
    [InlineData("acceptTrack", "matchTrack.goals matchTrack.trackKind")]
    [InlineData("reserveBudget", "matchTrack.trackKind matchTrack.amount")]
    public void A_partner_sees_only_what_the_step_needs(string task, string shows) =>
        Assert.Equal(shows.Split(' '), WorkflowFiles.Chain.UserTask(task)!.Shows);

    [Fact]
    public void Who_sees_no_name_before_accepting_is_shown_none()
    {
        foreach (var id in new[] { "acceptTrack", "reserveBudget" })
            Assert.DoesNotContain(WorkflowFiles.Chain.UserTask(id)!.Shows, pattern => pattern.StartsWith("subject.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("fourEyesClosing", "assess")]
    [InlineData("takeOver", "pickUp")]
    public void Closing_and_taking_over_need_another_pair_of_eyes(string task, string other) =>
        Assert.Equal(other, WorkflowFiles.Chain.UserTask(task)!.FourEyesWith);

    [Fact]
    public void Every_ladder_speaks_to_roles_that_exist_and_lets_in_nobody_who_steers_on_numbers()
    {
        Assert.Equal(["L1", "L2", "L3"], WorkflowFiles.Chain.Ladders.Select(ladder => ladder.Id).Order());
        foreach (var rung in WorkflowFiles.Chain.Ladders.SelectMany(ladder => ladder.Rungs))
        {
            Assert.True(rung.To is "assignee" or "deputy" || Roles.Find(rung.To) is not null, rung.To);
            Assert.True(rung.Action == RungAction.Remind || !TaskAccess.SeesNumbersOnly(rung.To), $"{rung.At} {rung.To}");
        }
    }

    [Fact]
    public void Every_element_and_every_flow_is_drawn_once()
    {
        var xml = XDocument.Parse(WorkflowFiles.Xml);
        var drawn = xml.Descendants().Where(element => element.Name.Namespace == Di && element.Attribute("bpmnElement") is not null)
            .Select(element => element.Attribute("bpmnElement")!.Value).ToList();
        var meant = xml.Descendants(Bpmn + "process").Descendants().Where(element => element.Name.Namespace == Bpmn && IsDrawn(element.Name.LocalName)).Concat(
            xml.Descendants(Bpmn + "collaboration").Elements()).Select(element => element.Attribute("id")!.Value).Append("chain").ToList();

        Assert.Equal(meant.Order(StringComparer.Ordinal), drawn.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_line_of_the_picture_runs_straight_or_square()
    {
        foreach (var edge in XDocument.Parse(WorkflowFiles.Xml).Descendants(Di + "BPMNEdge"))
        {
            var points = edge.Elements().Where(element => element.Name.LocalName == "waypoint").Select(point => (X: point.Attribute("x")!.Value, Y: point.Attribute("y")!.Value)).ToList();
            Assert.True(points.Zip(points.Skip(1)).All(pair => pair.First.X == pair.Second.X || pair.First.Y == pair.Second.Y), edge.Attribute("bpmnElement")!.Value);
        }
    }

    private static bool IsDrawn(string tag) =>
        tag is "lane" or "sequenceFlow" or "subProcess" || (tag != "extensionElements" && (tag.EndsWith("Task", StringComparison.Ordinal) || tag.EndsWith("Gateway", StringComparison.Ordinal) || tag.EndsWith("Event", StringComparison.Ordinal)));

    private static IEnumerable<SequenceFlow> Flows() => WorkflowFiles.Chain.Nodes.SelectMany(node => node.Outgoing);

    private static HashSet<string> Known()
    {
        var known = StartVariables.Concat(Counters).Concat(Fields.Select(field => field.Variable).OfType<string>()).ToHashSet(StringComparer.Ordinal);
        foreach (var node in WorkflowFiles.Chain.Nodes)
        {
            known.UnionWith(node.Inputs.Select(mapping => mapping.Target));
            known.UnionWith((node.Outputs ?? []).Select(mapping => mapping.Target));
            if (node is Activity { Loop: MultiInstance { InputItem: { } item } })
                known.Add(item);
        }

        return known;
    }

    private static IEnumerable<(string Place, IReadOnlyList<string> Names)> Expressions()
    {
        foreach (var node in WorkflowFiles.Chain.Nodes)
        {
            foreach (var mapping in node.Inputs.Concat(node.Outputs ?? []))
                yield return ($"{node.Id} -> {mapping.Target}", mapping.Source.FreeVariables);
            if (node is UserTask { Term.From: { } from })
                yield return ($"{node.Id} term", from.FreeVariables);
            if (node is Activity { Loop: MultiInstance { Collection: { } collection } })
                yield return ($"{node.Id} collection", collection.FreeVariables);
            foreach (var flow in node.Outgoing.Where(flow => flow.Condition is not null))
                yield return (flow.Id, flow.Condition!.FreeVariables);
        }
    }
}
