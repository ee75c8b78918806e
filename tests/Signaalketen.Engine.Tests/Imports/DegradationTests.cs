using Signaalketen.Engine.Parsing.Import;
using Signaalketen.Engine.Tests.Execution;

namespace Signaalketen.Engine.Tests.Imports;

/// <summary>What another engine would do and this one does not is told by name, with what to draw instead, in both languages.</summary>
public class DegradationTests
{
    private const string Task = """<task id="x" c:{0}="a"/>""";
    private const string Inside = """<task id="x"><extensionElements><c:{0}/></extensionElements></task>""";

    [Theory]
    [InlineData(Task, "class", "Give it an sk:job that a worker knows.", "Geef haar een sk:job die een verwerker kent.")]
    [InlineData(Task, "delegateExpression", "Give it an sk:job that a worker knows.", "Geef haar een sk:job die een verwerker kent.")]
    [InlineData(Task, "expression", "Give it an sk:job that a worker knows.", "Geef haar een sk:job die een verwerker kent.")]
    [InlineData(Inside, "connector", "Give it an sk:job that a worker knows.", "Geef haar een sk:job die een verwerker kent.")]
    [InlineData(Task, "assignee", "Put the task in a lane with sk:role.", "Zet de taak in een baan met sk:role.")]
    [InlineData(Task, "candidateGroups", "Put the task in a lane with sk:role.", "Zet de taak in een baan met sk:role.")]
    [InlineData(Task, "candidateUsers", "Put the task in a lane with sk:role.", "Zet de taak in een baan met sk:role.")]
    [InlineData(Inside, "assignmentDefinition", "Put the task in a lane with sk:role.", "Zet de taak in een baan met sk:role.")]
    [InlineData(Task, "formKey", "Make a form here and name it in sk:form.", "Maak hier een formulier en noem het in sk:form.")]
    [InlineData(Task, "formRef", "Make a form here and name it in sk:form.", "Maak hier een formulier en noem het in sk:form.")]
    [InlineData(Inside, "formData", "Make a form here and name it in sk:form.", "Maak hier een formulier en noem het in sk:form.")]
    [InlineData(Inside, "formProperty", "Make a form here and name it in sk:form.", "Maak hier een formulier en noem het in sk:form.")]
    [InlineData(Inside, "formDefinition", "Make a form here and name it in sk:form.", "Maak hier een formulier en noem het in sk:form.")]
    [InlineData(Task, "dueDate", "Give the task an sk:term with a duration.", "Geef de taak een sk:term met een duur.")]
    [InlineData(Task, "followUpDate", "Give the task an sk:term with a duration.", "Geef de taak een sk:term met een duur.")]
    [InlineData(Inside, "taskSchedule", "Give the task an sk:term with a duration.", "Geef de taak een sk:term met een duur.")]
    [InlineData(Inside, "executionListener", "Draw what they do as a task or an event.", "Teken wat ze doen als taak of gebeurtenis.")]
    [InlineData(Inside, "taskListener", "Draw what they do as a task or an event.", "Teken wat ze doen als taak of gebeurtenis.")]
    [InlineData(Inside, "executionListeners", "Draw what they do as a task or an event.", "Teken wat ze doen als taak of gebeurtenis.")]
    [InlineData(Inside, "taskListeners", "Draw what they do as a task or an event.", "Teken wat ze doen als taak of gebeurtenis.")]
    [InlineData(Task, "calledElementBinding", "Give a process that must stay as it is an id of its own.", "Geef een proces dat zo moet blijven een eigen id.")]
    [InlineData(Task, "calledElementVersion", "Give a process that must stay as it is an id of its own.", "Geef een proces dat zo moet blijven een eigen id.")]
    [InlineData(Task, "calledElementVersionTag", "Give a process that must stay as it is an id of its own.", "Geef een proces dat zo moet blijven een eigen id.")]
    [InlineData(Task, "decisionRefBinding", "Give a process that must stay as it is an id of its own.", "Geef een proces dat zo moet blijven een eigen id.")]
    [InlineData(Task, "skipExpression", "Draw a gateway around the task.", "Teken een keuze om de taak heen.")]
    [InlineData(Task, "mapDecisionResult", "Check the expressions that read it.", "Controleer de expressies die het lezen.")]
    public void An_extension_is_told_with_a_way_out(string where, string name, string english, string dutch)
    {
        var element = where.Replace("{0}", name, StringComparison.Ordinal).Replace(" id=\"x\"", " id=\"x\" xmlns:c=\"http://camunda.org/schema/1.0/bpmn\"", StringComparison.Ordinal);
        var told = Assert.Single(Importer.Read(Bpmn.Process($"""<startEvent id="s"/>{element}<flows>s > x</flows>""")).Degraded);
        Assert.Equal(("x", name), (told.Element, told.What));
        Assert.EndsWith(english, told.Message, StringComparison.Ordinal);
        Assert.EndsWith(dutch, told.MessageNl, StringComparison.Ordinal);
    }
}
