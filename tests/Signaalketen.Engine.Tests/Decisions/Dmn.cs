using Signaalketen.Engine.Decisions;
using Signaalketen.Engine.Expressions;

namespace Signaalketen.Engine.Tests.Decisions;

/// <summary>Small decision models, and what they decide.</summary>
internal static class Dmn
{
    public static readonly FeelEnvironment Environment = new(new DateTimeOffset(2027, 1, 4, 9, 0, 0, TimeSpan.FromHours(1)), "Europe/Amsterdam", FeelLimits.Default);

    public static string Xml(string content, string ns = "urn:terms", string edition = "https://www.omg.org/spec/DMN/20230324/MODEL/") =>
        $"""<definitions xmlns="{edition}" namespace="{ns}" name="Terms" id="terms">{content}</definitions>""";

    public static DmnReadResult Read(string content, params string[] beside) => DmnReader.Read(Xml(content), beside);

    /// <summary>The model of a file that must be without problems.</summary>
    public static DecisionModel Model(string content, params string[] beside)
    {
        var read = Read(content, beside);
        Assert.Empty(read.Problems);
        return read.Model!;
    }

    public static string Decide(string content, string decision, string input = "{}", params string[] beside) => Model(content, beside).Ask(decision, input).Value.ToString();

    public static FeelResult Ask(this DecisionModel model, string decision, string input = "{}", FeelLimits? limits = null)
    {
        var context = (FeelContext)Feel.Parse(input).Expression!.Evaluate(DictionaryFeelScope.Empty, Environment).Value;
        return model.Evaluate(decision, context, limits is null ? Environment : Environment with { Limits = limits }) ?? throw new InvalidOperationException($"There is no '{decision}'.");
    }

    public static string Input(string name, string? type = null) => $"""<inputData id="{Id(name)}" name="{name}"><variable name="{name}"{Type(type)}/></inputData>""";

    /// <summary>A decision; what it needs is named by ids: those of knowledge with a <c>+</c> before them.</summary>
    public static string Decision(string name, string logic, string? type = null, params string[] needs) =>
        $"""<decision id="{Id(name)}" name="{name}"><variable name="{name}"{Type(type)}/>{string.Concat(needs.Select(Need))}{logic}</decision>""";

    public static string Literal(string feel) => $"<literalExpression><text>{System.Security.SecurityElement.Escape(feel)}</text></literalExpression>";

    public static string Need(string id)
    {
        var target = id.TrimStart('+', '!');
        var href = target.Contains('#', StringComparison.Ordinal) ? target : "#" + target;
        return id[0] switch
        {
            '+' => $"""<knowledgeRequirement><requiredKnowledge href="{href}"/></knowledgeRequirement>""",
            '!' => $"""<informationRequirement><requiredInput href="{href}"/></informationRequirement>""",
            _ => $"""<informationRequirement><requiredDecision href="{href}"/></informationRequirement>""",
        };
    }

    private static string Id(string name) => name.Replace(' ', '-');

    private static string Type(string? type) => type is null ? "" : $" typeRef=\"{System.Security.SecurityElement.Escape(type)}\"";
}
