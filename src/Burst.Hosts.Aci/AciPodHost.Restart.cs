using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Hosts.Aci.Arm;
using Burst.Hosts.Aci.Mapping;

namespace Burst.Hosts.Aci;

public sealed partial class AciPodHost
{
    /// <inheritdoc/>
    /// <remarks>One try: a second one would restart it twice.</remarks>
    public async Task<RestartOutcome> RestartAsync(PodUid pod, CancellationToken cancellationToken)
    {
        var name = GroupName.Of(pod);
        if (await FindOursAsync(name, cancellationToken).ConfigureAwait(false) is null)
            return new RestartOutcome.Refused($"container group {name} is not there");

        // From before the call: a list that runs beside it may see the run that it ends.
        _reads.Doubt(pod, _timeProvider.GetUtcNow() + PodRestart.SettleTime);
        var reply = await _groups.RestartAsync(name, cancellationToken).ConfigureAwait(false);
        if (IsRefusal(reply))
            return new RestartOutcome.Refused(ArmFailure.Shorten(reply.Describe()));
        return reply.IsSuccess ? new RestartOutcome.Accepted() : throw ArmFailure.Unavailable($"restart container group {name}", _options.Endpoint, reply);
    }

    /// <summary>The service says no to this very request; nothing was done, and the same again will not be.</summary>
    private static bool IsRefusal(ArmReply reply) => reply is { Failure: null, Status: >= 400 and < 500 and not (401 or 403 or 408 or 429) };
}
