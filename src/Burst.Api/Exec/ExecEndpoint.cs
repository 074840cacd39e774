using Burst.Api.Errors;
using Burst.Api.Kinds;
using Burst.Api.Routing;
using Burst.Api.Writing;
using Burst.Control.Applying;
using Burst.Control.Loop;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.Storage;

namespace Burst.Api.Exec;

/// <summary>
/// <c>.../pods/{name}/exec</c>: a command in a container, with a websocket as its streams; <c>.../attach</c>: the container's own.
/// </summary>
internal sealed class ExecEndpoint(ControlLoop loop, HostRegistry hosts, TimeProvider time)
{
    private const string PodPath = "/api/v1/namespaces/{namespace}/pods/{name}";

    /// <summary>What kubectl speaks; the later one can also say that the input has ended.</summary>
    private static readonly string[] Protocols = ["v5.channel.k8s.io", "v4.channel.k8s.io"];

    public IEnumerable<Route> Routes =>
    [
        new("GET", $"{PodPath}/exec", ExecAsync), new("POST", $"{PodPath}/exec", ExecAsync),
        new("GET", $"{PodPath}/attach", AttachAsync), new("POST", $"{PodPath}/attach", AttachAsync),
    ];

    private Task<ApiResponse> ExecAsync(ApiCall call) => OpenAsync(call, isAttach: false);

    private Task<ApiResponse> AttachAsync(ApiCall call) => OpenAsync(call, isAttach: true);

    private async Task<ApiResponse> OpenAsync(ApiCall call, bool isAttach)
    {
        var pod = await loop.ReadAsync(state => state.Find<Pod>(ObjectKind.Pod, call.Namespace, call.Name))
            .WaitAsync(call.CancellationToken).ConfigureAwait(false) ?? throw Refusal.NotFound(PodResource.Definition, call.Name);
        var container = FindContainer(call, pod);
        if (!isAttach && call.Request.Command.IsEmpty)
            throw Refusal.BadRequest("command: you must specify at least one command for the container");
        if (pod.Placement is not { } placement || hosts.Find(placement.Node) is not { } host || !pod.HoldsCapacity)
            throw Refusal.BadRequest($"pod {call.Name} does not run");
        if (isAttach ? host is not IPodProcesses : host is not (IPodProcesses or IPodExec))
        {
            throw Refusal.BadRequest(isAttach
                ? $"node {host.Node} lets nobody join what containers run; pods on Docker Engines take that"
                : $"node {host.Node} runs no commands in containers; pods on Docker Engines and on Azure Container Instances take them");
        }

        if (Protocols.FirstOrDefault(known => call.Request.SocketProtocols?.Contains(known) == true) is not { } protocol)
            throw Refusal.BadRequest($"a websocket is needed that speaks {string.Join(" or ", Protocols)}: kubectl 1.31 or later, or `burst exec`");
        var size = SizeOf(call);
        var takesInput = call.Flag("stdin");
        await RecordAsync(call).ConfigureAwait(false);
        if (host is IPodProcesses processes)
            return await JoinAsync(processes, pod.Uid, container, new ProcessStreams(takesInput, call.Flag("tty") ? size : null), protocol, call, isAttach).ConfigureAwait(false);
        return await StartAsync((IPodExec)host, pod.Uid, container, size, call).ConfigureAwait(false) switch
        {
            PodExecOutcome.Started { Terminal: var terminal } => Opened(protocol, new ExecSession(terminal, takesInput, time).ServeAsync, terminal.DisposeAsync),
            PodExecOutcome.Refused { Reason: var reason } => Refused(protocol, reason),
            var other => throw new InvalidOperationException($"{other} is not known."),
        };
    }

    private async Task<ApiResponse> JoinAsync(
        IPodProcesses host, PodUid pod, string container, ProcessStreams streams, string protocol, ApiCall call, bool isAttach)
    {
        try
        {
            var outcome = isAttach
                ? await host.AttachAsync(pod, container, streams, call.CancellationToken).ConfigureAwait(false)
                : await host.ExecAsync(pod, container, call.Request.Command, streams, call.CancellationToken).ConfigureAwait(false);
            return outcome switch
            {
                PodProcessOutcome.Started { Process: var process } => Opened(protocol, new ProcessSession(process, streams.TakesInput, time).ServeAsync, process.DisposeAsync),
                PodProcessOutcome.Refused { Reason: var reason } => Refused(protocol, reason),
                var other => throw new InvalidOperationException($"{other} is not known."),
            };
        }
        catch (PodHostUnavailableException exception)
        {
            return Refused(protocol, $"the node did not answer: {exception.Message}");
        }
    }

    private static async Task<PodExecOutcome> StartAsync(IPodExec exec, PodUid pod, string container, TerminalSize size, ApiCall call)
    {
        try
        {
            return await exec.ExecAsync(pod, container, call.Request.Command, size, call.CancellationToken).ConfigureAwait(false);
        }
        catch (PodHostUnavailableException exception)
        {
            return new PodExecOutcome.Refused($"the node did not answer: {exception.Message}");
        }
    }

    private static ApiResponse Opened(string protocol, Func<IApiSocket, CancellationToken, Task> serve, Func<ValueTask> drop) =>
        new() { Status = 101, Upgrade = new ApiUpgrade(protocol, serve, drop) };

    /// <summary>Told on the websocket: clients print what is said there, and not the answer to a handshake that failed.</summary>
    private ApiResponse Refused(string protocol, string reason)
    {
        var failure = StatusBody.Failure(Refusal.BadRequest(reason)).Body;
        return Opened(protocol, (socket, cancellation) => ExecSession.RefuseAsync(socket, failure, time, cancellation), () => ValueTask.CompletedTask);
    }

    /// <summary>Whoever runs commands in containers is on record as who writes is, and before it happens.</summary>
    private Task RecordAsync(ApiCall call) =>
        loop.MutateAsync((_, now) => new StateCommit { Audit = [AuditTrail.Entry(call.Request, now, 101)] }, _ => true);

    private static string FindContainer(ApiCall call, Pod pod)
    {
        var names = pod.Spec.Containers.Select(item => item.Name).ToList();
        var container = call.Query("container") ?? names[0];
        return names.Contains(container)
            ? container
            : throw Refusal.BadRequest($"container {container} is not valid for pod {call.Name}, choose one of: [{string.Join(" ", names)}]");
    }

    private static TerminalSize SizeOf(ApiCall call) => new(Number(call, "rows", TerminalSize.Usual.Rows), Number(call, "columns", TerminalSize.Usual.Columns));

    private static int Number(ApiCall call, string name, int otherwise)
    {
        if (call.Query(name) is not { } text)
            return otherwise;
        return int.TryParse(text, out var number) && number is >= 1 and <= 1000
            ? number
            : throw Refusal.BadRequest($"{name}: \"{text}\" is not accepted; 1 to 1000 is");
    }
}
