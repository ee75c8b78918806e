using Signaalketen.Engine.Expressions;
using Signaalketen.Engine.State;
using Signaalketen.Persistence.Model;

namespace Signaalketen.Runtime.Cases;

/// <summary>What every process may know of its case: its number and when it came in. Nothing else of a case becomes a variable.</summary>
public static class CaseVariables
{
    public const string Reference = "caseReference";
    public const string ReceivedAt = "receivedAt";

    public static Variables For(CaseRow row, Variables given) => Variables.Of(
    [
        new KeyValuePair<string, FeelValue>(Reference, new FeelString(row.Reference)),
        new KeyValuePair<string, FeelValue>(ReceivedAt, FeelDateTime.From(row.ReceivedAt)),
    ]).With(given);
}
