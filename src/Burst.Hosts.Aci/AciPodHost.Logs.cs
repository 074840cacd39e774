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
    /// <inheritdoc/>
    /// <remarks>
    /// ACI cannot follow a log, so it is read again and again and only what is new is given out. It keeps 4 MB of a running
    /// container and 16 KB or 1,000 lines of a stopped one: lines that fall out between two reads are lost. A pod or container
    /// that is not there has no lines.
    /// </remarks>
    public async IAsyncEnumerable<LogLine> ReadLogsAsync(
        PodUid pod, string container, LogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var group = GroupName.Of(pod);
        var reader = new LogReader(query);
        var tail = query is { Follow: false, Since: null, TailLines: > 0 } ? query.TailLines : null;
        while (true)
        {
            // First how it is, then what it wrote: what a container that has ended wrote is all there to be read.
            var found = await FindOwnAsync(group, cancellationToken).ConfigureAwait(false);
            var isThere = FindContainer(found, container) is not null;
            var isLast = !query.Follow || !isThere || HasEnded(found!, container);
            var content = isThere ? await _groups.ReadLogAsync(group, container, tail, cancellationToken).ConfigureAwait(false) : null;
            foreach (var line in reader.Take(content ?? "", isLast))
                yield return line;
            if (isLast)
                yield break;
            await Wait.ForAsync(_options.LogPollInterval, _timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Whether the container will write no more. One that the restart policy brings back has not ended.</summary>
    private static bool HasEnded(ContainerGroupDto group, string container)
    {
        var word = GroupState.Parse(group.Properties?.InstanceView?.State ?? "");
        if (word == GroupState.Stopped)
            return true;
        var status = ContainerMapping.ToStatus(FindContainer(group, container)!);
        if (status.State != ContainerState.Terminated)
            return false;
        return word == GroupState.Succeeded || word == GroupState.Failed || group.Properties?.RestartPolicy?.ToUpperInvariant() switch
        {
            "NEVER" => true,
            "ONFAILURE" => status.ExitCode == 0,
            _ => false,
        };
    }

    private async Task<ContainerGroupDto?> FindOwnAsync(string name, CancellationToken cancellationToken)
    {
        var group = await _groups.FindAsync(name, reserve: null, cancellationToken).ConfigureAwait(false);
        return group is not null && GroupTags.Classify(name, group.Tags, _options) == GroupOwnership.Ours ? group : null;
    }

    private static ContainerDto? FindContainer(ContainerGroupDto? group, string container) =>
        group?.Properties?.Containers?.FirstOrDefault(item => item?.Name == container);
}
