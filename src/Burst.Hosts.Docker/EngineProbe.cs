using Burst.Core.Hosts;
using Burst.Core.Nodes;
using Burst.Hosts.Docker.Engine;
using Burst.Hosts.Docker.Holder;
using Burst.Hosts.Docker.Machines;

namespace Burst.Hosts.Docker;

/// <summary>A first look at an engine, before a node is made of it.</summary>
public static class EngineProbe
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <exception cref="PodHostUnavailableException">It does not answer within <see cref="Patience"/>, or cannot run pods; the message says why.</exception>
    public static async Task<NodeMachine> ReadAsync(EngineAddress address, EngineTls? tls, TimeProvider time, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            using var engine = new EngineClient(address, tls, time);
            await engine.PingAsync(either.Token).ConfigureAwait(false);
            var info = await engine.InfoAsync(either.Token).ConfigureAwait(false);
            if (info.OSType != "linux" || HolderProgram.For(info.Architecture ?? "") is null)
                throw new PodHostUnavailableException($"The engine at {address} runs {info.OSType} on {info.Architecture}; linux on x86_64 or aarch64 can run pods.");
            return MachineMapping.Read(info);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException || EngineFailure.IsOne(exception))
        {
            throw new PodHostUnavailableException($"The engine at {address} cannot be used: {EngineFailure.Describe(exception)}", exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new PodHostUnavailableException($"The engine at {address} did not answer within {Patience.TotalSeconds:0} s.", exception);
        }
    }
}
