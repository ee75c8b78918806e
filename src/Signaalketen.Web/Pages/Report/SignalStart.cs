using Signaalketen.Casework.Forms;
using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.State;

namespace Signaalketen.Web.Pages.Report;

/// <summary>What the process must know of a report before anybody read it: never what it says, only how it came and whether an answer can go back.</summary>
public static class SignalStart
{
    private static readonly string[] WaysToReach = ["reporter.email", "reporter.phone"];

    public static Variables Of(FormReading reading) => Variables.Of(
    [
        new KeyValuePair<string, FeelValue>("channel", new FeelString("web")),
        // Whoever said that there is danger got the 112 page and no form.
        new KeyValuePair<string, FeelValue>("acuteSaid", FeelBoolean.False),
        new KeyValuePair<string, FeelValue>("hasContact", reading.CaseFields.Any(field => WaysToReach.Contains(field.Name)) ? FeelBoolean.True : FeelBoolean.False),
    ]).With(reading.Variables);
}
