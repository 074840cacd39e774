using Burst.Emulator.Arm;

namespace Burst.Emulator.SignIn;

/// <summary>
/// Tells clients where this cloud's endpoints are. The sign-in it names is ADFS-style: the Azure CLI asks login.microsoftonline.com
/// about any other authority that it does not know.
/// </summary>
internal sealed class MetadataHandlers
{
    private const string CloudName = "BurstEmulator";

    public IEnumerable<ArmRoute> Routes => [new("GET", "/metadata/endpoints", EndpointsAsync, RouteAccess.Open)];

    // One object at first, then a list of clouds, then one object again.
    private static Task<ArmResponse> EndpointsAsync(ArmRequest request, CancellationToken cancellationToken)
    {
        var version = request.Query.GetValueOrDefault("api-version", "");
        if (version.Length == 0)
            throw new ArmException(ArmErrors.MissingApiVersion());
        return Task.FromResult(
            string.CompareOrdinal(version, "2018-01-01") < 0 ? ArmResponse.Json(200, OldCloud(request.BaseUri), MetadataJson.Default.OldCloudBody)
            : string.CompareOrdinal(version, "2022-01-01") < 0 ? ArmResponse.Json(200, [Cloud(request.BaseUri)], MetadataJson.Default.CloudBodyArray)
            : ArmResponse.Json(200, Cloud(request.BaseUri), MetadataJson.Default.CloudBody));
    }

    private static OldCloudBody OldCloud(string baseUri) => new(baseUri, baseUri, baseUri, new($"{baseUri}/{EmulatedTenant.Adfs}", [baseUri]));

    private static CloudBody Cloud(string baseUri) => new(
        CloudName, baseUri, new($"{baseUri}/{EmulatedTenant.Adfs}", [baseUri], EmulatedTenant.Adfs, "ADFS"), baseUri, baseUri, baseUri, baseUri, []);
}
