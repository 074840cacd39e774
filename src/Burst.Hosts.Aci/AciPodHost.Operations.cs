using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Hosts.Aci.Groups;

namespace Burst.Hosts.Aci;

public sealed partial class AciPodHost
{
    /// <summary>Creates that were accepted and had not come up when they were looked at last.</summary>
    private readonly BoundedMap<PodUid, GroupOperation> _operations = new(RememberedPodsMax);

    /// <inheritdoc/>
    public void Resume(PodUid pod, string operation)
    {
        if (_groups.FindOperation(operation) is { } link)
            _operations.Set(pod, new GroupOperation(link));
    }

    /// <summary>A link of the reply that leads elsewhere is not followed, and not kept.</summary>
    private CreateOutcome Keep(PodUid pod, CreateOutcome outcome, string? operation)
    {
        if (outcome is not CreateOutcome.Accepted accepted || _groups.FindOperation(operation) is not { } link)
            return outcome;
        _operations.Set(pod, new GroupOperation(link));
        return accepted with { Operation = link.AbsoluteUri };
    }

    /// <summary>
    /// What the operation tells beside what the group does: why its provisioning failed. Whatever comes of asking, the group was seen, and
    /// that counts.
    /// </summary>
    private async Task<PodObservation> AskOperationAsync(PodObservation seen, CancellationToken cancellationToken)
    {
        if (!_operations.TryGet(seen.Uid, out var operation))
            return seen;
        var now = _timeProvider.GetUtcNow();
        if (!operation.IsDue(seen, now))
            return operation.AddTo(seen);
        try
        {
            if (await _groups.ReadOperationAsync(operation.Link, cancellationToken).ConfigureAwait(false) is { } answer)
                operation = operation.Asked(answer, now);
            else
                _operations.Remove(seen.Uid);
        }
        catch (PodHostUnavailableException exception)
        {
            LogOperationUnread(_logger, seen.Uid, exception.Message);
            operation = operation with { AskedAt = now };
        }

        if (_operations.TryGet(seen.Uid, out var present) && present.Link == operation.Link)
            _operations.Set(seen.Uid, operation);
        return operation.AddTo(seen);
    }
}
