using System.Net;
using System.Net.Sockets;
using Burst.Core.Pods;
using Burst.Hosts.Docker.Engine;
using Burst.Hosts.Docker.Pods;

namespace Burst.Hosts.Docker.Probing;

/// <summary>Asks one question of one container: a command in it, or a connection to the pod's address from within its network.</summary>
internal sealed class Prober(EngineClient engine, HolderConnections connections, TimeProvider time)
{
    private static readonly TimeSpan EngineTimeout = TimeSpan.FromSeconds(2);

    /// <summary>One question, within the probe's own time.</summary>
    /// <param name="memory">The caller's, for one probe of one run: what of the last question goes on.</param>
    public async Task<ProbeAnswer> AskAsync(EnginePod pod, EngineContainer container, Probe probe, ProbeMemory memory, CancellationToken cancellationToken)
    {
        // How long the way into the pod takes is the engine's doing, and does not count against the container.
        if (probe.Exec is null && !await OpenWayAsync(pod, cancellationToken).ConfigureAwait(false))
            return ProbeAnswer.Unknown("The pod's holder cannot be asked.");
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(probe.TimeoutSeconds), time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return probe.Exec is { } command
                ? await ExecProbe.AskAsync(engine, container.Id, command, memory, limit.Token).ConfigureAwait(false)
                : await AskNetworkAsync(pod, probe, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // An engine that hangs must not be the end of containers that are well.
            return await AnswersAsync(cancellationToken).ConfigureAwait(false)
                ? ProbeAnswer.Bad($"no answer within {probe.TimeoutSeconds} s")
                : ProbeAnswer.Unknown("The engine does not answer.");
        }
        catch (Exception exception) when (EngineFailure.IsOne(exception))
        {
            return ProbeAnswer.Unknown(exception.Message);
        }
    }

    private async Task<bool> OpenWayAsync(EnginePod pod, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(EngineClient.CallTimeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await connections.GetAsync(pod.Holder!.Id, limit.Token).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (EngineFailure.IsOne(exception) || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(EngineTimeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await engine.PingAsync(limit.Token).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (EngineFailure.IsOne(exception) || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }

    private async Task<ProbeAnswer> AskNetworkAsync(EnginePod pod, Probe probe, CancellationToken cancellationToken)
    {
        if (pod.Holder is not { IsRunning: true } holder || !IPAddress.TryParse(holder.IpAddress, out var address) || address.AddressFamily != AddressFamily.InterNetwork)
            return ProbeAnswer.Unknown("The pod has no address.");
        var relay = await connections.GetAsync(holder.Id, cancellationToken).ConfigureAwait(false);
        try
        {
            return probe.HttpGet is { } get
                ? await HttpProbing.AskAsync(relay, address, get, cancellationToken).ConfigureAwait(false)
                : await AskTcpAsync(relay, address, probe.TcpPort!.Value, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (EngineFailure.IsOne(exception))
        {
            return relay.IsBroken ? ProbeAnswer.Unknown(exception.Message) : ProbeAnswer.Bad((exception.InnerException ?? exception).Message);
        }
    }

    private static async Task<ProbeAnswer> AskTcpAsync(Holder.HolderRelay relay, IPAddress address, int port, CancellationToken cancellationToken)
    {
        await using var connection = await relay.ConnectAsync(address, port, cancellationToken).ConfigureAwait(false);
        return ProbeAnswer.Good;
    }
}
