using System.Globalization;
using Burst.Api.Errors;
using Burst.Api.Operations;
using Burst.Api.Routing;
using Burst.Core.Hosts;

namespace Burst.Api.Logs;

/// <summary>What of a log is asked for.</summary>
internal sealed record LogParameters(string? Container, LogQuery Query, bool ShowTimes, bool WantsPrevious, long? BytesMax)
{
    public static LogParameters Parse(ApiCall call, DateTimeOffset now) => new(
        call.Query("container"),
        new LogQuery(call.Flag("follow"), (int?)Number(call, "tailLines", 0, int.MaxValue), ParseSince(call, now)),
        call.Flag("timestamps"),
        call.Flag("previous"),
        Number(call, "limitBytes", 1, long.MaxValue));

    /// <summary>Kubernetes has sinceSeconds and sinceTime; since takes either, as elsewhere in this API.</summary>
    private static DateTimeOffset? ParseSince(ApiCall call, DateTimeOffset now)
    {
        if (((string[])["sinceSeconds", "sinceTime", "since"]).Where(name => call.Query(name) is not null).ToList() is [var one, var other, ..])
            throw Refusal.BadRequest($"{one} and {other}: only one of the two may be given");
        if (call.Query("since") is { } length)
            return SinceParameter.Parse(length, now, TimeSpan.Zero);
        var seconds = Number(call, "sinceSeconds", 1, int.MaxValue);
        if (call.Query("sinceTime") is not { } text)
            return seconds is { } back ? now.AddSeconds(-back) : null;
        return SinceParameter.TryParseInstant(text, out var instant)
            ? instant
            : throw Refusal.BadRequest($"sinceTime: cannot read \"{text}\"; an RFC 3339 time such as 2025-03-01T12:00:00Z is accepted");
    }

    private static long? Number(ApiCall call, string name, long min, long max)
    {
        if (call.Query(name) is not { } text)
            return null;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw Refusal.BadRequest($"{name}: \"{text}\" is not accepted; a whole number of at least {min} is");
    }
}
