namespace Signaalketen.Engine.Time;

/// <summary>Easter Sunday of the western church.</summary>
internal static class Easter
{
    /// <summary>The Sunday after the first ecclesiastical full moon on or after 21 March, by golden number and epact.</summary>
    public static DateOnly Sunday(int year)
    {
        var golden = year % 19;
        var century = year / 100;
        var leapCorrection = century - (century / 4);
        var moonCorrection = ((8 * century) + 13) / 25;
        var moonAge = (leapCorrection - moonCorrection + (19 * golden) + 15) % 30;
        // The lunar month has 29 days at its end, so that two epacts share the last possible day.
        var fullMoon = moonAge - (moonAge == 29 || (moonAge == 28 && golden > 10) ? 1 : 0);
        var weekday = (year + (year / 4) + fullMoon + 2 - leapCorrection) % 7;
        return new DateOnly(year, 3, 28).AddDays(fullMoon - weekday);
    }
}
