using System.Text.Json.Serialization;

namespace Burst.Emulator.SignIn;

/// <summary>The cloud's endpoints as api-version 2015-01-01 tells them.</summary>
internal sealed record OldCloudBody(string GalleryEndpoint, string GraphEndpoint, string PortalEndpoint, OldAuthenticationBody Authentication);

internal sealed record OldAuthenticationBody(string LoginEndpoint, IReadOnlyList<string> Audiences);

/// <summary>The cloud's endpoints as later versions tell them.</summary>
internal sealed record CloudBody(
    string Name, string Portal, CloudAuthenticationBody Authentication, string GraphAudience, string Graph, string ResourceManager,
    string MicrosoftGraphResourceId, SortedDictionary<string, string> Suffixes);

internal sealed record CloudAuthenticationBody(string LoginEndpoint, IReadOnlyList<string> Audiences, string Tenant, string IdentityProvider);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(OldCloudBody))]
[JsonSerializable(typeof(CloudBody))]
[JsonSerializable(typeof(CloudBody[]))]
internal sealed partial class MetadataJson : JsonSerializerContext;
