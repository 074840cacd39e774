using Burst.Emulator.Arm;
using Burst.Emulator.Wire;

namespace Burst.Emulator.ResourceGroups;

/// <summary>Subscriptions, of which every well-formed id is one, with the provider registered in each.</summary>
internal sealed class SubscriptionHandlers(ResourceGroupStore store)
{
    // Shown while nothing has been created yet, so that clients which pick a subscription from the list find one.
    private const string DefaultSubscription = "00000000-0000-0000-0000-000000000001";
    private const string Tenant = "00000000-0000-0000-0000-00000000ffff";
    private const string ProviderNamespace = "Microsoft.ContainerInstance";
    private static readonly string[] ApiVersions = ["2025-09-01", "2023-05-01", "2022-09-01", "2021-10-01"];
    private static readonly string[] ResourceTypes = ["containerGroups", "locations", "locations/operations", "locations/usages", "operations"];
    private static readonly string[] Locations = ["East US", "East US 2", "West US", "West Europe", "North Europe"];

    public IEnumerable<ArmRoute> Routes =>
    [
        new("GET", "/subscriptions", ListAsync),
        new("GET", "/subscriptions/{subscription}", GetAsync),
        new("GET", $"/subscriptions/{{subscription}}/providers/{ProviderNamespace}", ProviderAsync),
    ];

    private Task<ArmResponse> ListAsync(ArmRequest request, CancellationToken cancellationToken)
    {
        var known = store.Subscriptions();
        var page = new Page<SubscriptionBody>([.. (known.Count == 0 ? [DefaultSubscription] : known).Select(Body)]);
        return Task.FromResult(ArmResponse.Json(200, page, WireJson.Default.PageSubscriptionBody));
    }

    private Task<ArmResponse> GetAsync(ArmRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(ArmResponse.Json(200, Body(request.Subscription), WireJson.Default.SubscriptionBody));

    private Task<ArmResponse> ProviderAsync(ArmRequest request, CancellationToken cancellationToken)
    {
        var body = new ProviderBody(
            $"/subscriptions/{request.Subscription}/providers/{ProviderNamespace}",
            ProviderNamespace,
            "Registered",
            "RegistrationRequired",
            [.. ResourceTypes.Select(type => new ResourceTypeBody(type, Locations, ApiVersions))]);
        return Task.FromResult(ArmResponse.Json(200, body, WireJson.Default.ProviderBody));
    }

    private static SubscriptionBody Body(string id) =>
        new($"/subscriptions/{id}", id, "Burst emulator", "Enabled", Tenant, "RoleBased");
}
