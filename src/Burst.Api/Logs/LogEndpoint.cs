using Burst.Api.Errors;
using Burst.Api.Kinds;
using Burst.Api.Routing;
using Burst.Api.Writing;
using Burst.Control.Applying;
using Burst.Control.Logs;
using Burst.Control.Loop;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.Storage;

namespace Burst.Api.Logs;

/// <summary><c>GET .../pods/{name}/log</c>: from the host while the pod is there, else what was saved before it went.</summary>
internal sealed class LogEndpoint(ControlLoop loop, IStateStore store, HostRegistry hosts, ILogArchive archive, TimeProvider time)
{
    public Route Route() => new("GET", "/api/v1/namespaces/{namespace}/pods/{name}/log", GetAsync);

    private async Task<ApiResponse> GetAsync(ApiCall call)
    {
        var parameters = LogParameters.Parse(call, time.GetUtcNow());
        var pod = await loop.ReadAsync(state => state.Find<Pod>(ObjectKind.Pod, call.Namespace, call.Name))
            .WaitAsync(call.CancellationToken).ConfigureAwait(false);
        var target = pod is not null ? LogTarget.Of(pod, parameters) : await FindGoneAsync(call, parameters).ConfigureAwait(false);
        var (body, remarks) = await LogStream.OpenAsync(Read(call, target, parameters), parameters, time, call.CancellationToken).ConfigureAwait(false);
        return WarningHeader.AddTo(new ApiResponse { Status = 200, ContentType = "text/plain; charset=utf-8", Stream = body }, remarks);
    }

    private IAsyncEnumerable<LogLine> Read(ApiCall call, LogTarget target, LogParameters parameters)
    {
        var host = target.Pod?.Placement is { } placement ? hosts.Find(placement.Node) : null;
        var isSaved = archive.Has(target.Uid, target.Container);

        // What ends is saved first: from then on the saved log is whole, and the host may lose its own at any moment.
        if (target.IsOn(host) && !(isSaved && target.Pod!.HostState == HostState.DeleteIntended))
            return ((IPodLogs)host!).ReadLogsAsync(target.Uid, target.Container, parameters.Query, call.CancellationToken);
        if (isSaved)
            return archive.ReadAsync(target.Uid, target.Container, parameters.Query with { Follow = false }, call.CancellationToken);
        throw Refusal.NotFound(host is null or IPodLogs
            ? $"the log of container {target.Container} of pod {call.Name} is no longer kept"
            : $"node {host.Node} keeps no logs, and none was saved of container {target.Container} of pod {call.Name}");
    }

    private async Task<LogTarget> FindGoneAsync(ApiCall call, LogParameters parameters)
    {
        var decisions = await store.ReadDecisionsAsync(call.Namespace, call.Name, 1, call.CancellationToken).ConfigureAwait(false);
        if (decisions is not [var last, ..])
            throw Refusal.NotFound(PodResource.Definition, call.Name);
        return parameters.Container is { } container
            ? new LogTarget(null, last.Pod, container)
            : throw Refusal.BadRequest($"pod {call.Name} is gone; name the container (container=NAME) to read what was saved of it");
    }
}
