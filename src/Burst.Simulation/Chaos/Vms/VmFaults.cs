using Burst.Simulation.Chaos.Faults;
using Burst.Simulation.Chaos.Kernel;

namespace Burst.Simulation.Chaos.Vms;

/// <summary>What befalls machines by itself.</summary>
internal sealed class VmFaults(EventLoop loop, FaultInjector faults, IReadOnlyList<SimulatedVm> vms)
{
    public void Register()
    {
        faults.On(FaultKind.VmHung, (fault, random) => Fail(fault, random, VmHealth.Hung));
        faults.On(FaultKind.VmCutOff, (fault, random) => Fail(fault, random, VmHealth.Unreachable));
        faults.On(FaultKind.VmPowerLost, (fault, random) => Fail(fault, random, VmHealth.Unreachable)?.LosePower());
        faults.On(FaultKind.PodRemovedByHand, (_, random) => RemovePod(random));
    }

    /// <summary>A machine that is ill already does not get another illness.</summary>
    private SimulatedVm? Fail(Fault fault, SeededRandom random, VmHealth health)
    {
        if (vms.Count == 0 || random.Pick(vms) is not { Health: VmHealth.Up } vm)
            return null;
        vm.Health = health;
        faults.Count(fault.Kind, vm.Name.Value);
        loop.After(fault.Lasts, () => vm.Health = VmHealth.Up);
        return vm;
    }

    private void RemovePod(SeededRandom random)
    {
        (SimulatedVm Vm, VmPod Pod)[] running = [.. vms.SelectMany(vm => vm.Pods.Where(pod => pod.IsRunning).Select(pod => (vm, pod)))];
        if (running.Length == 0)
            return;
        var (vm, pod) = random.Pick(running);
        faults.Count(FaultKind.PodRemovedByHand, $"{vm.Name} {pod.Name}");
        vm.RemoveByHand(pod);
    }
}
