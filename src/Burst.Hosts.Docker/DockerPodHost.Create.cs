using System.Net;
using Burst.Core.Hosts;
using Burst.Core.Pods;
using Burst.Hosts.Docker.Engine;
using Burst.Hosts.Docker.Holder;
using Burst.Hosts.Docker.Mapping;
using Burst.Hosts.Docker.Pods;

namespace Burst.Hosts.Docker;

public sealed partial class DockerPodHost
{
    private const UnixFileMode DataFile = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>An emptyDir is of whoever the containers run as.</summary>
    private const UnixFileMode AnybodysFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    public async Task<CreateOutcome> CreateAsync(PodLaunch launch, CancellationToken cancellationToken)
    {
        if (!launch.LooksOnly && FindUnsupported(launch.Spec) is { } reason)
            return new CreateOutcome.Rejected(reason);
        return await GuardAsync($"create pod {launch.Uid}", () => WorkingOnAsync<CreateOutcome>(launch.Uid, async () =>
        {
            var known = await inventory.FindAsync(launch.Uid, cancellationToken).ConfigureAwait(false);
            if (known is { IsComplete: true })
                return await TakeAsync(known, cancellationToken).ConfigureAwait(false);
            if (launch.LooksOnly)
                return new CreateOutcome.Missing(known is null ? "The engine has nothing of the pod." : "The engine has only a part of the pod.");
            var outcome = await MakeAsync(launch, cancellationToken).ConfigureAwait(false);
            outcome = outcome with { Events = pulls.TakeEvents(launch.Uid) };
            if (outcome is CreateOutcome.Accepted or CreateOutcome.Rejected or CreateOutcome.InsufficientCapacity)
                pulls.Forget(launch.Uid);
            LogCreated(launch.Uid, launch.Namespace, launch.Name, Node, outcome.GetType().Name);
            return outcome;
        })).ConfigureAwait(false);
    }

    private async Task<CreateOutcome> TakeAsync(EnginePod pod, CancellationToken cancellationToken)
    {
        await starter.AdvanceAsync(WithStarts(pod), cancellationToken).ConfigureAwait(false);
        return new CreateOutcome.Accepted();
    }

    /// <summary>Everything before anything starts, so that a pod that is whole was made to its end. Each part may be there already.</summary>
    private async Task<CreateOutcome> MakeAsync(PodLaunch launch, CancellationToken cancellationToken)
    {
        if (await pulls.FindMissingAsync(launch, cancellationToken).ConfigureAwait(false) is { } missing)
            return missing;
        try
        {
            if (await MakeHolderAsync(launch, cancellationToken).ConfigureAwait(false) is { } refusal)
                return refusal;
            await MakeContainersAsync(launch, launch.Spec.InitContainers, ContainerRole.Init, cancellationToken).ConfigureAwait(false);
            await MakeContainersAsync(launch, launch.Spec.Containers, ContainerRole.Main, cancellationToken).ConfigureAwait(false);
        }
        catch (EngineException exception) when (exception.Status == HttpStatusCode.BadRequest)
        {
            return new CreateOutcome.Rejected($"The engine of node {Node} refused: {exception.Message}");
        }
        catch (EngineException exception) when (exception.Status == HttpStatusCode.NotFound)
        {
            // A name is taken a moment before its container can be found; or somebody removes what is being made.
            return new CreateOutcome.Unknown($"A part of the pod is just being made or removed: {exception.Message}");
        }

        if (await inventory.FindAsync(launch.Uid, cancellationToken).ConfigureAwait(false) is not { IsComplete: true } made)
            return new CreateOutcome.Unknown("Containers of the pod, or others that have their names, were removed or made meanwhile.");
        return await TakeAsync(made, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The holder runs before the rest is made: its volumes in memory exist only while it does.</summary>
    /// <returns>Null, or why the pod cannot be here.</returns>
    private async Task<CreateOutcome?> MakeHolderAsync(PodLaunch launch, CancellationToken cancellationToken)
    {
        await holderImage.EnsureAsync(cancellationToken).ConfigureAwait(false);
        foreach (var volume in launch.Spec.Volumes.Where(volume => volume.HostPath is null))
            await engine.CreateVolumeAsync(ContainerMapping.Volume(launch, volume, labels), cancellationToken).ConfigureAwait(false);
        var name = PodNames.Holder(launch);
        await engine.CreateContainerAsync(name, ContainerMapping.Holder(launch, labels), cancellationToken).ConfigureAwait(false);
        try
        {
            await engine.StartContainerAsync(name, cancellationToken).ConfigureAwait(false);
        }
        catch (EngineException exception) when (!launch.Spec.HostPorts.IsEmpty && PortRefusal.IsOne(exception))
        {
            await DiscardHolderAsync(launch, name, cancellationToken).ConfigureAwait(false);
            return new CreateOutcome.InsufficientCapacity($"The engine of node {Node} has no free host port for it: {exception.Message}");
        }

        string[] folders = [.. launch.Spec.Volumes.Where(volume => volume.EmptyDir is { InMemory: false }).Select(volume => volume.Name)];
        if (folders.Length > 0)
            await engine.PutArchiveAsync(name, ContainerMapping.HolderVolumes, TarArchive.OfFolders(folders, AnybodysFolder), cancellationToken).ConfigureAwait(false);
        foreach (var (volume, files) in launch.Files)
        {
            var tar = TarArchive.Of(files.Select(file => (file.Path, Convert.FromBase64String(file.Base64), DataFile)));
            await engine.PutArchiveAsync(name, ContainerMapping.HolderVolumes + volume, tar, cancellationToken).ConfigureAwait(false);
        }

        return null;
    }

    /// <summary>Nothing of a pod that cannot be here is left.</summary>
    private async Task DiscardHolderAsync(PodLaunch launch, string name, CancellationToken cancellationToken)
    {
        await RemoveHolderAsync(name, cancellationToken).ConfigureAwait(false);
        foreach (var volume in await engine.ListVolumesAsync(labels.OfPod(launch.Uid), cancellationToken).ConfigureAwait(false))
            await engine.TryRemoveVolumeAsync(volume.Name, cancellationToken).ConfigureAwait(false);
    }

    private async Task MakeContainersAsync(PodLaunch launch, IReadOnlyList<ContainerSpec> containers, ContainerRole role, CancellationToken cancellationToken)
    {
        for (var i = 0; i < containers.Count; i++)
        {
            var container = ContainerMapping.Container(launch, containers[i], containers[i].IsSidecar ? ContainerRole.Sidecar : role, i, labels);
            await engine.CreateContainerAsync(PodNames.Container(launch, containers[i].Name), container, cancellationToken).ConfigureAwait(false);
        }
    }
}
