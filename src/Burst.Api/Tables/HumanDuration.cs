namespace Burst.Api.Tables;

/// <summary>Durations as kubectl shows ages: two units at most, coarser the longer it is.</summary>
internal static class HumanDuration
{
    private const int HoursPerYear = 24 * 365;

    public static string Age(DateTimeOffset since, DateTimeOffset now) => since == default ? "<unknown>" : Show(now - since);

    public static string Show(TimeSpan span)
    {
        var (seconds, minutes, hours) = ((long)span.TotalSeconds, (long)span.TotalMinutes, (long)span.TotalHours);
        return span switch
        {
            _ when seconds < -1 => "<invalid>",
            _ when seconds < 0 => "0s",
            _ when seconds < 120 => $"{seconds}s",
            _ when minutes < 10 => Two(minutes, "m", seconds % 60, "s"),
            _ when minutes < 180 => $"{minutes}m",
            _ when hours < 8 => Two(hours, "h", minutes % 60, "m"),
            _ when hours < 48 => $"{hours}h",
            _ when hours < 24 * 8 => Two(hours / 24, "d", hours % 24, "h"),
            _ when hours < 2 * HoursPerYear => $"{hours / 24}d",
            _ when hours < 8 * HoursPerYear => Two(hours / HoursPerYear, "y", hours / 24 % 365, "d"),
            _ => $"{hours / HoursPerYear}y",
        };
    }

    private static string Two(long coarse, string coarseUnit, long fine, string fineUnit) =>
        fine == 0 ? $"{coarse}{coarseUnit}" : $"{coarse}{coarseUnit}{fine}{fineUnit}";
}
