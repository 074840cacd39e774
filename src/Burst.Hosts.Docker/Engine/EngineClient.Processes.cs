using System.Globalization;
using System.Net;
using System.Text.Json;
using Burst.Hosts.Docker.Wire;

namespace Burst.Hosts.Docker.Engine;

internal sealed partial class EngineClient
{
    /// <summary>Starts what is to run in a container, by a stream either direction of which ends by itself.</summary>
    /// <exception cref="EngineException">It cannot be started, in the runtime's words.</exception>
    public Task<EngineStream> OpenExecAsync(string exec, bool hasTerminal, CancellationToken cancellationToken) => UpgradeAsync(
        $"/exec/{exec}/start", JsonSerializer.SerializeToUtf8Bytes(new StartExecDto { Tty = hasTerminal }, EngineJson.Default.StartExecDto), cancellationToken);

    /// <summary>Joins what a container runs, from now on.</summary>
    public Task<EngineStream> AttachAsync(string container, bool takesInput, CancellationToken cancellationToken) => UpgradeAsync(
        $"/containers/{container}/attach?stream=true&stdout=true&stderr=true&stdin={(takesInput ? "true" : "false")}", ReadOnlyMemory<byte>.Empty, cancellationToken);

    /// <param name="what">exec/ID, or containers/ID.</param>
    /// <param name="rows">Of the terminal.</param>
    /// <param name="columns">Of the terminal.</param>
    /// <param name="cancellationToken">As ever.</param>
    /// <exception cref="EngineException">It has ended, or not begun yet.</exception>
    public Task ResizeAsync(string what, int rows, int columns, CancellationToken cancellationToken) => ChangeAsync(
        HttpMethod.Post, string.Create(CultureInfo.InvariantCulture, $"/{what}/resize?h={rows}&w={columns}"), null, cancellationToken,
        HttpStatusCode.OK, HttpStatusCode.Created, HttpStatusCode.NoContent);

    private async Task<EngineStream> UpgradeAsync(string path, ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        using var limit = Limit(cancellationToken);
        if (version is null)
            await PingAsync(limit.Token).ConfigureAwait(false);
        Interlocked.Increment(ref calls);
        return await EngineUpgrade.OpenAsync(address, tls, version + path, json, limit.Token).ConfigureAwait(false);
    }
}
