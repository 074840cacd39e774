using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Simulation.Chaos.Calls;
using Burst.Simulation.Chaos.Faults;
using Burst.Simulation.Chaos.Kernel;

namespace Burst.Simulation.Chaos.Vms;

/// <summary>One process's way to one simulated machine.</summary>
internal sealed class SimulatedVmHost(SimulatedProcess process, SimulatedVm vm, FaultInjector faults, Traffic traffic, SeededRandom random) : IPodHost
{
    private static readonly TimeSpan LatencyMin = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan LatencyMax = TimeSpan.FromMilliseconds(40);

    public NodeName Node => vm.Name;

    public Task<CreateOutcome> CreateAsync(PodLaunch launch, CancellationToken cancellationToken) =>
        WriteAsync(nameof(CreateAsync), () => vm.Create(launch), cancellationToken);

    public Task<DeleteOutcome> DeleteAsync(PodUid pod, TimeSpan gracePeriod, CancellationToken cancellationToken) =>
        WriteAsync(nameof(DeleteAsync), () => vm.Delete(pod), cancellationToken);

    public Task<IReadOnlyList<PodObservation>> ListAsync(CancellationToken cancellationToken) => ReadAsync(nameof(ListAsync), vm.List, cancellationToken);

    public Task<HostHeartbeat> CheckAsync(CancellationToken cancellationToken) =>
        ReadAsync(nameof(CheckAsync), () => new HostHeartbeat(process.World.Now, true, "the machine answers"), cancellationToken);

    public string? FindUnsupported(PodSpec spec) => null;

    private Task<T> ReadAsync<T>(string method, Func<T> read, CancellationToken cancellationToken)
    {
        traffic.CountRead();
        return RemoteCall<T>.SendAsync(process, new CallPoint(nameof(IPodHost), method), Fate(), read, cancellationToken);
    }

    private Task<T> WriteAsync<T>(string method, Func<T> write, CancellationToken cancellationToken)
    {
        traffic.CountWrite();
        return RemoteCall<T>.SendAsync(process, new CallPoint(nameof(IPodHost), method), Fate(), write, cancellationToken);
    }

    private CallFate Fate()
    {
        var isLost = vm.Health == VmHealth.Unreachable;
        var isMute = vm.Health == VmHealth.Hung || faults.Strikes(FaultKind.VmReplyLost, vm.Name.Value);
        return new CallFate(random.Between(LatencyMin, LatencyMax), random.Between(LatencyMin, LatencyMax), isLost, isMute);
    }
}
