using Burst.Emulator.Arm;
using Burst.Emulator.Groups;
using Burst.Emulator.Locations;
using Burst.Emulator.SignIn;
using Burst.Emulator.Wire;

namespace Burst.Emulator.ResourceGroups;

/// <summary>The tenant and its subscriptions, of which every well-formed id is one.</summary>
internal sealed class SubscriptionHandlers(ResourceGroupStore store)
{
    // Shown while nothing has been created yet, so that clients which pick a subscription from the list find one.
    private const string DefaultSubscription = "00000000-0000-0000-0000-000000000001";

    public IEnumerable<ArmRoute> Routes =>
    [
        new("GET", "/tenants", TenantsAsync),
        new("GET", "/subscriptions", ListAsync),
        new("GET", "/subscriptions/{subscription}", GetAsync),
        new("GET", "/subscriptions/{subscription}/locations", LocationsAsync),
    ];

    private static Task<ArmResponse> TenantsAsync(ArmRequest request, CancellationToken cancellationToken)
    {
        var tenant = new TenantBody(
            $"/tenants/{EmulatedTenant.Id}", EmulatedTenant.Id, "US", "Burst emulator", ["burst.emulator"], "burst.emulator", "Home", "AAD");
        return Task.FromResult(ArmResponse.Json(200, new Page<TenantBody>([tenant]), WireJson.Default.PageTenantBody));
    }

    private Task<ArmResponse> ListAsync(ArmRequest request, CancellationToken cancellationToken)
    {
        var known = store.Subscriptions();
        var page = new Page<SubscriptionBody>([.. (known.Count == 0 ? [DefaultSubscription] : known).Select(Body)]);
        return Task.FromResult(ArmResponse.Json(200, page, WireJson.Default.PageSubscriptionBody));
    }

    private static Task<ArmResponse> GetAsync(ArmRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(ArmResponse.Json(200, Body(request.Subscription), WireJson.Default.SubscriptionBody));

    private static Task<ArmResponse> LocationsAsync(ArmRequest request, CancellationToken cancellationToken)
    {
        var page = new Page<LocationBody>([.. Regions.DisplayNames.Select(name => LocationOf(request.Subscription, name))]);
        return Task.FromResult(ArmResponse.Json(200, page, WireJson.Default.PageLocationBody));
    }

    private static LocationBody LocationOf(string subscription, string displayName)
    {
        var name = GroupDefaults.Location(displayName);
        return new($"/subscriptions/{subscription}/locations/{name}", name, "Region", displayName, displayName);
    }

    private static SubscriptionBody Body(string id) => new(
        $"/subscriptions/{id}", "RoleBased", [], id, EmulatedTenant.Id, "Burst emulator", "Enabled",
        new("Internal_2014-09-01", "EmulatorOffer_2026-01-01", "Off"));
}
