using Signaalketen.Engine.Effects;
using Signaalketen.Engine.Model;
using Signaalketen.Engine.Parsing;
using Signaalketen.Engine.Tests.Execution;

namespace Signaalketen.Engine.Tests.Modification;

/// <summary>Which version a call activity calls.</summary>
public class CallBindingTests
{
    [Theory]
    [InlineData("", "q:3")]
    [InlineData("sk:binding=\"latest\"", "q:3")]
    [InlineData("sk:binding=\"version\" sk:version=\"1\"", "q:1")]
    [InlineData("sk:binding=\"deployment\"", "q:2")]
    public void Call_starts_the_version_that_its_binding_names(string binding, string expected)
    {
        var file = Bpmn.Read(File(binding));
        var drive = new Drive(DefinitionSet.Of(new[] { 1, 2, 3 }.SelectMany(version => file.ProcessDefinitions(version)))).Start(process: "p:2");
        Assert.Equal(expected, drive.Effects.OfType<CreateUserTask>().Single().DefinitionKey);
    }

    [Fact]
    public void Version_that_is_not_deployed_is_an_incident_that_names_it()
    {
        var drive = new Drive(DefinitionSet.Of(Bpmn.Read(File("sk:binding=\"version\" sk:version=\"7\"")).ProcessDefinitions(1))).Start();
        Assert.Equal("c:CalledProcessUnknown", drive.Incidents);
        Assert.Contains("version 7", drive.State.Incidents.Single().Value.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sk:binding=\"newest\"")]
    [InlineData("sk:binding=\"version\"")]
    [InlineData("sk:binding=\"version\" sk:version=\"0\"")]
    [InlineData("sk:version=\"2\"")]
    [InlineData("sk:binding=\"deployment\" sk:version=\"2\"")]
    [InlineData("sk:binding=\"deployment\"", "elsewhere")]
    public void Binding_without_meaning_is_refused(string binding, string called = "q") =>
        Assert.Equal(["sk.call-binding"], BpmnReader.Read(File(binding, called)).Problems.Where(problem => problem.Element == "c").Select(problem => problem.Rule));

    private static string File(string binding, string called = "q") => Bpmn.Definitions(
        $"""<process id="p"><startEvent id="s"/><callActivity id="c" calledElement="{called}" {binding}/><flows>s > c</flows></process><process id="q"><startEvent id="qs"/><userTask id="u"/><flows>qs > u</flows></process>""");
}
