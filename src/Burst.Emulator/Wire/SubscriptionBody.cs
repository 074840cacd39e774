namespace Burst.Emulator.Wire;

internal sealed record SubscriptionBody(
    string Id, string AuthorizationSource, IReadOnlyList<string> ManagedByTenants, string SubscriptionId, string TenantId, string DisplayName,
    string State, SubscriptionPolicies SubscriptionPolicies);

internal sealed record SubscriptionPolicies(string LocationPlacementId, string QuotaId, string SpendingLimit);

internal sealed record TenantBody(
    string Id, string TenantId, string CountryCode, string DisplayName, IReadOnlyList<string> Domains, string DefaultDomain, string TenantCategory,
    string TenantType);

internal sealed record LocationBody(string Id, string Name, string Type, string DisplayName, string RegionalDisplayName);
