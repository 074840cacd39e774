using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;

namespace Burst.Hosts.Aci.Tests.Doubles;

/// <summary>
/// A small ARM that keeps container groups, with a journal of all it was asked and faults to order: an answer in place of the
/// real one, or the real effect with its answer lost.
/// </summary>
internal sealed class FakeArm(TimeProvider timeProvider) : HttpMessageHandler
{
    private readonly List<(Func<ArmRequestRecord, bool> Matches, Func<HttpResponseMessage, HttpResponseMessage?> Answer, bool TakesEffect)> _faults = [];

    private Func<ArmRequestRecord, bool>? _hanging;

    public List<ArmRequestRecord> Journal { get; } = [];

    /// <summary>By name, as the service would return them, in the order made.</summary>
    public Dictionary<string, JsonObject> Groups { get; } = [];

    /// <summary>By group and container.</summary>
    public Dictionary<string, string> Logs { get; } = [];

    /// <summary>What the subscription uses in the region.</summary>
    public JsonObject Usages { get; set; } = UsagesOf(("ContainerGroups", 0, 100), ("StandardCores", 0, 100), ("StandardSpotCores", 0, 10));

    public int PageSize { get; set; } = 100;

    /// <summary>The answer to a poll of the operation of a create; null when it is not known (any more).</summary>
    public string? Operation { get; set; }

    /// <summary>Where a create says that its operation is; null for no word of it.</summary>
    public string? OperationLink { get; set; }

    /// <summary>How far its clock is ahead of the client's; null while it does not tell the time.</summary>
    public TimeSpan? ClockAhead { get; set; }

    /// <summary>Runs before each request is answered.</summary>
    public Action<ArmRequestRecord>? OnRequest { get; set; }

    public IEnumerable<string> Calls => Journal.Select(request => request.ToString());

    public int Count(HttpMethod method) => Journal.Count(request => request.Method == method);

    /// <summary>The next request that matches is answered so, without effect.</summary>
    public void AnswerNext(Func<ArmRequestRecord, bool> matches, int status, string body, string? retryAfter = null) =>
        _faults.Add((matches, _ => Reply(status, body, retryAfter), false));

    public void AnswerNext(HttpMethod method, int status, string code, string message = "", string? retryAfter = null) =>
        AnswerNext(request => request.Method == method, status, Error(code, message), retryAfter);

    /// <summary>The connection of the next request breaks, after the effect or before it.</summary>
    public void BreakNext(HttpMethod method, bool afterEffect) => _faults.Add((request => request.Method == method, _ => null, afterEffect));

    /// <summary>The next request gets no answer and has no effect.</summary>
    public void HangNext(HttpMethod method) => HangNext(request => request.Method == method);

    /// <inheritdoc cref="HangNext(HttpMethod)"/>
    public void HangNext(Func<ArmRequestRecord, bool> matches) => _hanging = matches;

    /// <summary>Takes back what was ordered and has not struck.</summary>
    public void ForgetFaults() => _faults.Clear();

    public void SetView(string group, JsonObject groupView, params JsonObject[] containerViews)
    {
        var properties = Groups[group]["properties"]!;
        properties["provisioningState"] = "Succeeded";
        properties["instanceView"] = groupView;
        for (var at = 0; at < containerViews.Length; at++)
            properties["containers"]![at]!["properties"]!["instanceView"] = containerViews[at];
    }

    public static JsonObject UsagesOf(params (string Name, decimal Used, decimal Limit)[] usages) => new()
    {
        ["value"] = new JsonArray([.. usages.Select(usage => (JsonNode)new JsonObject
        {
            ["unit"] = "Count",
            ["currentValue"] = usage.Used,
            ["limit"] = usage.Limit,
            ["name"] = new JsonObject { ["value"] = usage.Name, ["localizedValue"] = usage.Name },
        })]),
    };

    public static string Error(string code, string message) =>
        new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } }.ToJsonString();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        var body = message.Content is null ? [] : await message.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        var requestId = message.Headers.TryGetValues("x-ms-client-request-id", out var ids) ? ids.Single() : "";
        var request = new ArmRequestRecord(
            message.Method, message.RequestUri!, requestId, message.Headers.Authorization?.ToString(), body, timeProvider.GetUtcNow());
        Journal.Add(request);
        OnRequest?.Invoke(request);
        if (_hanging?.Invoke(request) == true)
        {
            _hanging = null;
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        var fault = _faults.FindIndex(item => item.Matches(request));
        if (fault < 0)
        {
            var reply = Handle(request);
            reply.Headers.Date = timeProvider.GetUtcNow() + ClockAhead;
            return reply;
        }

        var (_, answer, takesEffect) = _faults[fault];
        _faults.RemoveAt(fault);
        var real = takesEffect ? Handle(request) : Reply(500, "");
        return answer(real) ?? throw new HttpRequestException("The connection was closed.");
    }

    private HttpResponseMessage Handle(ArmRequestRecord request)
    {
        var path = request.Uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (request.Method.Method, path.Length) switch
        {
            ("GET", 7) when path[^1] == "usages" => Reply(200, Usages.ToJsonString()),
            ("GET", _) when path.Contains("operations") => Operation is { } operation
                ? Reply(200, operation)
                : Reply(404, Error("OperationNotFound", "There is no such operation.")),
            ("GET", 7) => List(request),
            ("GET", 8) => Groups.TryGetValue(path[7], out var group) ? Reply(200, group.ToJsonString()) : NotFound(path[7]),
            ("GET", 11) => ReadLog(request, path[7], path[9]),
            ("PUT", 8) => Put(path[7], request.Body),
            ("PATCH", 8) => Groups.TryGetValue(path[7], out var patched) ? Patch(patched, request.Body) : NotFound(path[7]),
            ("DELETE", 8) => Groups.Remove(path[7], out var removed) ? Reply(200, removed.ToJsonString()) : Reply(204, ""),
            _ => Reply(400, Error("BadRequest", request.Uri.AbsolutePath)),
        };
    }

    private HttpResponseMessage Put(string name, byte[] body)
    {
        var group = JsonNode.Parse(body)!.AsObject();
        group["name"] = name;
        group["properties"]!["provisioningState"] = "Pending";
        group["properties"]!["instanceView"] = new JsonObject { ["state"] = "Pending", ["events"] = new JsonArray() };
        var variables = group["properties"]!["containers"]!.AsArray()
            .SelectMany(container => container!["properties"]!["environmentVariables"]?.AsArray() ?? []);
        foreach (var variable in variables)
            variable!.AsObject().Remove("secureValue");
        Groups[name] = group;
        var reply = Reply(201, group.ToJsonString());
        if (OperationLink is not null)
            reply.Headers.TryAddWithoutValidation("Azure-AsyncOperation", OperationLink);
        return reply;
    }

    private static HttpResponseMessage Patch(JsonObject group, byte[] body)
    {
        var wanted = JsonNode.Parse(body)!.AsObject();
        if (wanted.Any(member => member.Key != "tags"))
            return Reply(400, Error("InvalidRequestContent", "Only tags can be patched."));
        group["tags"] = wanted["tags"]!.DeepClone();
        return Reply(200, group.ToJsonString());
    }

    private HttpResponseMessage ReadLog(ArmRequestRecord request, string group, string container)
    {
        if (!Logs.TryGetValue($"{group}/{container}", out var log))
            return NotFound(container);
        var lines = log.Split('\n');
        var tail = HttpUtility.ParseQueryString(request.Uri.Query)["tail"] is { } text ? int.Parse(text) + 1 : lines.Length;
        return Reply(200, new JsonObject { ["content"] = string.Join('\n', lines.TakeLast(tail)) }.ToJsonString());
    }

    private HttpResponseMessage List(ArmRequestRecord request)
    {
        var skip = int.Parse(HttpUtility.ParseQueryString(request.Uri.Query)["$skip"] ?? "0");
        var items = Groups.Skip(skip).Take(PageSize).Select(group => (JsonNode)new JsonObject
        {
            ["name"] = group.Key,
            ["tags"] = group.Value["tags"]?.DeepClone(),
            ["properties"] = new JsonObject { ["provisioningState"] = "Succeeded" },
        });
        var page = new JsonObject { ["value"] = new JsonArray([.. items]) };
        if (skip + PageSize < Groups.Count)
            page["nextLink"] = $"{request.Uri.GetLeftPart(UriPartial.Path)}?api-version=2023-05-01&$skip={skip + PageSize}";
        return Reply(200, page.ToJsonString());
    }

    private static HttpResponseMessage NotFound(string name) => Reply(404, Error("ResourceNotFound", $"The Resource '{name}' was not found."));

    private static HttpResponseMessage Reply(int status, string body, string? retryAfter = null)
    {
        var reply = new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        reply.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (retryAfter is not null)
            reply.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        return reply;
    }
}
