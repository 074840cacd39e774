using Burst.Core.Nodes;
using Burst.Hosts.Docker.Engine;

namespace Burst.Hosts.Docker.Machines;

/// <summary>
/// What an engine's machine has, read when the engine has not been asked for half a minute, and what others have reserved there, when an event
/// says that it may be another: a machine at rest costs four calls a minute.
/// </summary>
internal sealed class EngineMachine(EngineClient engine, ForeignContainers foreign, TimeProvider time)
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private NodeMachine? known;
    private long readAt;

    public async Task<NodeMachine> ReadAsync(CancellationToken cancellationToken)
    {
        var isFresh = known is not null && time.GetElapsedTime(readAt) < Interval;
        if (isFresh && !foreign.MayHaveChanged)
            return known!;
        var now = time.GetTimestamp();
        var machine = isFresh ? known! : MachineMapping.Read(await engine.InfoAsync(cancellationToken).ConfigureAwait(false));
        var (reserved, containers) = await foreign.ReadAsync(cancellationToken).ConfigureAwait(false);
        known = machine with { Foreign = reserved, ForeignContainers = containers };
        if (!isFresh)
            readAt = now;
        return known;
    }
}
