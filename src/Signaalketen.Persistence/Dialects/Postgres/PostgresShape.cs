using Signaalketen.Persistence.Steps;

namespace Signaalketen.Persistence.Dialects.Postgres;

/// <summary>What makes two statements the same for PostgreSQL, so that one can be prepared and used for both.</summary>
/// <param name="Nulls">A bit for each parameter that is null in all rows: that stands in the text, because a null has no type.</param>
/// <param name="Then">The insert that goes with it.</param>
/// <param name="OnSet">Whether it takes the rows of a set, as arrays.</param>
internal readonly record struct PostgresShape(string Sql, Missed WhenMissed, ulong Nulls, string? Then, bool OnSet)
{
    public static PostgresShape OfRow(RowWrite write) => new(write.Sql, write.WhenMissed, NullsOf(write), write.Then, OnSet: false);

    /// <param name="writes">Of the same statement.</param>
    public static PostgresShape OfSet(IReadOnlyList<RowWrite> writes)
    {
        var nulls = ulong.MaxValue;
        foreach (var write in writes)
            nulls &= NullsOf(write);
        return new(writes[0].Sql, writes[0].WhenMissed, nulls, writes[0].Then, OnSet: true);
    }

    public bool IsNull(int index) => (Nulls & (1UL << index)) != 0;

    // Statements are long and few: their length and last letters tell them apart well enough, every time a step is written.
    public override int GetHashCode() => HashCode.Combine(Sql.Length, Sql[^1], Sql[Sql.Length / 2], WhenMissed, Nulls, OnSet);

    private static ulong NullsOf(RowWrite write)
    {
        var nulls = 0UL;
        for (var index = 0; index < write.Values.Count; index++)
            nulls |= write.Values[index].Value is null ? 1UL << index : 0;
        return nulls;
    }
}
