namespace Burst.Hosts.Docker.Probing;

/// <summary>What its probes say of a container's present run.</summary>
/// <param name="IsKnown">False until they have said enough: then it is what it was before.</param>
/// <param name="ReadyAt">Since when it has started up and its readiness probe holds; null while not.</param>
/// <param name="HasStartedUp">Its startup probe has succeeded, or it has none.</param>
/// <param name="Message">What is wrong, or why it was restarted last; null for nothing.</param>
internal sealed record ContainerHealth(bool IsKnown, DateTimeOffset? ReadyAt, bool HasStartedUp, string? Message);
