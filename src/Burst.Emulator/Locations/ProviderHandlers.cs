using Burst.Emulator.Arm;
using Burst.Emulator.Wire;

namespace Burst.Emulator.Locations;

/// <summary>The resource provider of container groups, which every subscription has registered, with its operations.</summary>
internal sealed class ProviderHandlers
{
    private const string Namespace = "Microsoft.ContainerInstance";
    private const string One = "/subscriptions/{subscription}/providers/{namespace}";
    private static readonly string[] ApiVersions = ["2025-09-01", "2023-05-01", "2022-09-01", "2021-10-01"];
    private static readonly string[] ResourceTypes =
        ["containerGroups", "serviceAssociationLinks", "locations", "locations/capabilities", "locations/usages", "locations/operations", "locations/cachedImages", "operations"];

    public IEnumerable<ArmRoute> Routes =>
    [
        new("GET", $"/providers/{Namespace}/operations", OperationsAsync),
        new("GET", "/subscriptions/{subscription}/providers", ListAsync),
        new("GET", One, ProviderAsync),
        // Registered from the start, so this changes nothing.
        new("POST", One + "/register", ProviderAsync),
    ];

    private static Task<ArmResponse> OperationsAsync(ArmRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(ArmResponse.Json(200, new Page<ProviderOperationBody>(ProviderOperations.All), WireJson.Default.PageProviderOperationBody));

    private static Task<ArmResponse> ListAsync(ArmRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(ArmResponse.Json(200, new Page<ProviderBody>([Body(request.Subscription)]), WireJson.Default.PageProviderBody));

    private static Task<ArmResponse> ProviderAsync(ArmRequest request, CancellationToken cancellationToken)
    {
        var wanted = request.Values["namespace"];
        if (!wanted.Equals(Namespace, StringComparison.OrdinalIgnoreCase))
            throw new ArmException(ArmErrors.InvalidResourceNamespace(wanted));
        return Task.FromResult(ArmResponse.Json(200, Body(request.Subscription), WireJson.Default.ProviderBody));
    }

    private static ProviderBody Body(string subscription) => new(
        $"/subscriptions/{subscription}/providers/{Namespace}",
        Namespace,
        "Registered",
        "RegistrationRequired",
        [.. ResourceTypes.Select(type => new ResourceTypeBody(type, Regions.DisplayNames, ApiVersions))]);
}
