using System.Net;
using System.Net.Http.Headers;
using Burst.Hosts.Docker.Wire;

namespace Burst.Hosts.Docker.Engine;

internal sealed partial class EngineClient
{
    /// <summary>All containers that carry all of the labels (<c>name=value</c>), stopped ones included.</summary>
    public Task<List<ContainerSummaryDto>> ListContainersAsync(IEnumerable<string> labels, CancellationToken cancellationToken) =>
        GetAsync($"/containers/json?all=true&filters={Filters(("label", labels))}", EngineJson.Default.ListContainerSummaryDto, cancellationToken);

    /// <summary>All that run, whoever's.</summary>
    public Task<List<ContainerSummaryDto>> ListRunningAsync(CancellationToken cancellationToken) =>
        GetAsync("/containers/json", EngineJson.Default.ListContainerSummaryDto, cancellationToken);

    /// <returns>Null when there is none.</returns>
    public Task<ContainerDto?> FindContainerAsync(string idOrName, CancellationToken cancellationToken) =>
        FindAsync($"/containers/{idOrName}/json", EngineJson.Default.ContainerDto, cancellationToken);

    /// <returns>What a container uses, by two samples a second apart; null when there is no such container.</returns>
    public Task<StatsDto?> FindStatsAsync(string id, CancellationToken cancellationToken) =>
        FindAsync($"/containers/{id}/stats?stream=false", EngineJson.Default.StatsDto, cancellationToken);

    /// <returns>False when the name is taken.</returns>
    /// <exception cref="EngineException">404: the image is not there.</exception>
    public async Task<bool> CreateContainerAsync(string name, CreateContainerDto container, CancellationToken cancellationToken) =>
        await ChangeAsync(
            HttpMethod.Post, $"/containers/create?name={Uri.EscapeDataString(name)}", Body(container, EngineJson.Default.CreateContainerDto), cancellationToken,
            HttpStatusCode.Created, HttpStatusCode.Conflict).ConfigureAwait(false) == HttpStatusCode.Created;

    /// <summary>Without effect on one that runs.</summary>
    /// <exception cref="EngineException">404: there is none; 400, 500: it cannot be started, in the runtime's words.</exception>
    public Task StartContainerAsync(string idOrName, CancellationToken cancellationToken) =>
        ChangeAsync(HttpMethod.Post, $"/containers/{idOrName}/start", null, cancellationToken, HttpStatusCode.NoContent, HttpStatusCode.NotModified);

    /// <summary>Sends a signal; without effect on one that does not run or is gone.</summary>
    public Task KillContainerAsync(string id, string signal, CancellationToken cancellationToken) => ChangeAsync(
        HttpMethod.Post, $"/containers/{id}/kill?signal={Uri.EscapeDataString(signal)}", null, cancellationToken,
        HttpStatusCode.NoContent, HttpStatusCode.NotFound, HttpStatusCode.Conflict);

    /// <summary>From now on the engine restarts it no more; without effect on one that is gone.</summary>
    public Task StopRestartsAsync(string id, CancellationToken cancellationToken) => ChangeAsync(
        HttpMethod.Post, $"/containers/{id}/update",
        Body(new UpdateContainerDto { RestartPolicy = new RestartPolicyDto { Name = RestartPolicyDto.No } }, EngineJson.Default.UpdateContainerDto),
        cancellationToken, HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.Conflict);

    /// <summary>By force, with its anonymous volumes; without effect on one that is gone or just being removed.</summary>
    public Task RemoveContainerAsync(string id, CancellationToken cancellationToken) => ChangeAsync(
        HttpMethod.Delete, $"/containers/{id}?force=true&v=true", null, cancellationToken, HttpStatusCode.NoContent, HttpStatusCode.NotFound, HttpStatusCode.Conflict);

    /// <summary>Unpacks a tar archive in a folder of the container.</summary>
    public Task PutArchiveAsync(string idOrName, string folder, byte[] tar, CancellationToken cancellationToken)
    {
        var content = new ByteArrayContent(tar) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-tar") } };
        return ChangeAsync(HttpMethod.Put, $"/containers/{idOrName}/archive?path={Uri.EscapeDataString(folder)}", content, cancellationToken, HttpStatusCode.OK);
    }

    /// <summary>Without effect on one that exists.</summary>
    public Task CreateVolumeAsync(CreateVolumeDto volume, CancellationToken cancellationToken) =>
        ChangeAsync(HttpMethod.Post, "/volumes/create", Body(volume, EngineJson.Default.CreateVolumeDto), cancellationToken, HttpStatusCode.Created);

    public async Task<IReadOnlyList<VolumeDto>> ListVolumesAsync(IEnumerable<string> labels, CancellationToken cancellationToken) =>
        (await GetAsync($"/volumes?filters={Filters(("label", labels))}", EngineJson.Default.VolumePageDto, cancellationToken).ConfigureAwait(false)).Volumes ?? [];

    /// <summary>Without effect on one that is gone or in use.</summary>
    /// <returns>
    /// False when the engine will not let go of it before it is started again: one that ended without notice counts the mounts in memory of its
    /// containers for ever, though nothing is mounted any more.
    /// </returns>
    public async Task<bool> TryRemoveVolumeAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await ChangeAsync(
                HttpMethod.Delete, $"/volumes/{name}", null, cancellationToken, HttpStatusCode.NoContent, HttpStatusCode.NotFound, HttpStatusCode.Conflict).ConfigureAwait(false);
            return true;
        }
        catch (EngineException exception) when (exception.Message.EndsWith("volume has active mounts", StringComparison.Ordinal))
        {
            return false;
        }
    }
}
