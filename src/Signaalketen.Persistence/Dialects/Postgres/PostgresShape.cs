using Signaalketen.Persistence.Steps;

namespace Signaalketen.Persistence.Dialects.Postgres;

/// <summary>What makes two statements the same for PostgreSQL, so that one can be prepared and used for both.</summary>
/// <param name="Nulls">A bit for each parameter that is null in all rows: that stands in the text, because a null has no type.</param>
/// <param name="Rows">On how many rows it is; <see cref="Any"/> when it takes them as arrays.</param>
internal readonly record struct PostgresShape(string Sql, Missed WhenMissed, ulong Nulls, int Rows)
{
    public const int Any = 0;

    public static PostgresShape OfRow(RowWrite write) => new(write.Sql, write.WhenMissed, NullsOf(write), Rows: 1);

    /// <param name="writes">Of the same statement.</param>
    public static PostgresShape Of(IReadOnlyList<RowWrite> writes, int rows)
    {
        var nulls = ulong.MaxValue;
        foreach (var write in writes)
            nulls &= NullsOf(write);
        return new(writes[0].Sql, writes[0].WhenMissed, nulls, rows);
    }

    public bool IsNull(int index) => (Nulls & (1UL << index)) != 0;

    // Statements are long and few: their length and last letters tell them apart well enough, every time a step is written.
    public override int GetHashCode() => HashCode.Combine(Sql.Length, Sql[^1], Sql[Sql.Length / 2], WhenMissed, Nulls, Rows);

    private static ulong NullsOf(RowWrite write)
    {
        var nulls = 0UL;
        for (var index = 0; index < write.Values.Count; index++)
            nulls |= write.Values[index].Value is null ? 1UL << index : 0;
        return nulls;
    }
}
