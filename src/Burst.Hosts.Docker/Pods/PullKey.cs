using Burst.Core.Pods;

namespace Burst.Hosts.Docker.Pods;

/// <summary>Who shares a pull. Who wants the registry asked shares it only with those who ask as the same user: what one may have, another may not.</summary>
internal readonly record struct PullKey(string Image, bool AsksRegistry, RegistryCredential? Credential)
{
    public static PullKey IfMissing(string image) => new(image, AsksRegistry: false, null);
}
