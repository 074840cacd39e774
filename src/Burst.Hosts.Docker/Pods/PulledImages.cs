using System.Security.Cryptography;
using System.Text;
using Burst.Hosts.Docker.Engine;
using Burst.Hosts.Docker.Wire;

namespace Burst.Hosts.Docker.Pods;

/// <summary>The tags by which images that Burst has pulled are known as such, in any process: made from the name that was pulled. Pure.</summary>
internal static class PulledImages
{
    public const string Repository = "burst.dev/pulled";

    private const int TagCharacters = 40;

    public static string TagOf(ImageReference image) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(image.Familiar)))[..TagCharacters];

    /// <summary>The names of an image that Burst has pulled, each with its mark. A name that was pulled by somebody else has none.</summary>
    public static IEnumerable<(string Reference, string Marker)> Of(ImageSummaryDto image)
    {
        var markers = (image.RepoTags ?? []).Where(tag => tag.StartsWith($"{Repository}:", StringComparison.Ordinal)).ToHashSet();
        foreach (var name in (image.RepoTags ?? []).Concat(image.RepoDigests ?? []).Where(name => !markers.Contains(name)))
        {
            var marker = $"{Repository}:{TagOf(ImageReference.Parse(name))}";
            if (markers.Contains(marker))
                yield return (name, marker);
        }
    }

    /// <summary>It was pulled by Burst under this name, not by somebody else.</summary>
    public static bool IsOne(ImageDto image, ImageReference name) => image.RepoTags?.Contains($"{Repository}:{TagOf(name)}") == true;

    /// <summary>The names by digest that an image has kept of a repository, whatever its tags mean by now.</summary>
    public static IEnumerable<ImageReference> DigestsOf(ImageDto image, ImageReference name) =>
        (image.RepoDigests ?? []).Select(ImageReference.Parse).Where(digest => digest.Familiar.StartsWith($"{Familiar(name)}@", StringComparison.Ordinal));

    private static string Familiar(ImageReference name) => name.Familiar[..^(name.TagOrDigest.Length + 1)];
}
