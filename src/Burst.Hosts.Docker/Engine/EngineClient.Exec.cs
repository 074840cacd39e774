using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Burst.Hosts.Docker.Wire;

namespace Burst.Hosts.Docker.Engine;

internal sealed partial class EngineClient
{
    /// <summary>Says what is to run in a container; it has yet to be started.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="EngineException">404: there is no such container; 409: it does not run.</exception>
    public async Task<string> CreateExecAsync(string containerId, CreateExecDto exec, CancellationToken cancellationToken)
    {
        using var limit = Limit(cancellationToken);
        using var reply = await CallAsync(
            HttpMethod.Post, $"/containers/{containerId}/exec", Body(exec, EngineJson.Default.CreateExecDto), limit.Token).ConfigureAwait(false);
        await ThrowUnlessAsync(reply, limit.Token, HttpStatusCode.Created).ConfigureAwait(false);
        return (await reply.Content.ReadFromJsonAsync(EngineJson.Default.CreatedDto, limit.Token).ConfigureAwait(false))?.Id ?? throw new JsonException("null");
    }

    /// <summary>Starts it. What it writes comes in frames; what is written goes to its input.</summary>
    /// <returns>A stream both ways, which the caller disposes: its connection is nobody else's.</returns>
    /// <exception cref="EngineException">It cannot be started, in the runtime's words.</exception>
    public async Task<Stream> StartExecAsync(string execId, CancellationToken cancellationToken)
    {
        using var limit = Limit(cancellationToken);
        if (version is null)
            await PingAsync(limit.Token).ConfigureAwait(false);
        Interlocked.Increment(ref calls);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{version}/exec/{execId}/start") { Content = Body(new StartExecDto(), EngineJson.Default.StartExecDto) };
        request.Headers.Connection.Add("Upgrade");
        request.Headers.TryAddWithoutValidation("Upgrade", "tcp");
        var reply = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
        try
        {
            await ThrowUnlessAsync(reply, limit.Token, HttpStatusCode.SwitchingProtocols).ConfigureAwait(false);
            return await reply.Content.ReadAsStreamAsync(limit.Token).ConfigureAwait(false);
        }
        catch
        {
            reply.Dispose();
            throw;
        }
    }

    /// <returns>Null when the engine has forgotten it.</returns>
    public Task<ExecDto?> FindExecAsync(string execId, CancellationToken cancellationToken) =>
        FindAsync($"/exec/{execId}/json", EngineJson.Default.ExecDto, cancellationToken);

    /// <summary>A file or folder of a container as a tar archive.</summary>
    /// <returns>Null when there is none.</returns>
    public async Task<byte[]?> FindArchiveAsync(string containerId, string path, CancellationToken cancellationToken)
    {
        using var limit = Limit(cancellationToken);
        using var reply = await CallAsync(HttpMethod.Get, $"/containers/{containerId}/archive?path={Uri.EscapeDataString(path)}", null, limit.Token).ConfigureAwait(false);
        if (reply.StatusCode == HttpStatusCode.NotFound)
            return null;
        await ThrowUnlessAsync(reply, limit.Token, HttpStatusCode.OK).ConfigureAwait(false);
        return await reply.Content.ReadAsByteArrayAsync(limit.Token).ConfigureAwait(false);
    }
}
