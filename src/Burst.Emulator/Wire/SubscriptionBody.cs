namespace Burst.Emulator.Wire;

internal sealed record SubscriptionBody(
    string Id, string SubscriptionId, string DisplayName, string State, string TenantId, string AuthorizationSource);
