using Signaalketen.Engine.Time;

namespace Signaalketen.Casework.Tests;

public sealed class FixedPointsTests
{
    [Fact]
    public void A_reference_is_random_readable_and_recognisable()
    {
        var reference = CaseReference.From([1, 2, 3, 4, 5], 2026);

        Assert.StartsWith("SK-2026-", reference, StringComparison.Ordinal);
        Assert.True(CaseReference.IsReference(reference));
        Assert.NotEqual(reference, CaseReference.From([1, 2, 3, 4, 6], 2026));
        Assert.Throws<ArgumentException>(() => CaseReference.From([1, 2, 3, 4], 2026));
    }

    [Fact]
    public void Every_byte_moves_the_reference()
    {
        byte[] bytes = [7, 7, 7, 7, 7];
        var first = CaseReference.From(bytes, 2026);
        for (var i = 0; i < bytes.Length; i++)
        {
            byte[] changed = [.. bytes];
            changed[i]++;
            Assert.NotEqual(first, CaseReference.From(changed, 2026));
        }
    }

    [Theory]
    [InlineData("SK-2026-7K3QX", true)]
    [InlineData("SK-2026-7K3Q", false)]
    [InlineData("SK-2026-7K3Q0", false)]
    [InlineData("SK-20a6-7K3QX", false)]
    [InlineData("Jan de Vries ", false)]
    [InlineData(null, false)]
    public void Only_a_reference_looks_like_one(string? text, bool expected) => Assert.Equal(expected, CaseReference.IsReference(text));

    [Fact]
    public void Roles_have_a_name_and_an_unknown_one_is_not_made_up()
    {
        Assert.Equal(15, Roles.All.Count);
        Assert.Equal("Dossierhouder", Roles.Get("case-owner").DutchName);
        Assert.Null(Roles.Find("god"));
        Assert.Throws<KeyNotFoundException>(() => Roles.Get("god"));
    }

    [Fact]
    public void A_closing_on_leap_day_ends_on_the_last_of_february() =>
        Assert.Equal(new DateOnly(2033, 2, 28), RetentionRules.Default.LastDay(new(2028, 2, 29)));

    [Fact]
    public void A_signal_without_concern_is_gone_after_ten_working_days() =>
        Assert.Equal(new DateOnly(2027, 1, 20), RetentionRules.Default.LastDayWithoutConcern(new(2027, 1, 6), WorkingCalendar.Netherlands.IsWorkingDay));

    [Fact]
    public void What_a_process_left_goes_the_day_after_the_chain_erased_the_case_and_otherwise_on_its_last_day()
    {
        Assert.Equal(new DateOnly(2033, 2, 28), RetentionRules.Default.RemovalDay(new(2028, 2, 29), erased: false));
        Assert.Equal(new DateOnly(2028, 3, 1), RetentionRules.Default.RemovalDay(new(2028, 2, 29), erased: true));
        Assert.Equal(new DateOnly(2028, 2, 29), new RetentionRules(0, 0).RemovalDay(new(2028, 2, 29), erased: true));
        Assert.Equal(new DateOnly(2026, 1, 1), RetentionRules.LogsGoBefore(new(2030, 12, 31)));
    }

    [Fact]
    public void Retention_may_be_shorter_and_never_longer()
    {
        Assert.Equal(new DateOnly(2030, 2, 28), new RetentionRules(5, 2).LastDay(new(2028, 2, 29)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetentionRules(10, 6));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetentionRules(11, 5));
    }
}
