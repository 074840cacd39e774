using Burst.Control.Loop;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.State;
using Burst.Core.Storage;
using Burst.Hosts.Aci.Sweeping;
using Burst.Server.Hosting;
using Microsoft.Extensions.Logging;

namespace Burst.Server.Sweeping;

/// <summary>
/// Ends groups of this cluster that are past their expiry and that no node on record lists any more: of a node that has left, or was
/// added again elsewhere. What a node on record lists is the matter of its inventory, which needs no expiry for that.
/// </summary>
internal sealed partial class ExpiredGroupSweep(ControlLoop loop, SweptLogs logs, string clusterId, TimeSpan confirmWait, IIdSource ids, TimeProvider time, ILogger<ExpiredGroupSweep> logger)
{
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(15);

    /// <summary>Longer than the expiry that the last request of a node that has left can have given a group.</summary>
    private static readonly TimeSpan RetiredFor = TimeSpan.FromDays(2);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(AfterStart, time, cancellationToken).ConfigureAwait(false);
            while (true)
            {
                await SweepAsync(cancellationToken).ConfigureAwait(false);
                await Task.Delay(Interval, time, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The server stops; groups that are left are found at the next turn.
        }
    }

    /// <summary>One turn over every place there is or was. A place that cannot be looked at is left alone until the next turn.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        foreach (var place in await FindPlacesAsync().ConfigureAwait(false))
        {
            try
            {
                await SweepAsync(place, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is PodHostUnavailableException or LoopBusyException or StoreUnavailableException)
            {
                LogNotSwept(place.Subscription, place.ResourceGroup, exception.Message);

                // An emulator that is gone has taken its groups with it, and cost nothing.
                if (place.IsEmulator && exception is PodHostUnavailableException)
                    await TryForgetAsync(place).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Each once, and none while the state is of a backup: what it does not know is kept until a person has looked.</summary>
    private async Task<List<AciConnection>> FindPlacesAsync()
    {
        try
        {
            return await loop.ReadAsync(state => state.FindSetting(ClusterSettings.RestoredAt) is not null
                ? []
                : state.VirtualNodes.Select(node => node.Aci).OfType<AciConnection>().Concat(RetiredPlaces.Read(state).Select(retired => retired.Aci))
                    .DistinctBy(AciPlaces.KeyOf).ToList()).ConfigureAwait(false);
        }
        catch (LoopBusyException)
        {
            return [];
        }
    }

    private async Task SweepAsync(AciConnection place, CancellationToken cancellationToken)
    {
        var transport = AciAccess.Transport(place);
        using var disposed = transport as IDisposable;
        var sweeper = new AciSweeper(place, AciAccess.Credential(place, time), transport, confirmWait, time, ids);
        var found = await sweeper.ListAsync(clusterId, cancellationToken).ConfigureAwait(false);
        var stray = await loop.ReadAsync(state => found.Groups.Where(group => !IsListed(state, place, group)).ToList()).ConfigureAwait(false);
        if (stray.Count == 0)
        {
            await ForgetAsync(place).ConfigureAwait(false);
            return;
        }

        if (SweepRule.FindDoubt(found.Skew) is { } doubt)
        {
            LogNotSwept(place.Subscription, place.ResourceGroup, doubt);
            return;
        }

        foreach (var group in stray.Where(group => FindReasonToKeep(group) is null))
            await EndAsync(sweeper, group, cancellationToken).ConfigureAwait(false);
    }

    private async Task EndAsync(AciSweeper sweeper, OwnedGroup group, CancellationToken cancellationToken)
    {
        if (await logs.SaveAsync(sweeper, group, cancellationToken).ConfigureAwait(false) is { } problem)
            LogLogLost(group.Name, problem);
        var outcome = await sweeper.DeleteAsync(group, clusterId, FindReasonToKeep, cancellationToken).ConfigureAwait(false);
        if (outcome is SweepOutcome.Gone)
            LogSwept(group.Name, group.Namespace, group.PodName, group.Node, group.Expiry!.Value);
        else
            LogLeft(group.Name, outcome);
    }

    private string? FindReasonToKeep(OwnedGroup group) => SweepRule.FindReasonToKeep(group, time.GetUtcNow());

    /// <summary>A node on record sees it in its inventory, or a pod on record claims it.</summary>
    private static bool IsListed(ClusterState state, AciConnection place, OwnedGroup group) =>
        (DnsName.IsSubdomain(group.Node) && state.FindNode(NodeName.Parse(group.Node))?.Aci is { } aci && AciPlaces.KeyOf(aci) == AciPlaces.KeyOf(place))
        || (group.Pod is { } uid && state.FindPod(uid) is { HoldsCapacity: true } pod
            && state.FindNode(pod.Placement!.Node)?.Aci is { } claimed && AciPlaces.KeyOf(claimed) == AciPlaces.KeyOf(place));

    private async Task TryForgetAsync(AciConnection place)
    {
        try
        {
            await ForgetAsync(place).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is LoopBusyException or StoreUnavailableException)
        {
            // The next turn does.
        }
    }

    /// <summary>Nothing of ours is left there.</summary>
    private async Task ForgetAsync(AciConnection place) => await loop.MutateAsync(
        (state, now) =>
        {
            var over = RetiredPlaces.Read(state).FirstOrDefault(
                retired => AciPlaces.KeyOf(retired.Aci) == AciPlaces.KeyOf(place) && (now - retired.RemovedAt).Duration() > RetiredFor);
            return over is null ? new StateCommit() : new StateCommit { Changes = [RetiredPlaces.Remove(state, over)] };
        },
        _ => true).ConfigureAwait(false);

    [LoggerMessage(2131, LogLevel.Warning, "Container group {Group} of {Namespace}/{Pod} on node {Node}, which nothing here knows, was past its expiry of {Expiry:u} and is ended")]
    private partial void LogSwept(string group, string @namespace, string pod, string node, DateTimeOffset expiry);

    [LoggerMessage(2132, LogLevel.Warning, "Container group {Group} is past its expiry and was not ended; it is tried again: {Outcome}")]
    private partial void LogLeft(string group, SweepOutcome outcome);

    [LoggerMessage(2133, LogLevel.Warning, "Resource group {ResourceGroup} of subscription {Subscription} was not swept: {Reason}")]
    private partial void LogNotSwept(Guid subscription, string resourceGroup, string reason);

    [LoggerMessage(2134, LogLevel.Warning, "The log of container group {Group} could not be saved whole before its end: {Reason}")]
    private partial void LogLogLost(string group, string reason);
}
