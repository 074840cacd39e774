using System.Globalization;
using Burst.Api.Errors;
using Burst.Api.Routing;

namespace Burst.Api.Selection;

/// <summary>What part of a list is asked for.</summary>
internal sealed record ListQuery(LabelSelector Labels, FieldSelector Fields, int Limit, ContinueToken? After)
{
    public static ListQuery Parse(ApiCall call, IReadOnlyCollection<string> fields, ApiOptions options) => new(
        LabelSelector.Parse(call.Query("labelSelector")),
        FieldSelector.Parse(call.Query("fieldSelector"), fields),
        ParseLimit(call.Query("limit"), options.ListItemsDefault, options.ListItemsMax),
        ContinueToken.Parse(call.Query("continue")));

    /// <summary>0 asks for the default; more than the maximum gets the maximum, and a continue token for the rest.</summary>
    public static int ParseLimit(string? text, int fallback, int max)
    {
        if (text is null)
            return fallback;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit))
            throw Refusal.BadRequest($"limit: \"{text}\" is not accepted; a whole number from 1 to {max} is");
        return limit == 0 ? fallback : Math.Min(limit, max);
    }
}
