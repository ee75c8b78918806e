using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;

namespace Signaalketen.Engine.Elements;

/// <summary>Which version of a process a call starts, or of a decision a task asks: extensions <c>sk:binding</c> and <c>sk:version</c>.</summary>
/// <param name="Kind">How the version is chosen.</param>
/// <param name="Version">With <see cref="CallBindingKind.Version"/>: that version; else 0.</param>
public sealed record CallBinding(CallBindingKind Kind, int Version)
{
    public static readonly CallBinding Latest = new(CallBindingKind.Latest, 0);

    public static readonly CallBinding Deployed = new(CallBindingKind.Deployment, 0);

    /// <param name="called">The process that must stand in the same file to be bound by deployment; null for a decision, which comes in a file of its own.</param>
    internal static CallBinding Read(ElementReader xml, string? called)
    {
        var version = xml.Extension("version");
        _ = int.TryParse(version, out var number);
        switch (xml.Extension("binding"))
        {
            case null or "latest" when version is null:
                return Latest;
            case "version" when number > 0:
                return new(CallBindingKind.Version, number);
            case "deployment" when version is null:
                if (called is not null && xml.Model.Find(called) is null)
                    xml.Problem(
                        "sk.call-binding",
                        $"sk:binding is 'deployment', but '{called}' is not in this file: put it in, or bind to latest or to a version.",
                        $"sk:binding is 'deployment', maar '{called}' staat niet in dit bestand: zet het erin, of kies latest of version.");
                return new(CallBindingKind.Deployment, 0);
            default:
                xml.Problem(
                    "sk.call-binding",
                    "sk:binding must be latest, version or deployment, and sk:version (a whole number above 0) goes with binding version only.",
                    "sk:binding moet latest, version of deployment zijn, en sk:version (een heel getal boven 0) hoort alleen bij binding version.");
                return Latest;
        }
    }

    /// <summary>The definition to call; null when that version is not deployed.</summary>
    internal ProcessDefinition? Find(DefinitionSet definitions, string called, ProcessDefinition caller) => Kind switch
    {
        CallBindingKind.Latest => definitions.Latest(called),
        CallBindingKind.Version => definitions.Find($"{called}:{Version}"),
        _ => definitions.Find($"{called}:{caller.Version}"),
    };
}

public enum CallBindingKind
{
    /// <summary>The highest version at the moment of the call.</summary>
    Latest,

    /// <summary>One version, whatever comes later.</summary>
    Version,

    /// <summary>The version that was deployed in the same file as the caller: processes of one file share a version.</summary>
    Deployment,
}
