using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Burst.Core.Units;

namespace Burst.Core.Pods;

public sealed record PodSpec
{
    /// <summary>1-60 containers that share a node and a fate.</summary>
    public required ImmutableArray<ContainerSpec> Containers { get; init; }

    public RestartPolicy RestartPolicy { get; init; } = RestartPolicy.Always;

    public TimeSpan TerminationGracePeriod { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>From the pod's start; null for no deadline.</summary>
    public TimeSpan? ActiveDeadline { get; init; }

    /// <summary>Labels a node must carry.</summary>
    public ImmutableSortedDictionary<string, string> NodeSelector { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    [JsonIgnore]
    public Resources TotalRequests
    {
        get
        {
            var sum = Resources.Zero;
            foreach (var container in Containers)
                sum += container.Requests;
            return sum;
        }
    }
}
