using System.Collections.Immutable;

namespace Burst.Core.Pods;

/// <summary>What a container may do on its machine. Each part is null where the manifest does not say it.</summary>
public sealed record ContainerSecurity
{
    /// <summary>0 or more; null for the pod's, or else the image's own user.</summary>
    public long? RunAsUser { get; init; }

    /// <summary>0 or more; null for the pod's, or else the user's own group.</summary>
    public long? RunAsGroup { get; init; }

    /// <summary>Only volumes can be written to.</summary>
    public bool? ReadOnlyRootFilesystem { get; init; }

    /// <summary>False: no program gets more rights than the one that starts it, whatever its file says.</summary>
    public bool? AllowPrivilegeEscalation { get; init; }

    /// <summary>Names such as NET_ADMIN, or ALL; null for none.</summary>
    public ImmutableArray<string>? AddCapabilities { get; init; }

    /// <summary>Names such as NET_RAW, or ALL; null for none.</summary>
    public ImmutableArray<string>? DropCapabilities { get; init; }
}
