namespace Signaalketen.Engine.Expressions;

/// <summary>A parsed expression: immutable, so one may be evaluated any number of times and in parallel.</summary>
public sealed class FeelExpression
{
    private readonly Node _root;

    internal FeelExpression(string text, Node root, IReadOnlyList<string> freeVariables, FeelError? mistake)
    {
        Text = text;
        _root = root;
        FreeVariables = freeVariables;
        Mistake = mistake;
    }

    /// <summary>What is evaluated; a decision model builds its boxed expressions from it.</summary>
    internal Node Root => _root;

    /// <summary>The source it was parsed from.</summary>
    public string Text { get; }

    /// <summary>The names it may read from the scope, in ordinal order; inside a filter these may also be keys of the items.</summary>
    public IReadOnlyList<string> FreeVariables { get; }

    /// <summary>The first literal such as <c>@"2027-02-30"</c>, which is null each time; a model that holds one is best refused.</summary>
    public FeelError? Mistake { get; }

    /// <summary>Evaluates without side effects. Whatever goes wrong gives null and a diagnostic.</summary>
    public FeelResult Evaluate(IFeelScope scope, FeelEnvironment environment)
    {
        var run = new Evaluation(environment);
        try
        {
            return new FeelResult(_root.Evaluate(new RootScope(scope), run), run.Diagnostics);
        }
        catch (FeelLimitException limit)
        {
            run.Report(limit.Message);
            return new FeelResult(FeelNull.Value, run.Diagnostics);
        }
    }

    /// <summary>How it was understood: FEEL text with every bracket that another reading could need. It reads back to the same expression.</summary>
    public string Print()
    {
        var text = new System.Text.StringBuilder();
        _root.Print(text);
        return text.ToString();
    }

    public override string ToString() => Text;
}

/// <summary>The value of an expression and what was odd on the way.</summary>
/// <param name="Value">Never a null reference; <see cref="FeelNull"/> when there is no value.</param>
/// <param name="Diagnostics">Empty when all went well.</param>
public sealed record FeelResult(FeelValue Value, IReadOnlyList<string> Diagnostics);
