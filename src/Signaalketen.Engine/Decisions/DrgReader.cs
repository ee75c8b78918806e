using System.Xml.Linq;
using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Decisions;

/// <summary>Reads the requirements graph of one file, in three rounds: what there is, what requires what, and the logic, which must know both.</summary>
internal sealed class DrgReader(DmnFile file, LogicText texts)
{
    public void ReadElements()
    {
        file.Types = new(file, texts);
        foreach (var xml in file.Parts.SelectMany(part => part.Kids()))
        {
            if (Create(xml) is not { } element)
                continue;
            element.Xml = xml;
            if (!file.Add(element))
                texts.Problems.Error(
                    "dmn.duplicate-id", element.Id, $"The id '{element.Id}' is used twice: give every element its own id.",
                    $"De id '{element.Id}' komt twee keer voor: geef elk element een eigen id.");
            texts.Paths.Add(element.Name);
        }

        // Keys of contexts are used behind a dot anywhere.
        foreach (var xml in file.Parts.SelectMany(part => part.Descendants()).Where(xml => xml.Name.LocalName is "itemComponent" or "column" or "output" or "variable"))
        {
            if (xml.Said("name") is { } name)
                texts.Paths.Add(name);
        }
    }

    public void ReadRequirements()
    {
        foreach (var element in file.Elements)
        {
            var xml = element.Xml;
            var variable = xml.Kid("variable");
            element.Type = file.Types.Of(variable?.Said("typeRef"), variable ?? xml);
            if (element is Service service)
            {
                service.Outputs.AddRange(Referred(service, xml.Kids("outputDecision")).OfType<Decision>());
                service.Inputs.AddRange(Referred(service, xml.Kids("inputData").Concat(xml.Kids("inputDecision"))));
                continue;
            }

            var requirements = xml.Kids("informationRequirement").Concat(xml.Kids("knowledgeRequirement")).SelectMany(requirement => requirement.Kids());
            element.Requires.AddRange(Referred(element, requirements).Distinct());
        }
    }

    public void ReadLogic()
    {
        var boxed = new BoxedReader(file, texts);
        foreach (var element in file.Elements)
        {
            var names = texts.Paths.With(element.Requires.Select(required => required.Name).Concat(file.Imports.Select(import => import.Alias)));
            switch (element)
            {
                case Decision decision when BoxedReader.Inside(element.Xml) is { } expression:
                    decision.Logic = Bounded(boxed.Read(expression, names), element);
                    break;
                case Knowledge knowledge when element.Xml.Kid("encapsulatedLogic") is { } logic:
                    // The type of its variable is that of the function, or in early editions that of what calls give.
                    var result = element.Type.Result ?? element.Type;
                    knowledge.Logic = boxed.Function(logic, names.With(element.Name), result) ?? new([], boxed.Foreign(logic), ItemType.Any);
                    Bounded(knowledge.Logic.Body, element);
                    break;
            }
        }
    }

    private DrgElement? Create(XElement xml)
    {
        var id = xml.Said("id") ?? "";
        var name = xml.Kid("variable")?.Said("name") ?? xml.Said("name") ?? id;
        return xml.Name.LocalName switch
        {
            "inputData" => new InputData(file, id, name),
            "decision" => new Decision(file, id, name),
            "businessKnowledgeModel" => new Knowledge(file, id, name),
            "decisionService" => new Service(file, id, name),
            _ => null,
        };
    }

    private IEnumerable<DrgElement> Referred(DrgElement element, IEnumerable<XElement> references)
    {
        foreach (var reference in references)
        {
            var href = reference.Said("href") ?? "";
            if (file.Referred(href) is { } found)
                yield return found;
            else
                texts.Problems.Error(
                    "dmn.unresolved-reference", element.Id,
                    $"'{element.Name}' refers to '{href}', which is not in this file or in one it imports: correct the reference.",
                    $"'{element.Name}' verwijst naar '{href}', maar dat staat niet in dit bestand of in een geïmporteerd bestand: verbeter de verwijzing.");
        }
    }

    private Node Bounded(Node logic, DrgElement element)
    {
        const int deepest = 600;
        if (logic.Depth <= deepest)
            return logic;
        texts.Problems.Error(
            "dmn.too-deep", element.Id, $"The logic of '{element.Name}' is nested deeper than {deepest}: split it into decisions.",
            $"De logica van '{element.Name}' is dieper genest dan {deepest}: splits haar in beslissingen.");
        return new FailNode("The logic is nested too deeply.");
    }
}
