using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Burst.Hosts.Docker.Wire;

namespace Burst.Hosts.Docker.Engine;

/// <summary>
/// The operations of the Engine API that pods need, with nothing of pods in it. API 1.41 (Docker 20.10) and newer: the lower of the
/// engine's newest and ours is spoken. Nothing is repeated here. Every call but a stream ends within <see cref="CallTimeout"/>.
/// </summary>
/// <remarks>https://docs.docker.com/reference/api/engine/</remarks>
internal sealed partial class EngineClient : IDisposable
{
    public static readonly Version OldestApi = new(1, 41);
    public static readonly Version NewestApi = new(1, 47);
    public static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(30);

    private const int MessageCharactersMax = 300;
    private const int ReplyBytesMax = 64 * 1024 * 1024;

    private readonly HttpClient http;
    private readonly TimeProvider time;
    private readonly EngineAddress address;
    private readonly EngineTls? tls;
    private string? version;

    public EngineClient(EngineAddress address, EngineTls? tls, TimeProvider time)
    {
        this.address = address;
        this.tls = tls;
        this.time = time;
        http = new HttpClient(EngineTransport.Create(address, tls)) { BaseAddress = EngineTransport.BaseOf(address, tls), Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = ReplyBytesMax };
    }

    /// <summary>Calls made so far, streams and pings included.</summary>
    public long Calls => Interlocked.Read(ref calls);

    private long calls;

    public void Dispose() => http.Dispose();

    /// <summary>Asks whether the engine is there, and which API it speaks.</summary>
    /// <returns>The API spoken from now on.</returns>
    /// <exception cref="EngineException">It speaks only older ones.</exception>
    public async Task<Version> PingAsync(CancellationToken cancellationToken)
    {
        using var limit = Limit(cancellationToken);
        using var reply = await SendAsync(HttpMethod.Get, "/_ping", null, HttpCompletionOption.ResponseContentRead, limit.Token).ConfigureAwait(false);
        await ThrowUnlessAsync(reply, limit.Token, HttpStatusCode.OK).ConfigureAwait(false);
        var offered = reply.Headers.TryGetValues("Api-Version", out var values) && Version.TryParse(values.FirstOrDefault(), out var parsed) ? parsed : new Version(1, 0);
        if (offered < OldestApi)
            throw new EngineException(HttpStatusCode.BadRequest, $"The engine at {address} speaks API {offered}; {OldestApi} (Docker 20.10) or newer is needed.");
        var spoken = offered < NewestApi ? offered : NewestApi;
        version = $"/v{spoken.ToString(2)}";
        return spoken;
    }

    public Task<EngineInfoDto> InfoAsync(CancellationToken cancellationToken) => GetAsync("/info", EngineJson.Default.EngineInfoDto, cancellationToken);

    private async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => await FindAsync(path, type, cancellationToken).ConfigureAwait(false)
            ?? throw new EngineException(HttpStatusCode.NotFound, $"The engine at {address} knows no {path}.");

    /// <returns>Null when there is no such thing.</returns>
    private async Task<T?> FindAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        using var limit = Limit(cancellationToken);
        using var reply = await CallAsync(HttpMethod.Get, path, null, limit.Token).ConfigureAwait(false);
        if (reply.StatusCode == HttpStatusCode.NotFound)
            return null;
        await ThrowUnlessAsync(reply, limit.Token, HttpStatusCode.OK).ConfigureAwait(false);
        try
        {
            return await reply.Content.ReadFromJsonAsync(type, limit.Token).ConfigureAwait(false) ?? throw new JsonException("null");
        }
        catch (JsonException exception)
        {
            throw new EngineException(reply.StatusCode, $"The engine at {address} answered {path} with what is not understood: {exception.Message}");
        }
    }

    /// <summary>For what changes something and answers nothing: the status is what it says.</summary>
    private async Task<HttpStatusCode> ChangeAsync(
        HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken, params HttpStatusCode[] expected)
    {
        using var limit = Limit(cancellationToken);
        using var reply = await CallAsync(method, path, content, limit.Token).ConfigureAwait(false);
        await ThrowUnlessAsync(reply, limit.Token, expected).ConfigureAwait(false);
        return reply.StatusCode;
    }

    private async Task<HttpResponseMessage> CallAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken)
    {
        if (version is null)
            await PingAsync(cancellationToken).ConfigureAwait(false);
        return await SendAsync(method, version + path, content, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The headers within <see cref="CallTimeout"/>; the body for as long as the caller reads.</summary>
    private async Task<HttpResponseMessage> OpenAsync(HttpMethod method, string path, (string Name, string Value)? header, CancellationToken cancellationToken)
    {
        using var limit = Limit(cancellationToken);
        if (version is null)
            await PingAsync(limit.Token).ConfigureAwait(false);
        Interlocked.Increment(ref calls);
        using var request = new HttpRequestMessage(method, version + path);
        if (header is { } extra)
            request.Headers.TryAddWithoutValidation(extra.Name, extra.Value);
        var reply = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
        if (reply.StatusCode == HttpStatusCode.OK)
            return reply;
        using (reply)
        {
            await ThrowUnlessAsync(reply, limit.Token, HttpStatusCode.OK).ConfigureAwait(false);
            return reply;
        }
    }

    private Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, HttpContent? content, HttpCompletionOption completion, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref calls);
        return http.SendAsync(new HttpRequestMessage(method, path) { Content = content }, completion, cancellationToken);
    }

    private static async Task ThrowUnlessAsync(HttpResponseMessage reply, CancellationToken cancellationToken, params HttpStatusCode[] expected)
    {
        if (expected.Contains(reply.StatusCode))
            return;
        var body = await reply.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        throw new EngineException(reply.StatusCode, MessageOf(body) ?? $"{(int)reply.StatusCode} {reply.ReasonPhrase}");
    }

    internal static string? MessageOf(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, EngineJson.Default.ErrorDto)?.Message;
        }
        catch (JsonException)
        {
            // In plain text, as by what listens there and is no engine: "Client sent an HTTP request to an HTTPS server."
            var text = body.AsSpan().Trim();
            return text.IsEmpty ? null : new string(text[..Math.Min(text.Length, MessageCharactersMax)]);
        }
    }

    private static JsonContent Body<T>(T value, JsonTypeInfo<T> type) => JsonContent.Create(value, type);

    private static string Filters(params (string Key, IEnumerable<string> Values)[] filters) => Uri.EscapeDataString(
        JsonSerializer.Serialize(filters.ToDictionary(filter => filter.Key, filter => filter.Values.ToArray()), EngineJson.Default.DictionaryStringStringArray));

    private Limited Limit(CancellationToken cancellationToken) => new(time, cancellationToken);

    /// <summary>A token that is cancelled with the caller's, and after <see cref="CallTimeout"/>.</summary>
    private readonly struct Limited : IDisposable
    {
        private readonly CancellationTokenSource timeout;
        private readonly CancellationTokenSource both;

        public Limited(TimeProvider time, CancellationToken cancellationToken)
        {
            timeout = new CancellationTokenSource(CallTimeout, time);
            both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        }

        public CancellationToken Token => both.Token;

        public void Dispose()
        {
            both.Dispose();
            timeout.Dispose();
        }
    }
}
