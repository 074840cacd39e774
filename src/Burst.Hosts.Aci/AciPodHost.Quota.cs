using Burst.Core.Hosts;
using Burst.Core.Nodes;
using Burst.Hosts.Aci.Arm;
using Burst.Hosts.Aci.Limits;
using Burst.Hosts.Aci.Mapping;

namespace Burst.Hosts.Aci;

public sealed partial class AciPodHost
{
    /// <summary>Shorter than other reads: a heartbeat does not wait long for what it can do without.</summary>
    private static readonly TimeSpan QuotaReadTimeout = TimeSpan.FromSeconds(5);

    private readonly QuotaClock _quotaClock;

    /// <summary>
    /// What the service says of its quotas, once a minute; it counts as one of the reads that status reads may use. Whatever comes of it, the node
    /// has answered.
    /// </summary>
    private async Task<HostHeartbeat> AddQuotaAsync(HostHeartbeat heartbeat, CancellationToken cancellationToken)
    {
        if (!_quotaClock.TryBegin())
            return heartbeat;
        if (_budget.TakeStatusReads(static most => Math.Min(most, 1)) == 0)
        {
            _quotaClock.Refused(); // Nothing was asked: it is tried at the next heartbeat.
            return heartbeat;
        }

        var (said, failure) = await ReadQuotaAsync(cancellationToken).ConfigureAwait(false);
        if (said is not null)
        {
            _quotaClock.Answered();
            return heartbeat with { Quota = said };
        }

        return _quotaClock.Failed(failure!.IsLasting) ? heartbeat with { QuotaProblem = failure.Message } : heartbeat;
    }

    private async Task<(ServiceQuota? Said, QuotaFailure? Failure)> ReadQuotaAsync(CancellationToken cancellationToken)
    {
        try
        {
            var reply = await _groups.ReadUsagesAsync(_options.Region, QuotaReadTimeout, cancellationToken).ConfigureAwait(false);
            return QuotaMapping.Read(reply) is { } said ? (said, null) : (null, Explain(reply));
        }
        catch (PodHostUnavailableException exception)
        {
            return (null, new QuotaFailure(exception.Message, IsLasting: false));
        }
    }

    private QuotaFailure Explain(ArmReply reply) => reply switch
    {
        { Failure: null, Status: 401 or 403 } => new QuotaFailure(
            $"the credential may not read them ({ArmFailure.Shorten(reply.Describe())}); the right {QuotaMapping.Right} at the subscription, which Reader has, lets them be read", IsLasting: true),
        { Failure: null, Status: 404 } => new QuotaFailure($"there are none at the endpoint ({ArmFailure.Shorten(reply.Describe())})", IsLasting: true),
        _ => new QuotaFailure($"{_options.Endpoint.Authority} said {ArmFailure.Shorten(reply.Describe())}", IsLasting: false),
    };

    private sealed record QuotaFailure(string Message, bool IsLasting);
}
