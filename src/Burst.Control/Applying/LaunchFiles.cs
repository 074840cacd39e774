using System.Collections.Immutable;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;

namespace Burst.Control.Applying;

/// <summary>What a pod's volumes hold, and how shares are reached.</summary>
internal static class LaunchFiles
{
    /// <exception cref="UnresolvedReferenceException">Something the pod must have is not there.</exception>
    public static ImmutableSortedDictionary<string, ImmutableArray<ResolvedFile>> Files(LaunchData data, PodSpec spec) => spec.Volumes
        .Where(volume => volume.Data is not null)
        .ToImmutableSortedDictionary(volume => volume.Name, volume => Files(data, volume.Data!), StringComparer.Ordinal);

    /// <exception cref="UnresolvedReferenceException">A share's Secret is not there, or lacks a key.</exception>
    public static ImmutableSortedDictionary<string, ResolvedShare> Shares(LaunchData data, PodSpec spec) => spec.Volumes
        .Where(volume => volume.AzureFile is not null)
        .ToImmutableSortedDictionary(volume => volume.Name, volume => Share(data, volume.AzureFile!), StringComparer.Ordinal);

    private static ImmutableArray<ResolvedFile> Files(LaunchData data, DataVolume volume) => volume.Items is { } items
        ? [.. items.Select(item => (item.Path, Found: data.FindKey(volume.Kind, volume.Name, item.Key, volume.Optional)))
            .Where(file => file.Found is not null)
            .Select(file => new ResolvedFile(file.Path, file.Found!.Base64, file.Found.IsSecret))]
        : [.. data.Read(volume.Kind, volume.Name, volume.Optional).Select(item => new ResolvedFile(item.Key, item.Base64, item.IsSecret))];

    private static ResolvedShare Share(LaunchData data, AzureFileVolume share) =>
        new(Text(data, share, AzureFileVolume.AccountNameKey), Text(data, share, AzureFileVolume.AccountKeyKey));

    private static string Text(LaunchData data, AzureFileVolume share, string key) =>
        data.FindKey(ObjectKind.Secret, share.SecretName, key, optional: false)!.Text;
}
