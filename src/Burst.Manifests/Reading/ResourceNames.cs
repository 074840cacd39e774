using Burst.Core.Units;

namespace Burst.Manifests.Reading;

/// <summary>What resources beside CPU and memory may be called.</summary>
public static class ResourceNames
{
    private const string OfKubernetes = "kubernetes.io/";

    public static bool IsScalar(string name) => name == ScalarResources.EphemeralStorage || IsExtended(name);

    /// <summary>Of a vendor's domain: <c>nvidia.com/gpu</c>.</summary>
    public static bool IsExtended(string name) =>
        name.Contains('/') && !name.Contains(OfKubernetes, StringComparison.Ordinal) && !name.StartsWith("requests.", StringComparison.Ordinal) && NameRules.LabelKey(name) is null;
}
