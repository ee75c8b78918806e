using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using NpgsqlTypes;
using Signaalketen.Persistence.Steps;

namespace Signaalketen.Persistence.Dialects.Postgres;

/// <summary>
/// A statement as PostgreSQL takes it fastest: with numbered parameters that all have a type, so that it is prepared once; on several rows as one
/// statement on arrays. Its commands are used again: what the driver found out about their parameters is kept.
/// </summary>
internal sealed partial class PostgresStatement
{
    private readonly string text;
    private readonly int[] given;
    private readonly NpgsqlDbType?[] types;
    private readonly List<NpgsqlBatchCommand> commands = [];
    private int taken;

    /// <param name="writes">Of this shape.</param>
    public PostgresStatement(PostgresShape shape, IReadOnlyList<RowWrite> writes)
    {
        var like = writes[0];
        given = [.. Enumerable.Range(0, like.Values.Count).Where(index => !shape.IsNull(index))];
        types = [.. given.Select(index => shape.OnSet ? null : TypeOf(Example(writes, index)))];
        var names = given.Select(index => like.Values[index].Key).ToList();
        text = shape.OnSet ? SetText(like, names) : RowText(like, names);
    }

    /// <summary>The batch that they were in is through: its commands may be used again.</summary>
    public void Release() => taken = 0;

    public NpgsqlBatchCommand OnRow(RowWrite write)
    {
        var command = Take();
        for (var number = 0; number < given.Length; number++)
            command.Parameters[number].Value = write.Values[given[number]].Value ?? DBNull.Value;
        return command;
    }

    public NpgsqlBatchCommand OnSet(IReadOnlyList<RowWrite> writes)
    {
        var command = Take();
        for (var number = 0; number < given.Length; number++)
            command.Parameters[number].Value = Column(writes, given[number]);
        return command;
    }

    private NpgsqlBatchCommand Take()
    {
        if (taken == commands.Count)
        {
            var command = new NpgsqlBatchCommand(text);
            foreach (var type in types)
                command.Parameters.Add(type is { } known ? new NpgsqlParameter { NpgsqlDbType = known } : new NpgsqlParameter());
            commands.Add(command);
        }

        return commands[taken++];
    }

    private static object Example(IReadOnlyList<RowWrite> writes, int index) => writes.Select(write => write.Values[index].Value).First(value => value is not null)!;

    private static NpgsqlDbType? TypeOf(object value) => value switch
    {
        string => NpgsqlDbType.Text,
        long => NpgsqlDbType.Bigint,
        int => NpgsqlDbType.Integer,
        bool => NpgsqlDbType.Boolean,
        byte[] => NpgsqlDbType.Bytea,
        _ => null,
    };

    private static Array Column(IReadOnlyList<RowWrite> writes, int index) => Example(writes, index) switch
    {
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

    /// <summary>An insert of values as an insert of what a table says.</summary>
    public static string Selecting(string insert, string table) => insert.Replace(" VALUES (", " SELECT ", StringComparison.Ordinal)[..^1] + " FROM " + table;

    private static string RowText(RowWrite write, List<string> names)
    {
        string Given(string sql) => Parameter().Replace(sql, found => names.IndexOf(found.Groups[1].Value) is var at and >= 0 ? Number(at) : "NULL");
        var text = Given(write.Sql);
        if (write.Then is not null)
            return PostgresDialect.Guarded(text, write.WhenMissed, "COUNT(*)", "id", Given(InstanceWithHistory.OfTouched(write.Then)));
        return write.WhenMissed == Missed.Fine ? text : PostgresDialect.Guarded(text, write.WhenMissed, "COUNT(*)");
    }

    // The parameters become columns of a table that is given along, with names that no column of ours has.
    private static string SetText(RowWrite write, List<string> names)
    {
        const string all = "(COUNT(*) = cardinality($1))::int";
        string Given(string sql, string table) => Parameter().Replace(sql, found => names.Contains(found.Groups[1].Value) ? table + "p_" + found.Groups[1].Value : "NULL");
        var text = Given(write.Sql, "given.");
        var table = $"unnest({string.Join(", ", Enumerable.Range(0, names.Count).Select(Number))}) AS given({string.Join(", ", names.Select(name => "p_" + name))})";
        text = text[..6] switch
        {
            "INSERT" => Selecting(text, table),
            "UPDATE" => Where().Replace(text, $" FROM {table} WHERE ", 1),
            "DELETE" => Where().Replace(text, $" USING {table} WHERE ", 1),
            _ => throw new NotSupportedException("No statement on a set is known for: " + write.Sql),
        };
        if (write.Then is not null)
            return PostgresDialect.Guarded(text, write.WhenMissed, all, string.Join(", ", names.Select(name => "given.p_" + name).Prepend("id")), Given(InstanceWithHistory.OfTouched(write.Then), ""));
        return write.WhenMissed == Missed.Fine ? text : PostgresDialect.Guarded(text, write.WhenMissed, all);
    }

    private static string Number(int index) => string.Create(CultureInfo.InvariantCulture, $"${index + 1}");

    [GeneratedRegex("@(\\w+)")]
    private static partial Regex Parameter();

    [GeneratedRegex("\\sWHERE\\s")]
    private static partial Regex Where();
}
