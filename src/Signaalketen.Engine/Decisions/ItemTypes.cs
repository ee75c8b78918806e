using System.Xml.Linq;
using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Decisions;

/// <summary>The item definitions of one file (DMN 1.5, clause 7.3.2), read when first asked for.</summary>
internal sealed class ItemTypes
{
    /// <summary>Definitions that refer to one another; a hundred is far more than people can follow.</summary>
    private const int DeepestType = 100;

    private readonly DmnFile file;
    private readonly LogicText texts;
    private readonly Dictionary<string, XElement> definitions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ItemType> read = new(StringComparer.Ordinal);
    private readonly HashSet<string> reading = new(StringComparer.Ordinal);

    public ItemTypes(DmnFile file, LogicText texts)
    {
        (this.file, this.texts) = (file, texts);
        foreach (var definition in file.Parts.SelectMany(part => part.Kids("itemDefinition")))
        {
            if (definition.Said("name") is { } name)
                definitions.TryAdd(name, definition);
        }
    }

    /// <summary>Reads every definition, so that each is checked.</summary>
    public void ReadAll()
    {
        foreach (var name in definitions.Keys)
            Find(name);
    }

    /// <summary>The type that a <c>typeRef</c> means; any type, with a problem, when there is none.</summary>
    public ItemType Of(string? reference, XElement at)
    {
        if (reference is null)
            return ItemType.Any;
        if (Resolve(reference, at) is { } type)
            return type;
        texts.Problems.Error(
            "dmn.type-unknown", BoxedReader.Place(at),
            $"There is no type '{reference}' here: define it as an item definition, import the file that has it, or use a type of FEEL.",
            $"Het type '{reference}' bestaat hier niet: definieer het, importeer het bestand waarin het staat of gebruik een type van FEEL.");
        return ItemType.Any;
    }

    /// <summary>The type that an expression names behind <c>instance of</c> or in a parameter; null when there is none.</summary>
    public FeelType? Named(string name) => Resolve(name, file.Root)?.Feel;

    /// <summary>What calls of a function give by the type that is written on its definition; null when that says nothing of it.</summary>
    public ItemType? ResultOf(XElement function) => function.Said("typeRef") is { } type ? Resolve(type, function)?.Result : null;

    private ItemType? Resolve(string reference, XElement at)
    {
        var name = reference.Trim();
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && at.GetNamespaceOfPrefix(name[..colon])?.NamespaceName is { } space)
        {
            var local = name[(colon + 1)..];
            if (DmnXml.IsFeel(space) || DmnXml.IsModel(space))
                return BuiltIn(local) ?? Find(local);
            return file.Holds(space)
                ? Find(local)
                : file.Imports.Where(import => import.File.Holds(space)).Select(import => import.File.Types.Find(local)).FirstOrDefault(type => type is not null);
        }

        // A prefix that nothing declares says nothing more than the name behind it.
        var plain = colon > 0 ? name[(colon + 1)..] : name;
        return Find(name) ?? BuiltIn(plain) ?? Find(plain) ?? Generic(name, at) ?? Imported(name);
    }

    private ItemType? Generic(string name, XElement at)
    {
        foreach (var kind in (ReadOnlySpan<string>)["list", "range"])
        {
            if (!name.StartsWith(kind + "<", StringComparison.Ordinal) || !name.EndsWith('>'))
                continue;
            return name.Length < 300 && Resolve(name[(kind.Length + 1)..^1], at) is { } inner
                ? new(name, kind == "list" ? FeelType.ListOf(inner.Feel) : FeelType.RangeOf(inner.Feel))
                : null;
        }

        return null;
    }

    private ItemType? Imported(string name) => file.Imports
        .Where(import => name.StartsWith(import.Alias + ".", StringComparison.Ordinal))
        .Select(import => import.File.Types.Resolve(name[(import.Alias.Length + 1)..], import.File.Root)).FirstOrDefault(type => type is not null);

    private static ItemType? BuiltIn(string name) => FeelType.Simple(name) is { } type ? new(name, type) : null;

    private ItemType? Find(string name)
    {
        if (read.TryGetValue(name, out var known))
            return known;
        if (!definitions.TryGetValue(name, out var definition))
            return null;
        if (reading.Count >= DeepestType || !reading.Add(name))
        {
            texts.Problems.Error(
                "dmn.type-cycle", definition.Said("id"),
                $"The type '{name}' is defined by way of itself, or by more than {DeepestType} others: break the circle.",
                $"Het type '{name}' verwijst naar zichzelf of naar meer dan {DeepestType} andere: doorbreek de kring.");
            return ItemType.Any;
        }

        var type = Read(definition, name);
        reading.Remove(name);
        return read[name] = type;
    }

    private ItemType Read(XElement definition, string name)
    {
        if (definition.Said("typeLanguage") is { } language && !DmnXml.IsFeel(language))
        {
            texts.Problems.Error(
                "dmn.language", BoxedReader.Place(definition),
                $"The type '{name}' is written in '{language}': only types of FEEL are executed.",
                $"Het type '{name}' is geschreven in '{language}': alleen typen van FEEL worden uitgevoerd.");
            return ItemType.Any;
        }

        var item = Item(definition);
        var feel = item.Feel;
        var values = item.Values;
        if (definition.Kid("allowedValues").Text() is { Length: > 0 } allowed)
        {
            // Its allowed values are the complete range of what it represents, also where its base type lists others (clause 7.3.3).
            while (feel is RestrictedFeelType wider)
                feel = wider.Type;
            feel = Restrict(feel, allowed, definition);
            values = texts.Expression($"[{allowed}]", BoxedReader.Place(definition), texts.Paths, Named, reports: false);
        }

        if (definition.Said("isCollection") == "true")
            feel = FeelType.ListOf(feel);
        if (definition.Kid("typeConstraint").Text() is { Length: > 0 } constraint)
            feel = Restrict(feel, constraint, definition);
        return new(name, feel, item.Result) { Parameters = item.Parameters, Values = values };
    }

    private ItemType Item(XElement definition)
    {
        if (definition.Kid("functionItem") is { } function)
        {
            var result = Of(function.Said("outputTypeRef"), function);
            var parameters = function.Kids("parameters").Select(parameter => (Name: parameter.Said("name") ?? "", Type: Parameter(parameter))).ToArray();
            var known = new Dictionary<string, ItemType>(StringComparer.Ordinal);
            foreach (var (name, type) in parameters)
            {
                if (type is not null)
                    known.TryAdd(name, type);
            }

            return new("function", FeelType.FunctionOf([.. parameters.Select(parameter => parameter.Type?.Feel)], result.Feel), result) { Parameters = known };
        }

        var components = definition.Kids("itemComponent")
            .Select(component => (Name: component.Said("name") ?? "", Component: component)).Select(part => (part.Name, Type: Read(part.Component, part.Name))).ToArray();
        if (components.Length > 0)
            return new("context", FeelType.ContextOf(components.Select(part => KeyValuePair.Create(part.Name, part.Type.Feel))));
        return Of(definition.Kid("typeRef")?.Value.Trim(), definition);
    }

    private ItemType? Parameter(XElement parameter) => parameter.Said("typeRef") is { } type ? Of(type, parameter) : null;

    private FeelType Restrict(FeelType type, string tests, XElement definition)
    {
        var node = texts.Tests(tests, BoxedReader.Place(definition), texts.Paths, Named);
        return FeelType.Restricted(type, value =>
        {
            // The values of a type are the same at any time, so the test is given no clock.
            var run = new Evaluation(new(DateTimeOffset.UnixEpoch, "UTC", texts.Limits));
            try
            {
                return ReferenceEquals(node.Evaluate(new LocalScope("?", value, EmptyScope.Instance), run), FeelBoolean.True);
            }
            catch (FeelLimitException)
            {
                return false;
            }
        });
    }
}
