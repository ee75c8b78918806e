using Signaalketen.Engine.Decisions;
using Signaalketen.Engine.Model;

namespace Signaalketen.Runtime.Deployments;

/// <summary>What is published beside a model: forms by their key, and decision models by their file name, which ends in <c>.dmn</c>.</summary>
public static class PublishedTexts
{
    public const string DecisionEnding = ".dmn";

    public static bool IsDecision(string key) => key.EndsWith(DecisionEnding, StringComparison.OrdinalIgnoreCase);

    public static Dictionary<string, string> Forms(IReadOnlyDictionary<string, string> texts) =>
        texts.Where(text => !IsDecision(text.Key)).ToDictionary(StringComparer.Ordinal);

    /// <summary>The decisions of all decision models; what is wrong with them goes to the problems.</summary>
    public static IReadOnlyList<DecisionDefinition> Decisions(IReadOnlyDictionary<string, string> texts, int version, ICollection<Problem> problems) =>
        DecisionFiles.Read([.. texts.Where(text => IsDecision(text.Key)).OrderBy(text => text.Key, StringComparer.Ordinal).Select(text => text.Value)], version, null, problems);
}
