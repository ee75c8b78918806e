using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;
using Signaalketen.Verification.Play;

namespace Signaalketen.Verification;

/// <summary>Says what is wrong with a model before anybody depends on it.</summary>
public static class Verifier
{
    /// <summary>Structural problems: what the engine refuses, and what would stop halfway.</summary>
    /// <param name="also">Other models that this one may call.</param>
    public static IReadOnlyList<Finding> Verify(string xml, IReadOnlyList<string>? also = null)
    {
        var deployment = Deployment.Of([xml, .. also ?? []]);
        var findings = deployment.Problems.Select(problem => new Finding(problem, [])).ToList();
        if (deployment.IsOk)
        {
            foreach (var id in deployment.MainProcesses)
                findings.AddRange(PathRules.Check(deployment.Definitions.Latest(id)!.Scope));
        }

        return findings;
    }

    /// <summary>Structural problems of a model that has been read already.</summary>
    public static IReadOnlyList<Finding> Verify(BpmnModel model) => [.. model.Processes.SelectMany(process => PathRules.Check(process.Scope))];
}

/// <summary>A problem, and the path through the model that shows it (empty when one element says all).</summary>
public sealed record Finding(Problem Problem, IReadOnlyList<string> Path);
