using System.Text.Json;
using System.Text.RegularExpressions;
using Signaalketen.Engine.Elements;
using Signaalketen.Engine.EventDefinitions;
using Signaalketen.Engine.Parsing;

namespace Signaalketen.House.Tests;

/// <summary>Adding an element is one file, one line, a test and a scenario; these tests complain until all four stand.</summary>
public sealed partial class CatalogTests
{
    private static readonly string[] Tags = [.. ElementCatalog.Tags, .. EventDefinitionCatalog.Tags];

    [Fact]
    public void Every_element_has_a_scenario()
    {
        var models = string.Concat(House.Files("tests/Signaalketen.Engine.Tests/Scenarios", "*.bpmn").Select(File.ReadAllText));
        Assert.Empty(Tags.Where(tag => !Regex.IsMatch(models, $@"<(\w+:)?{tag}\b")));
    }

    [Fact]
    public void Every_scenario_model_is_used_by_a_scenario()
    {
        var stories = string.Concat(House.Files("tests/Signaalketen.Engine.Tests/Scenarios", "*.json").Select(File.ReadAllText));
        Assert.Empty(House.Files("tests/Signaalketen.Engine.Tests/Scenarios", "*.bpmn").Select(Path.GetFileName).Where(name => !stories.Contains(name!, StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_element_has_a_test()
    {
        var tests = string.Concat(House.Files("tests/Signaalketen.Engine.Tests", "*.cs").Select(File.ReadAllText));
        Assert.Empty(Tags.Where(tag => !tests.Contains(tag, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void Every_extension_the_engine_reads_is_in_the_one_list()
    {
        var list = File.ReadAllText(Path.Combine(House.Root, "designer", "src", "moddle", "signaalketen.json"));
        using var moddle = JsonDocument.Parse(list);
        Assert.Equal("urn:signaalketen:bpmn:1", moddle.RootElement.GetProperty("uri").GetString());
        var read = House.Files("src/Signaalketen.Engine", "*.cs")
            .SelectMany(file => ExtensionNames().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).Distinct(StringComparer.Ordinal);
        Assert.All(read, name => Assert.Contains($"\"{name}\"", list, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Every_extension_attribute_means_something_exactly_where_the_one_list_says()
    {
        using var moddle = JsonDocument.Parse(File.ReadAllText(Path.Combine(House.Root, "designer", "src", "moddle", "signaalketen.json")));
        var listed = moddle.RootElement.GetProperty("types").EnumerateArray().Where(type => type.TryGetProperty("extends", out _))
            .SelectMany(type => type.GetProperty("extends").EnumerateArray().SelectMany(element => type.GetProperty("properties").EnumerateArray()
                .Select(property => $"{element.GetString()!["bpmn:".Length..]} {property.GetProperty("name").GetString()}")));
        var read = ExtensionPlaces.Attributes.SelectMany(place => place.Value.Select(name => $"{char.ToUpperInvariant(place.Key[0])}{place.Key[1..]} {name}"));
        Assert.Equal(listed.Order(StringComparer.Ordinal), read.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("""Extension(?:Elements)?\("(\w+)"\)""")]
    private static partial Regex ExtensionNames();
}
