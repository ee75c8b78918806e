namespace Signaalketen.Engine.Expressions;

/// <summary>One evaluation: its environment, its budget and its diagnostics.</summary>
internal sealed class Evaluation(FeelEnvironment environment)
{
    private List<string>? _diagnostics;
    private PatternCache? _patterns;
    private long _steps = environment.Limits.MaxSteps;
    private int _depth;

    public FeelEnvironment Environment { get; } = environment;

    public FeelLimits Limits => Environment.Limits;

    public IReadOnlyList<string> Diagnostics => _diagnostics ?? (IReadOnlyList<string>)[];

    public PatternCache Patterns => _patterns ??= new();

    public void Report(string message)
    {
        _diagnostics ??= [];
        if (_diagnostics.Count < Limits.MaxDiagnostics)
        {
            _diagnostics.Add(message);
        }
    }

    /// <summary>Notes what went wrong and gives the null that stands for it.</summary>
    public FeelValue Fail(string message)
    {
        Report(message);
        return FeelNull.Value;
    }

    public void Spend(long steps)
    {
        _steps -= steps;
        if (_steps < 0)
        {
            throw new FeelLimitException($"The expression takes more than {Limits.MaxSteps} steps.");
        }
    }

    public void Enter(int depth)
    {
        _depth += depth;
        if (_depth > Limits.MaxCallDepth)
        {
            throw new FeelLimitException($"Function calls nest deeper than {Limits.MaxCallDepth}.");
        }
    }

    public void Leave(int depth) => _depth -= depth;

    public void CheckCount(long count)
    {
        if (count > Limits.MaxListSize)
        {
            throw new FeelLimitException($"A list has more than {Limits.MaxListSize} items.");
        }
    }

    public FeelList List(IReadOnlyList<FeelValue> items)
    {
        CheckCount(items.Count);
        return Bounded(new FeelList(items));
    }

    /// <summary>Refuses a value that is too deep or too large to store.</summary>
    public T Bounded<T>(T value)
        where T : FeelValue
    {
        if (value.Nesting > Limits.MaxNesting)
        {
            throw new FeelLimitException($"A value is nested deeper than {Limits.MaxNesting}.");
        }

        if (value.Weight > Limits.MaxWeight)
        {
            throw new FeelLimitException($"A value is larger than {Limits.MaxWeight} items.");
        }

        return value;
    }

    public FeelString Text(string text)
    {
        CheckLength(text.Length);
        return new FeelString(text);
    }

    public void CheckLength(long length)
    {
        if (length > Limits.MaxStringLength)
        {
            throw new FeelLimitException($"A text is longer than {Limits.MaxStringLength} characters.");
        }
    }
}

/// <summary>A bound was passed; ends the evaluation, and is turned into null with a diagnostic where it began.</summary>
internal sealed class FeelLimitException(string message) : Exception(message);

/// <summary>The text is not an expression; turned into a <see cref="FeelError"/> where parsing began.</summary>
internal sealed class FeelSyntaxException(string message, int position) : Exception(message)
{
    public int Position { get; } = position;

    /// <summary>A bound was passed: another attempt at the same text would be wasted.</summary>
    public bool IsFinal { get; init; }
}
