using System.Collections.Immutable;

namespace Burst.Api.Errors;

/// <summary>A request that cannot be served, as its sender should hear of it.</summary>
internal sealed class ApiException(int status, string reason, string message) : Exception(message)
{
    /// <summary>HTTP status.</summary>
    public int Status => status;

    /// <summary>Kubernetes' word for it, such as NotFound.</summary>
    public string Reason => reason;

    public ImmutableArray<StatusCause> Causes { get; init; } = [];

    /// <summary>Name and kind of what the request was about, where known.</summary>
    public (string Name, string Kind)? Subject { get; init; }

    public TimeSpan? RetryAfter { get; init; }
}
