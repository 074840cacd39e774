using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Burst.Core.Serialization;

namespace Burst.Core.Pods;

public sealed record PodTemplate
{
    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableSortedDictionary<string, string> Annotations { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public required PodSpec Spec { get; init; }

    /// <summary>Ten hex digits that change when anything in the template does.</summary>
    public string ComputeHash()
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(this, CoreJson.Default.PodTemplate);
        return Convert.ToHexStringLower(SHA256.HashData(json))[..10];
    }
}
