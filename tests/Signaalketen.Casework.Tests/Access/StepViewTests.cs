using Signaalketen.Casework.Access;

namespace Signaalketen.Casework.Tests.Access;

public sealed class StepViewTests
{
    private static readonly string[] Stored = ["assess.facts", "contribute.text.1", "contribute.text.2", "reporter.name", "signal.statement", "signal.when", "signalling.x"];

    [Theory]
    [InlineData("signal.*", "signal.statement signal.when")]
    [InlineData("assess.facts signal.when", "assess.facts signal.when")]
    [InlineData("contribute.text", "contribute.text.1 contribute.text.2")]
    [InlineData("signal.when signal.*", "signal.when signal.statement")]
    [InlineData("assess", "")]
    [InlineData("signal", "")]
    [InlineData("*", "")]
    [InlineData(".*", "")]
    [InlineData("", "")]
    public void A_step_shows_what_its_model_names_and_nothing_else(string shows, string expected) =>
        Assert.Equal(Words(expected), StepView.Select(Words(shows), Stored));

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
