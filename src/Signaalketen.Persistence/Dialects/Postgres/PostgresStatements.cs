using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using Signaalketen.Persistence.Steps;

namespace Signaalketen.Persistence.Dialects.Postgres;

/// <summary>
/// Statements as PostgreSQL takes them fastest: with numbered parameters that all have a type, so that each is prepared once; the same
/// statement on many rows as one on a set. What is null stands in the text, because a null has no type.
/// </summary>
internal sealed partial class PostgresStatements
{
    private readonly Dictionary<(string Sql, Missed WhenMissed, ulong Nulls, bool OnSet), string> texts = [];

    public NpgsqlBatchCommand OnRow(RowWrite write)
    {
        var nulls = 0UL;
        for (var index = 0; index < write.Values.Count; index++)
            nulls |= write.Values[index].Value is null ? 1UL << index : 0;
        var command = new NpgsqlBatchCommand(Text(write, nulls, onSet: false));
        foreach (var (_, value) in write.Values)
        {
            if (value is not null)
                command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }

    /// <param name="writes">Of the same statement.</param>
    public NpgsqlBatchCommand OnSet(IReadOnlyList<RowWrite> writes)
    {
        var nulls = 0UL;
        var columns = new List<NpgsqlParameter>();
        for (var index = 0; index < writes[0].Values.Count; index++)
        {
            if (Column(writes, index) is { } column)
                columns.Add(new NpgsqlParameter { Value = column });
            else
                nulls |= 1UL << index;
        }

        var command = new NpgsqlBatchCommand(Text(writes[0], nulls, onSet: true));
        foreach (var column in columns)
            command.Parameters.Add(column);
        return command;
    }

    private static Array? Column(IReadOnlyList<RowWrite> writes, int index) =>
        writes.Select(write => write.Values[index].Value).FirstOrDefault(value => value is not null) switch
        {
            null => null,
            string => Column<string?>(writes, index),
            long => Column<long?>(writes, index),
            int => Column<int?>(writes, index),
            bool => Column<bool?>(writes, index),
            byte[] => Column<byte[]?>(writes, index),
            var value => throw new NotSupportedException($"{writes[0].Values[index].Key} is a {value.GetType().Name}, and no set of those is known."),
        };

    private static T[] Column<T>(IReadOnlyList<RowWrite> writes, int index)
    {
        var column = new T[writes.Count];
        for (var row = 0; row < column.Length; row++)
            column[row] = (T)writes[row].Values[index].Value!;
        return column;
    }

    private string Text(RowWrite write, ulong nulls, bool onSet)
    {
        var key = (write.Sql, write.WhenMissed, nulls, onSet);
        if (!texts.TryGetValue(key, out var text))
            texts.Add(key, text = onSet ? SetText(write, nulls) : RowText(write, nulls));
        return text;
    }

    private static string RowText(RowWrite write, ulong nulls)
    {
        var numbers = Given(write, nulls).Select((name, index) => (name, index)).ToDictionary(
            one => one.name, one => string.Create(CultureInfo.InvariantCulture, $"${one.index + 1}"), StringComparer.Ordinal);
        var text = Parameter().Replace(write.Sql, found => numbers.GetValueOrDefault(found.Groups[1].Value, "NULL"));
        return write.WhenMissed == Missed.Fine ? text : PostgresDialect.Guarded(text, write.WhenMissed, "COUNT(*)");
    }

    // The parameters become columns of a table that is given along, with names that no column of ours has.
    private static string SetText(RowWrite write, ulong nulls)
    {
        var given = Given(write, nulls);
        var text = Parameter().Replace(write.Sql, found => given.Contains(found.Groups[1].Value) ? "given.p_" + found.Groups[1].Value : "NULL");
        var numbers = Enumerable.Range(1, given.Count).Select(number => string.Create(CultureInfo.InvariantCulture, $"${number}"));
        var table = $"unnest({string.Join(", ", numbers)}) AS given({string.Join(", ", given.Select(name => "p_" + name))})";
        text = text[..6] switch
        {
            "INSERT" => text.Replace(" VALUES (", " SELECT ", StringComparison.Ordinal)[..^1] + " FROM " + table,
            "UPDATE" => Where().Replace(text, $" FROM {table} WHERE ", 1),
            "DELETE" => Where().Replace(text, $" USING {table} WHERE ", 1),
            _ => throw new NotSupportedException("No statement on a set is known for: " + write.Sql),
        };
        return write.WhenMissed == Missed.Fine ? text : PostgresDialect.Guarded(text, write.WhenMissed, "(COUNT(*) = cardinality($1))::int");
    }

    private static List<string> Given(RowWrite write, ulong nulls) => [.. write.Values.Where((_, index) => (nulls & (1UL << index)) == 0).Select(value => value.Key)];

    [GeneratedRegex("@(\\w+)")]
    private static partial Regex Parameter();

    [GeneratedRegex("\\sWHERE\\s")]
    private static partial Regex Where();
}
