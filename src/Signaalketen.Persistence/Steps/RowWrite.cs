using System.Data.Common;

namespace Signaalketen.Persistence.Steps;

/// <summary>One parameterised statement: of a step's transaction, or a question.</summary>
/// <param name="Values">Parameters by name, without the at sign, as the database stores them.</param>
/// <param name="WhenMissed">What it means when no row was touched.</param>
/// <param name="Witness">Of an insert: a query with the same parameters that finds the very row, if it is there.</param>
/// <param name="Together">
/// Whether a database may be told several of the same statement as one on a set of rows. Each must name its own row by its key; when two name the same,
/// touching it once must do for both, or touching none must be a miss.
/// </param>
public sealed record RowWrite(
    string Sql, IReadOnlyList<KeyValuePair<string, object?>> Values, Missed WhenMissed = Missed.Fine, string? Witness = null, bool Together = false)
{
    /// <summary>Which kind of row it adds; null when it changes or removes rows.</summary>
    public Type? Inserts { get; init; }

    /// <summary>An insert that goes with this change in one statement; its parameters stand among the values.</summary>
    public string? Then { get; init; }

    public static RowWrite Of(string sql, params ReadOnlySpan<(string Name, object? Value)> values) => Of(sql, Missed.Fine, values);

    public static RowWrite Of(string sql, Missed whenMissed, params ReadOnlySpan<(string Name, object? Value)> values) => new(sql, Stored(values), whenMissed);

    /// <summary>A statement on one row by its key, which may be sent together with others like it (<see cref="Together"/>).</summary>
    public static RowWrite ByKey(string sql, Missed whenMissed, params ReadOnlySpan<(string Name, object? Value)> values) =>
        new(sql, Stored(values), whenMissed, Together: true);

    private static List<KeyValuePair<string, object?>> Stored(ReadOnlySpan<(string Name, object? Value)> values)
    {
        var pairs = new List<KeyValuePair<string, object?>>(values.Length);
        foreach (var (name, value) in values)
            pairs.Add(new(name, Stored(value)));
        return pairs;
    }

    public bool SameStatement(RowWrite other) => WhenMissed == other.WhenMissed && Sql == other.Sql && Then == other.Then;

    public void Bind(DbCommand command)
    {
        foreach (var (name, value) in Values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@" + name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }
    }

    /// <summary>The one translation from our values to stored ones that hand-written statements use.</summary>
    public static object? Stored(object? value) => value switch
    {
        DateTimeOffset instant => instant.UtcTicks,
        Enum choice => choice.ToString(),
        _ => value,
    };
}

public enum Missed
{
    /// <summary>Nothing to do was fine.</summary>
    Fine,

    /// <summary>Another step came first: load and step again.</summary>
    Conflict,

    /// <summary>What entitled us to this step is gone: the lease was lost, the timer fired, the task was taken.</summary>
    Lost,
}
