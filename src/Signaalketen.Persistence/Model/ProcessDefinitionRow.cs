namespace Signaalketen.Persistence.Model;

/// <summary>One version of one process, exactly as it was published. Never changed: running instances stay on their version.</summary>
public sealed class ProcessDefinitionRow
{
    /// <summary><c>processId:version</c>, the engine's key.</summary>
    public required string DefinitionKey { get; set; }

    /// <summary>Grows by one with every row: a node sees from the highest number whether another node published something.</summary>
    public long Serial { get; set; }

    public required string ProcessId { get; set; }

    public int Version { get; set; }

    public required string Name { get; set; }

    /// <summary>The file or folder it was published from.</summary>
    public required string DeploymentName { get; set; }

    public required string BpmnXml { get; set; }

    /// <summary>What was published with this version: JSON object of form key to form text, and of a file name that ends in .dmn to a decision model.</summary>
    public required string FormsJson { get; set; }

    /// <summary>Hex SHA-256 over model, forms and decision models: publishing the same again makes no new version.</summary>
    public required string Sha256 { get; set; }

    public DateTimeOffset DeployedAt { get; set; }

    public required string DeployedBy { get; set; }
}
