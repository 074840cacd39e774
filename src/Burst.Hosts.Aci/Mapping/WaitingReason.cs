using Burst.Hosts.Aci.Wire;

namespace Burst.Hosts.Aci.Mapping;

/// <summary>Why a container waits, in Kubernetes' words, from its events: ACI itself says only that it waits.</summary>
internal static class WaitingReason
{
    private const StringComparison AnyCase = StringComparison.OrdinalIgnoreCase;

    /// <summary>From the latest event; null when that is no sign of trouble.</summary>
    public static string? Find(IEnumerable<EventDto?>? events) =>
        (events ?? []).OfType<EventDto>().MaxBy(item => (item.LastTimestamp ?? item.FirstTimestamp ?? DateTimeOffset.MinValue, Rank(item))) is { } latest
            ? Read(latest)
            : null;

    private static string? Read(EventDto latest)
    {
        var isPull = latest.Message?.Contains("pull", AnyCase) == true;
        return latest.Name?.ToUpperInvariant() switch
        {
            "FAILED" when isPull => "ErrImagePull",
            "FAILED" => "CreateContainerError",
            "BACKOFF" when isPull => "ImagePullBackOff",
            "BACKOFF" => "CrashLoopBackOff",
            _ => null,
        };
    }

    /// <summary>Times have a resolution of a second: of events in one second the later step counts.</summary>
    private static int Rank(EventDto item) => item.Name?.ToUpperInvariant() switch { "PULLING" => 0, "PULLED" => 1, "CREATED" => 2, "STARTED" => 3, "FAILED" => 4, "BACKOFF" => 5, _ => 0 };
}
