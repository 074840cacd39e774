using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Burst.Server.Security;

namespace Burst.Cli.Client;

/// <summary>Talks to a Burst server. What goes wrong becomes a <see cref="CommandException"/> with a message for the user.</summary>
internal sealed class ApiClient : IDisposable
{
    private const string TableAccept = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";

    private readonly HttpClient http;

    private readonly string caPem;

    public ApiClient(Kubeconfig access)
    {
        caPem = access.CaPem;
        http = new HttpClient(PinnedHttp.TrustOnly(access.CaPem)) { BaseAddress = access.Server, Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", access.Token);
    }

    /// <summary>Hears what an answer warns of.</summary>
    public Action<string>? Warned { get; set; }

    public Task<JsonNode> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, path, null, "application/json", cancellationToken);

    public async Task<JsonNode> GetTableAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", TableAccept);
        return await ReadJsonAsync(request, cancellationToken).ConfigureAwait(false);
    }

    public async Task<string> GetTextAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var response = await ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
        return await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task<JsonNode> SendAsync(HttpMethod method, string path, string? body, string contentType, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        }

        return await ReadJsonAsync(request, cancellationToken).ConfigureAwait(false);
    }

    public async IAsyncEnumerable<string> ReadLinesAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var response = await ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
            yield return line;
    }

    /// <summary>A command's websocket. A refusal is told in the words of the answer that a plain request gets.</summary>
    public async Task<ApiSocketClient> OpenSocketAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("v5.channel.k8s.io");
        socket.Options.SetRequestHeader("Authorization", http.DefaultRequestHeaders.Authorization!.ToString());
        var invoker = new HttpMessageInvoker(PinnedHttp.TrustOnly(caPem));
        try
        {
            await socket.ConnectAsync(new UriBuilder(new Uri(http.BaseAddress!, path)) { Scheme = Uri.UriSchemeWss }.Uri, invoker, cancellationToken).ConfigureAwait(false);
            return new ApiSocketClient(socket, invoker);
        }
        catch (WebSocketException exception)
        {
            socket.Dispose();
            invoker.Dispose();

            // The handshake's answer has no body to read; the same without a websocket has.
            await GetTextAsync(path, cancellationToken).ConfigureAwait(false);
            throw new CommandException(ExitCodes.Failed, $"the server did not open a connection to the command: {exception.Message}", exception);
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<JsonNode> ReadJsonAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var response = await ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
        var text = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        return JsonNode.Parse(text) ?? throw new CommandException(ExitCodes.Failed, $"{request.RequestUri}: the server sent an empty answer.");
    }

    private async Task<HttpResponseMessage> ExchangeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                foreach (var warning in response.Headers.Warning)
                    Warned?.Invoke(Unquote(warning.Text));
                return response;
            }

            using (response)
                throw ToException(response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (HttpRequestException exception)
        {
            throw new CommandException(
                ExitCodes.Unreachable, $"no answer from {http.BaseAddress}: {exception.Message}. Is `burst up` running on that state folder?", exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CommandException(ExitCodes.Unreachable, $"no answer from {http.BaseAddress} in time. Is `burst up` running there?", exception);
        }
    }

    private static string Unquote(string text) =>
        text is ['"', .. var inner, '"'] ? inner.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal) : text;

    private static CommandException ToException(HttpStatusCode status, string body)
    {
        var exitCode = status switch
        {
            HttpStatusCode.NotFound => ExitCodes.NotFound,
            HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity or HttpStatusCode.MethodNotAllowed or HttpStatusCode.Forbidden
                or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnsupportedMediaType => ExitCodes.Invalid,
            HttpStatusCode.Unauthorized or HttpStatusCode.MisdirectedRequest => ExitCodes.Unreachable,
            HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => ExitCodes.TryAgain,
            _ => ExitCodes.Failed,
        };
        return new CommandException(exitCode, DescribeStatus(body) ?? $"the server answered {(int)status}.");
    }

    /// <summary>The message of a Kubernetes Status, with one line for each cause.</summary>
    private static string? DescribeStatus(string body)
    {
        try
        {
            var status = JsonNode.Parse(body);
            var lines = new List<string> { status?["message"]?.GetValue<string>() ?? body };
            foreach (var cause in status?["details"]?["causes"]?.AsArray() ?? [])
            {
                var text = cause?["message"]?.GetValue<string>();
                if (text is not null && !lines[0].Contains(text, StringComparison.Ordinal))
                    lines.Add("  " + text);
            }

            return string.Join(Environment.NewLine, lines);
        }
        catch (JsonException)
        {
            return body.Length == 0 ? null : body;
        }
    }
}
