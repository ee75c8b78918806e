using Signaalketen.Casework.Words;
using Signaalketen.Engine;
using Signaalketen.Engine.Time;

namespace Signaalketen.Casework.Tests.Words;

public sealed class WordsTests
{
    [Fact]
    public void Dates_and_times_are_written_as_people_read_them()
    {
        var day = new DateOnly(2026, 11, 23);

        Assert.Equal("maandag 23 november 2026", DutchText.Date(day));
        Assert.Equal("23 nov 2026", DutchText.ShortDate(day));
        Assert.Equal("1 mrt 2027", DutchText.ShortDate(new(2027, 3, 1)));
        Assert.Equal("14.00 uur", DutchText.Time(new(14, 0)));
        Assert.Equal("9.05 uur", DutchText.Time(new(9, 5)));
        Assert.Equal("zondag 1 maart 2026 om 8.30 uur", DutchText.DateAndTime(new(2026, 3, 1, 8, 30, 0, TimeSpan.FromHours(1))));
    }

    [Theory]
    [InlineData("2026-12-24", "2026-12-24", "vandaag")]
    [InlineData("2026-12-24", "2026-12-28", "nog 1 werkdag")]
    [InlineData("2026-12-24", "2026-12-29", "nog 2 werkdagen")]
    [InlineData("2026-12-28", "2026-12-24", "1 werkdag te laat")]
    [InlineData("2027-01-06", "2026-12-29", "5 werkdagen te laat")]
    [InlineData("2026-12-25", "2026-12-24", "te laat")]
    [InlineData("2026-12-24", "2026-12-26", "voor de volgende werkdag")]
    public void Distance_counts_working_days_of_the_calendar(string today, string due, string expected) =>
        Assert.Equal(expected, DutchText.Distance(DateOnly.ParseExact(today, "yyyy-MM-dd"), DateOnly.ParseExact(due, "yyyy-MM-dd"), WorkingCalendar.Netherlands));

    [Fact]
    public void Every_refusal_of_the_engine_has_a_sentence_of_its_own()
    {
        var sentences = Enum.GetValues<RejectionCode>().Select(RejectionSentence.For).ToList();

        Assert.Equal(sentences.Count, sentences.Distinct().Count());
        Assert.All(sentences, sentence => Assert.Contains(':', sentence));
        Assert.DoesNotContain(RejectionSentence.For((RejectionCode)99), sentences);
    }

    [Theory]
    [InlineData(false, false, false, "open")]
    [InlineData(false, false, true, "opgepakt")]
    [InlineData(true, true, true, "afgerond")]
    [InlineData(true, false, true, "vervallen")]
    public void A_task_has_one_word_for_its_state(bool closed, bool completed, bool assigned, string word) =>
        Assert.Equal(word, StatusWords.OfTask(closed, completed, assigned));
}
