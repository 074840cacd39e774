using System.Collections.Immutable;
using Burst.Core.Ids;

namespace Burst.Core.Pods;

/// <summary>Everything a pod takes from ConfigMaps and Secrets, whichever field names it.</summary>
public static class DataReferences
{
    /// <summary>In the order of the spec; an object that is named twice is listed twice.</summary>
    public static ImmutableArray<DataReference> Of(PodSpec spec) => spec.Digest.DataReferences;

    internal static IEnumerable<DataReference> Read(PodSpec spec) =>
        spec.AllContainers.SelectMany(OfContainer).Concat(spec.Volumes.SelectMany(OfVolume)).Concat(spec.ImagePullSecrets.Select(OfPullSecret));

    private static IEnumerable<DataReference> OfContainer(ContainerSpec container)
    {
        foreach (var from in container.EnvFrom)
            yield return new DataReference(from.Kind, from.Name, null, from.Optional, $"container {container.Name}, envFrom");
        foreach (var variable in container.Env)
        {
            if (variable.From is { } source)
                yield return new DataReference(source.Kind, source.Name, source.Key, source.Optional, $"container {container.Name}, env {variable.Name}");
        }
    }

    private static IEnumerable<DataReference> OfVolume(Volume volume)
    {
        var place = $"volume {volume.Name}";
        if (volume.AzureFile is { } share)
        {
            yield return new DataReference(ObjectKind.Secret, share.SecretName, AzureFileVolume.AccountNameKey, Optional: false, place);
            yield return new DataReference(ObjectKind.Secret, share.SecretName, AzureFileVolume.AccountKeyKey, Optional: false, place);
        }

        if (volume.Data is not { } data)
            yield break;
        if (data.Items is not { } items)
            yield return new DataReference(data.Kind, data.Name, null, data.Optional, place);
        foreach (var item in data.Items ?? [])
            yield return new DataReference(data.Kind, data.Name, item.Key, data.Optional, place);
    }

    private static DataReference OfPullSecret(string name) =>
        new(ObjectKind.Secret, name, RegistryCredential.DataKey, Optional: false, "imagePullSecrets");
}
