namespace Burst.Hosts.Aci.Limits;

/// <summary>
/// What this process may still ask of Azure: ARM's requests by subscription, creates and deletes of container groups by subscription and
/// region. All virtual nodes that use one credential share one of these. It lives as long as the process; what was created before its
/// start it is told by <see cref="Core.Hosts.IHostBudget.Recall"/>.
/// </summary>
public sealed class AciBudgets(AciRates rates, TimeProvider time)
{
    private readonly long startedAt = time.GetTimestamp();
    private readonly Lock gate = new();
    private readonly Dictionary<(string Authority, Guid Subscription), SubscriptionBudget> subscriptions = [];
    private readonly Dictionary<(string Authority, Guid Subscription, string Region), RegionBudget> regions = [];

    internal RegionBudget Of(AciPodHostOptions options) => Of(options.Endpoint, options.SubscriptionId, options.Region);

    internal RegionBudget Of(Uri endpoint, Guid subscriptionId, string region)
    {
        var authority = endpoint.Authority.ToLowerInvariant();
        var key = (authority, subscriptionId, region.ToLowerInvariant());
        lock (gate)
        {
            if (regions.TryGetValue(key, out var known))
                return known;
            if (!subscriptions.TryGetValue((authority, subscriptionId), out var subscription))
                subscriptions[(authority, subscriptionId)] = subscription = new SubscriptionBudget(rates, time.GetElapsedTime(startedAt));
            return regions[key] = new RegionBudget(subscription, rates, time, startedAt);
        }
    }
}
