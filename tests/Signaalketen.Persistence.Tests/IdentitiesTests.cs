using System.Globalization;

namespace Signaalketen.Persistence.Tests;

public sealed class IdentitiesTests
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private readonly SystemIdentities identities = new();

    [Fact]
    public void An_id_is_a_uuid_of_version_7_that_begins_with_its_moment()
    {
        var id = identities.NewId(Monday);
        Assert.Matches("^[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$", id);
        Assert.Equal(Monday.ToUnixTimeMilliseconds(), long.Parse(id[..12], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        Assert.Equal(7, Guid.ParseExact(id, "N").Version);
    }

    [Fact]
    public void Ids_sort_by_their_moment() =>
        Assert.True(string.CompareOrdinal(identities.NewId(Monday), identities.NewId(Monday.AddMilliseconds(1))) < 0);

    [Fact]
    public void No_two_draws_are_the_same_on_one_thread_or_on_several()
    {
        // Many more than are drawn in advance.
        var drawn = Enumerable.Range(0, 4).AsParallel().WithDegreeOfParallelism(4)
            .SelectMany(_ => Enumerable.Range(0, 3000).SelectMany(_ => new[] { identities.NewId(Monday), Convert.ToHexString(identities.Bytes(12)), Convert.ToHexString(identities.Bytes(32)) })).ToList();
        Assert.Equal(drawn.Count, drawn.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Every_bit_that_is_left_to_chance_is_sometimes_one_and_sometimes_nought()
    {
        var all = new byte[16];
        var some = new byte[16];
        Array.Fill(some, byte.MaxValue);
        for (var draw = 0; draw < 1000; draw++)
        {
            var id = Convert.FromHexString(identities.NewId(Monday));
            for (var index = 0; index < id.Length; index++)
            {
                all[index] |= id[index];
                some[index] &= id[index];
            }
        }

        Assert.Equal([0x7F, 0xFF, 0xBF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], all[6..]);
        Assert.Equal([0x70, 0x00, 0x80, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00], some[6..]);
    }
}
