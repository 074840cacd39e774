using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Burst.Hosts.Docker.Wire;

namespace Burst.Hosts.Docker.Engine;

internal sealed partial class EngineClient
{
    private const string RegistryAuthHeader = "X-Registry-Auth";

    private static readonly string[] EventActions =
        ["create", "start", "restart", "stop", "kill", "die", "oom", "pause", "unpause", "rename", "update", "destroy"];

    public async Task<bool> HasImageAsync(string reference, CancellationToken cancellationToken) =>
        await FindImageAsync(reference, cancellationToken).ConfigureAwait(false) is not null;

    public Task<ImageDto?> FindImageAsync(string reference, CancellationToken cancellationToken) =>
        FindAsync($"/images/{EscapeReference(reference)}/json", EngineJson.Default.ImageDto, cancellationToken);

    /// <summary>All that have a name, with all their names: a filter by name would leave out the others.</summary>
    public Task<List<ImageSummaryDto>> ListImagesAsync(CancellationToken cancellationToken) =>
        GetAsync("/images/json", EngineJson.Default.ListImageSummaryDto, cancellationToken);

    /// <summary>Gives an image one more tag.</summary>
    public Task TagImageAsync(string reference, string repository, string tag, CancellationToken cancellationToken) => ChangeAsync(
        HttpMethod.Post, $"/images/{EscapeReference(reference)}/tag?repo={Uri.EscapeDataString(repository)}&tag={Uri.EscapeDataString(tag)}", null, cancellationToken,
        HttpStatusCode.Created);

    /// <summary>Takes a name from an image, and the image with its last one; without effect when it has no such name or is in use.</summary>
    public Task RemoveImageAsync(string reference, CancellationToken cancellationToken) => ChangeAsync(
        HttpMethod.Delete, $"/images/{EscapeReference(reference)}", null, cancellationToken, HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.Conflict);

    /// <summary>Makes an image of a tar archive of a file system.</summary>
    public async Task ImportImageAsync(string repository, string tag, IEnumerable<string> changes, byte[] tar, CancellationToken cancellationToken)
    {
        var query = $"fromSrc=-&repo={Uri.EscapeDataString(repository)}&tag={Uri.EscapeDataString(tag)}"
            + string.Concat(changes.Select(change => $"&changes={Uri.EscapeDataString(change)}"));
        var content = new ByteArrayContent(tar) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-tar") } };
        await ChangeAsync(HttpMethod.Post, $"/images/create?{query}", content, cancellationToken, HttpStatusCode.OK).ConfigureAwait(false);
    }

    /// <summary>Pulls an image. It may take minutes; each line of progress that the engine tells is passed on.</summary>
    /// <exception cref="EngineException">It cannot be pulled, in the registry's words.</exception>
    public async Task PullImageAsync(ImageReference image, RegistryAuthDto? auth, Action<PullProgressDto> progress, CancellationToken cancellationToken)
    {
        var header = auth is null
            ? ((string, string)?)null
            : (RegistryAuthHeader, Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(auth, EngineJson.Default.RegistryAuthDto)).Replace('+', '-').Replace('/', '_'));
        using var reply = await OpenAsync(
            HttpMethod.Post, $"/images/create?fromImage={Uri.EscapeDataString(image.Repository)}&tag={Uri.EscapeDataString(image.TagOrDigest)}",
            header, cancellationToken).ConfigureAwait(false);
        await foreach (var line in ReadLinesAsync(reply, EngineJson.Default.PullProgressDto, cancellationToken).ConfigureAwait(false))
        {
            if (line.Error is { } error)
                throw new EngineException(HttpStatusCode.InternalServerError, error);
            progress(line);
        }
    }

    /// <summary>What starts, ends or changes containers, whoever's, from now until the stream ends; not what is run in them.</summary>
    public async IAsyncEnumerable<EngineEventDto> ReadEventsAsync(
        Action opened, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reply = await OpenAsync(
            HttpMethod.Get, $"/events?filters={Filters(("type", ["container"]), ("event", EventActions))}", null, cancellationToken).ConfigureAwait(false);
        opened();
        await foreach (var line in ReadLinesAsync(reply, EngineJson.Default.EngineEventDto, cancellationToken).ConfigureAwait(false))
            yield return line;
    }

    /// <summary>What a container wrote, as frames; see <see cref="LogFrames"/>.</summary>
    public async Task<HttpResponseMessage> OpenLogsAsync(string id, bool follow, int? tail, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        var query = new StringBuilder("stdout=true&stderr=true&timestamps=true");
        if (follow)
            query.Append("&follow=true");
        if (tail is { } lines)
            query.Append($"&tail={lines}");
        if (since is { } from)
            query.Append($"&since={from.ToUnixTimeSeconds()}.{from.Ticks % TimeSpan.TicksPerSecond * 100:000000000}");
        return await OpenAsync(HttpMethod.Get, $"/containers/{id}/logs?{query}", null, cancellationToken).ConfigureAwait(false);
    }

    private static async IAsyncEnumerable<T> ReadLinesAsync<T>(
        HttpResponseMessage reply, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        await using var stream = await reply.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (line.Length > 0 && JsonSerializer.Deserialize(line, type) is { } value)
                yield return value;
        }
    }

    /// <summary>Slashes of a reference are part of the path.</summary>
    private static string EscapeReference(string reference) => string.Join('/', reference.Split('/').Select(Uri.EscapeDataString));
}
