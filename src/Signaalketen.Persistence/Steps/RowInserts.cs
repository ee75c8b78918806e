using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Signaalketen.Persistence.Dialects;

namespace Signaalketen.Persistence.Steps;

/// <summary>Insert statements made once per table from the schema itself, so that they cannot drift away from it.</summary>
public sealed class RowInserts
{
    private readonly IModel model;
    private readonly ConcurrentDictionary<Type, Insert> inserts = new();

    public RowInserts(Dialect dialect)
    {
        using var db = dialect.CreateDb();
        model = db.Model;
    }

    public RowWrite Of<T>(T row, Missed whenMissed = Missed.Fine)
        where T : class
    {
        var insert = inserts.GetOrAdd(typeof(T), Make);
        var values = new List<KeyValuePair<string, object?>>(insert.Columns.Count);
        foreach (var (name, getter, toStored) in insert.Columns)
        {
            var value = getter.GetClrValue(row);
            values.Add(new(name, value is null || toStored is null ? value : toStored(value)));
        }

        return new(insert.Sql, values, whenMissed, insert.Witness, Together: true) { Inserts = typeof(T) };
    }

    private Insert Make(Type type)
    {
        var entity = model.FindEntityType(type) ?? throw new InvalidOperationException($"{type.Name} is not a table.");
        var columns = entity.GetProperties().Select(property => (property.GetColumnName(), property)).ToList();
        var names = columns.Select(column => column.Item1);
        // The whole row and not only its key: another node may have written a row with the same key.
        var same = columns.Select(column => column.property.IsNullable
            ? $"({column.Item1} = @{column.Item1} OR ({column.Item1} IS NULL AND @{column.Item1} IS NULL))"
            : $"{column.Item1} = @{column.Item1}");
        return new(
            $"INSERT INTO {entity.GetTableName()} ({string.Join(", ", names)}) VALUES ({string.Join(", ", names.Select(name => "@" + name))})",
            $"SELECT 1 FROM {entity.GetTableName()} WHERE {string.Join(" AND ", same)}",
            [.. columns.Select(column => (column.Item1, column.property.GetGetter(), column.property.GetTypeMapping().Converter?.ConvertToProvider))]);
    }

    private sealed record Insert(string Sql, string Witness, List<(string Name, IClrPropertyGetter Getter, Func<object?, object?>? ToStored)> Columns);
}
