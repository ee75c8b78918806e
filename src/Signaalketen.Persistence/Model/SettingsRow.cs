namespace Signaalketen.Persistence.Model;

/// <summary>A value that the municipality sets while the product runs, with who set it.</summary>
public sealed class SettingsRow
{
    public required string Name { get; set; }

    public required string Content { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    public required string ChangedBy { get; set; }
}
