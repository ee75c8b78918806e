using System.Xml.Linq;

namespace Signaalketen.Engine.Parsing.Import;

/// <summary>Extensions of other engines that change what a model does, by name: what happens here in their place.</summary>
internal static class Degradations
{
    private static readonly (string English, string Dutch) Code = (
        "No code is run here: the task becomes a job that waits for its answer. Give it an sk:job that a worker knows.",
        "Hier wordt geen code uitgevoerd: de taak wordt een opdracht die op antwoord wacht. Geef haar een sk:job die een verwerker kent.");

    private static readonly (string English, string Dutch) People = (
        "Who may do this task comes from its lane here. Put the task in a lane with sk:role.",
        "Wie deze taak mag doen volgt hier uit de baan. Zet de taak in een baan met sk:role.");

    private static readonly (string English, string Dutch) Form = (
        "Forms of the other tool are not shown. Make a form here and name it in sk:form.",
        "Formulieren van het andere programma worden niet getoond. Maak hier een formulier en noem het in sk:form.");

    private static readonly (string English, string Dutch) Term = (
        "The date is not watched here. Give the task an sk:term with a duration.",
        "Deze datum wordt hier niet bewaakt. Geef de taak een sk:term met een duur.");

    private static readonly (string English, string Dutch) Listener = (
        "Listeners are not run. Draw what they do as a task or an event.",
        "Listeners worden niet uitgevoerd. Teken wat ze doen als taak of gebeurtenis.");

    private static readonly (string English, string Dutch) Binding = (
        "A call takes the newest version of the called process. Give a process that must stay as it is an id of its own.",
        "Een aanroep neemt de nieuwste versie van het proces. Geef een proces dat zo moet blijven een eigen id.");

    private static readonly (string English, string Dutch) Outputs = (
        "When there are outputs, only those leave the activity. Add an sk:output for every other value that is needed later.",
        "Zijn er outputs, dan komen alleen die uit de activiteit. Voeg een sk:output toe voor elke andere waarde die later nodig is.");

    private static readonly (string English, string Dutch) Skip = (
        "Nothing is skipped by itself here. Draw a gateway around the task.",
        "Hier wordt niets vanzelf overgeslagen. Teken een keuze om de taak heen.");

    private static readonly (string English, string Dutch) DecisionResult = (
        "The answer of a decision is the value of its one output, or a context of several; of a table with several hits a list of these. Check the expressions that read it.",
        "Het antwoord van een beslissing is de waarde van de enige uitvoer, of een context bij meer uitvoer; bij meer treffers een lijst daarvan. Controleer de expressies die het lezen.");

    private static readonly SortedDictionary<string, (string English, string Dutch)> Texts = new(StringComparer.Ordinal)
    {
        ["class"] = Code, ["delegateExpression"] = Code, ["expression"] = Code, ["connector"] = Code,
        ["mapDecisionResult"] = DecisionResult, ["decisionRefBinding"] = Binding,
        ["assignee"] = People, ["candidateGroups"] = People, ["candidateUsers"] = People, ["assignmentDefinition"] = People,
        ["formKey"] = Form, ["formRef"] = Form, ["formData"] = Form, ["formProperty"] = Form, ["formDefinition"] = Form,
        ["dueDate"] = Term, ["followUpDate"] = Term, ["taskSchedule"] = Term,
        ["executionListener"] = Listener, ["taskListener"] = Listener, ["executionListeners"] = Listener, ["taskListeners"] = Listener,
        ["calledElementBinding"] = Binding, ["calledElementVersion"] = Binding, ["calledElementVersionTag"] = Binding,
        ["outputParameter"] = Outputs,
        ["skipExpression"] = Skip,
    };

    public static Degradation? Find(XName name, string element) =>
        Vendors.IsExecuting(name) && Texts.TryGetValue(name.LocalName, out var text) ? new(element, name.LocalName, text.English, text.Dutch) : null;
}
