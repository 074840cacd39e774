using System.Collections.Immutable;
using System.Net.WebSockets;
using System.Text;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Hosts.Aci.Arm;
using Burst.Hosts.Aci.Exec;
using Burst.Hosts.Aci.Mapping;

namespace Burst.Hosts.Aci;

public sealed partial class AciPodHost
{
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(15);

    /// <summary>Null where there is no network to connect through.</summary>
    private readonly AciSockets? _sockets;

    /// <inheritdoc/>
    /// <remarks>
    /// ACI runs one program without arguments, mixes its output with its errors, and tells no exit code. The token of this node is not sent
    /// along to the websocket: the password in the reply, good for this once, is.
    /// </remarks>
    public async Task<PodExecOutcome> ExecAsync(
        PodUid pod, string container, ImmutableArray<string> command, TerminalSize size, CancellationToken cancellationToken)
    {
        if (command is not [{ Length: > 0 } program])
            return new PodExecOutcome.Refused("Azure Container Instances runs one program without arguments; start /bin/sh and type the rest, or send it to its input");
        if (_sockets is null)
            return new PodExecOutcome.Refused($"node {Node} has no connection for commands");
        var name = GroupName.Of(pod);
        var group = await _groups.FindAsync(name, cancellationToken).ConfigureAwait(false);
        if (group is null || GroupTags.Classify(name, group.Tags, _options) != GroupOwnership.Ours || FindStatus(group, container) is not { } seen)
            return new PodExecOutcome.Refused($"container group {name} has no container {container}");
        if (seen.Status.State != ContainerState.Running)
            return new PodExecOutcome.Refused($"container {container} does not run");
        var (reply, promise) = await _groups.ExecAsync(name, container, program, size, cancellationToken).ConfigureAwait(false);
        if (IsRefusal(reply))
            return new PodExecOutcome.Refused(ArmFailure.Shorten(reply.Describe()));
        if (promise is not { WebSocketUri: { } link, Password: { } password } || !Uri.TryCreate(link, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeWss)
            throw ArmFailure.Unavailable($"run a command in container group {name}", _options.Endpoint, reply);
        return new PodExecOutcome.Started(await ConnectAsync(uri, password, cancellationToken).ConfigureAwait(false));
    }

    private async Task<AciTerminal> ConnectAsync(Uri uri, string password, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(ConnectTime, _timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            var socket = await _sockets!.ConnectAsync(uri, either.Token).ConfigureAwait(false);
            await socket.SendAsync(Encoding.UTF8.GetBytes(password), WebSocketMessageType.Text, endOfMessage: true, either.Token).ConfigureAwait(false);
            return new AciTerminal(socket, _timeProvider);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new PodHostUnavailableException($"{uri.Authority} did not let the command's terminal connect within {ConnectTime.TotalSeconds:0} s.", exception);
        }
        catch (WebSocketException exception)
        {
            throw new PodHostUnavailableException($"{uri.Authority} did not let the command's terminal connect: {exception.Message}", exception);
        }
    }
}
