using Azure.Core;
using Azure.Core.Pipeline;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Hosts.Aci.Arm;
using Burst.Hosts.Aci.Exec;
using Burst.Hosts.Aci.Groups;
using Burst.Hosts.Aci.Limits;
using Burst.Hosts.Aci.Sweeping;
using Burst.Hosts.Aci.Mapping;
using Microsoft.Extensions.Logging;

namespace Burst.Hosts.Aci;

/// <summary>
/// Pods as Azure Container Instances: one container group per pod, in one resource group and region. It keeps nothing that a
/// restart would miss: what it remembers only saves requests.
/// </summary>
public sealed partial class AciPodHost : IPodHost, IPodLogs, IPodExec, IPodRestart, IPodStop, IPodLookup, IPodOperations, IHostBudget
{
    private const int RememberedPodsMax = 10_000;

    private readonly AciPodHostOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger<AciPodHost> _logger;
    private readonly ServiceClock _serviceClock;
    private readonly ContainerGroups _groups;

    /// <summary>
    /// The transport is one of <see cref="AciTransport"/>, or a simulated one; the caller disposes it. Hosts of one credential are given the
    /// same <paramref name="budgets"/>; null for a host that is alone and has Azure's default limits. Without
    /// <paramref name="sockets"/> it runs no commands.
    /// </summary>
    /// <exception cref="ArgumentException">The options are not valid; the message has every error.</exception>
    public AciPodHost(
        AciPodHostOptions options,
        TokenCredential credential,
        HttpPipelineTransport transport,
        TimeProvider timeProvider,
        IIdSource ids,
        ILogger<AciPodHost> logger,
        AciBudgets? budgets = null,
        AciSockets? sockets = null)
    {
        if (options.FindErrors() is { Count: > 0 } errors)
            throw new ArgumentException(string.Join(" ", errors), nameof(options));
        _options = options;
        _timeProvider = timeProvider;
        _sockets = sockets;
        _logger = logger;
        _quotaClock = new QuotaClock(timeProvider);
        _budget = (budgets ?? new AciBudgets(new AciRates(), timeProvider)).Of(options);
        _serviceClock = new ServiceClock(timeProvider);
        var pipeline = ArmPipeline.Create(options.Audience, credential, transport, _serviceClock);
        var arm = new ArmClient(pipeline, _budget, timeProvider, ids, options.ReadTimeout, options.RequestTimeout);
        var uris = new ArmUris(options.Endpoint, options.SubscriptionId, options.ResourceGroup);
        _groups = new ContainerGroups(arm, uris, options.Endpoint);
    }

    public NodeName Node => _options.Node;

    public string? FindUnsupported(PodSpec spec) => LaunchRules.FindUnsupported(spec, _options);

    public async Task<HostHeartbeat> CheckAsync(CancellationToken cancellationToken)
    {
        await _groups.ProbeAsync(cancellationToken).ConfigureAwait(false);
        var message = $"Azure Container Instances answers in {_options.Region}, resource group {_options.ResourceGroup}";
        return await AddQuotaAsync(new HostHeartbeat(_timeProvider.GetUtcNow(), Ready: true, message), cancellationToken).ConfigureAwait(false);
    }
}
