using System.Runtime.CompilerServices;
using Burst.Core.Timing;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Hosts.Aci.Logs;
using Burst.Hosts.Aci.Mapping;
using Burst.Hosts.Aci.Wire;

namespace Burst.Hosts.Aci;

public sealed partial class AciPodHost
{
    /// <summary>How long a log that is followed may be out of reach before the follower is told.</summary>
    private static readonly TimeSpan FollowPatience = TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    /// <remarks>
    /// ACI cannot follow a log, so it is read again and again and only what is new is given out. It keeps 4 MB of a running
    /// container and 16 KB or 1,000 lines of a stopped one: lines that fall out between two reads are lost. A pod or container
    /// that is not there has no lines. Reads are made with what Azure's limits have to spare.
    /// </remarks>
    public async IAsyncEnumerable<LogLine> ReadLogsAsync(
        PodUid pod, string container, LogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var group = GroupName.Of(pod);
        var reader = new LogReader(query);
        var tail = query is { Follow: false, Since: null, TailLines: > 0 } ? query.TailLines : null;
        var sight = await LookAtLogAsync(group, container, tail, cancellationToken).ConfigureAwait(false);
        if (query.TailLines is null && LogWindow.FindCut(sight.Content, sight.IsOver) is { } cut)
            yield return LogLine.Remark(cut);
        while (true)
        {
            var isLast = sight.IsOver || !query.Follow;
            foreach (var line in reader.Take(sight.Content, isLast))
                yield return line;
            if (isLast)
                yield break;
            sight = await LookAgainAsync(group, container, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>First how it is, then what it wrote: what a container that has ended wrote is all there to be read.</summary>
    private async Task<LogSight> LookAtLogAsync(string group, string container, int? tail, CancellationToken cancellationToken)
    {
        var found = await _groups.FindAsync(group, cancellationToken).ConfigureAwait(false);
        if (found is null || GroupTags.Classify(group, found.Tags, _options) != GroupOwnership.Ours || FindStatus(found, container) is not { } seen)
            return new LogSight("", IsOver: true);
        var content = await _groups.ReadLogAsync(group, container, tail, cancellationToken).ConfigureAwait(false);
        return new LogSight(content ?? "", seen.IsInit ? HasDoneItsPart(found, seen.Status) : HasEnded(found, seen.Status));
    }

    /// <summary>After a while. A follower outlives what an operator would not notice either.</summary>
    private async Task<LogSight> LookAgainAsync(string group, string container, CancellationToken cancellationToken)
    {
        var deadline = _timeProvider.GetUtcNow() + FollowPatience;
        while (true)
        {
            await Wait.ForAsync(_options.LogPollInterval, _timeProvider, cancellationToken).ConfigureAwait(false);
            try
            {
                return await LookAtLogAsync(group, container, null, cancellationToken).ConfigureAwait(false);
            }
            catch (PodHostUnavailableException) when (_timeProvider.GetUtcNow() < deadline)
            {
                // It is looked at again.
            }
        }
    }

    /// <summary>Whether the container will write no more. One that the restart policy brings back has not ended.</summary>
    private static bool HasEnded(ContainerGroupDto group, ContainerStatus status)
    {
        var word = GroupState.Parse(group.Properties?.InstanceView?.State ?? "");
        if (word == GroupState.Stopped)
            return true;
        if (status.State != ContainerState.Terminated)
            return false;
        return word == GroupState.Succeeded || word == GroupState.Failed || group.Properties?.RestartPolicy?.ToUpperInvariant() switch
        {
            "NEVER" => true,
            "ONFAILURE" => status.ExitCode == 0,
            _ => false,
        };
    }

    private static bool HasDoneItsPart(ContainerGroupDto group, ContainerStatus init) => init.ExitCode == 0 || HasEnded(group, init);

    /// <summary>Null when the group has no such container, nor init container.</summary>
    private static (ContainerStatus Status, bool IsInit)? FindStatus(ContainerGroupDto group, string container)
    {
        if (group.Properties?.Containers?.FirstOrDefault(item => item?.Name == container) is { } found)
            return (ContainerMapping.ToStatus(found), false);
        return group.Properties?.InitContainers?.FirstOrDefault(item => item?.Name == container) is { } init
            ? (ContainerMapping.ToStatus(init.Name, init.Properties?.InstanceView), true)
            : null;
    }
}
