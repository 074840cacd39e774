using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Burst.Core.Serialization;
using Burst.Core.Units;

namespace Burst.Core.Pods;

public sealed record ContainerSpec
{
    public required string Name { get; init; }

    public required string Image { get; init; }

    /// <summary>Null where the manifest does not say: as <see cref="Pods.PullPolicy.IfNotPresent"/>, whatever the image's tag.</summary>
    public PullPolicy? PullPolicy { get; init; }

    /// <summary>
    /// Of an init container: it is restarted, those after it start once it has, and it is ended when the pod's containers are done
    /// (<c>restartPolicy: Always</c>).
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsSidecar { get; init; }

    /// <summary>Replaces the image's entry point when not empty.</summary>
    public ImmutableArray<string> Command { get; init; } = [];

    /// <summary>Arguments of the entry point.</summary>
    public ImmutableArray<string> Args { get; init; } = [];

    public string? WorkingDir { get; init; }

    public ImmutableArray<EnvVar> Env { get; init; } = [];

    public ImmutableArray<EnvFrom> EnvFrom { get; init; } = [];

    public ImmutableArray<ContainerPort> Ports { get; init; } = [];

    [JsonIgnore]
    public ImmutableArray<VolumeMount> VolumeMounts
    {
        get => StoredVolumeMounts ?? [];
        init => StoredVolumeMounts = StoredList.OrNull(value);
    }

    /// <summary>Null for what the image and the node have.</summary>
    public ContainerSecurity? Security { get; init; }

    /// <summary>Restarted when it fails; null for no such question.</summary>
    public Probe? LivenessProbe { get; init; }

    /// <summary>Not Ready while it fails.</summary>
    public Probe? ReadinessProbe { get; init; }

    /// <summary>Holds back the other two until it first succeeds.</summary>
    public Probe? StartupProbe { get; init; }

    /// <summary>Done right after each start: it does not count as running before, and is ended where this fails; null for nothing.</summary>
    public LifecycleHook? PostStart { get; init; }

    /// <summary>Done first when it is to end, within the pod's grace; null for nothing.</summary>
    public LifecycleHook? PreStop { get; init; }

    public Resources Requests { get; init; }

    /// <summary>Zero in a dimension means no limit there.</summary>
    public Resources Limits { get; init; }

    /// <summary>What it asks for beside CPU and memory; null for nothing.</summary>
    public ScalarResources? ScalarRequests { get; init; }

    /// <summary>Of extended resources as much as it asks for; null for no limit.</summary>
    public ScalarResources? ScalarLimits { get; init; }

    [JsonInclude]
    [JsonPropertyName("volumeMounts")]
    internal ImmutableArray<VolumeMount>? StoredVolumeMounts { get; init; }
}
