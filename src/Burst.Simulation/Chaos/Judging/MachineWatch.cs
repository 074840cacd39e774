using Burst.Core.Ids;
using Burst.Simulation.Chaos.Kernel;
using Burst.Simulation.Chaos.Vms;

namespace Burst.Simulation.Chaos.Judging;

/// <summary>Enters what happens on machines.</summary>
internal sealed class MachineWatch(EventLoop loop, WorldRegister register)
{
    private readonly Dictionary<VmPod, PodLife> lives = [];

    public void Watch(SimulatedVm vm, Tier tier)
    {
        vm.Started += (_, pod) => Begin(vm, pod, tier);
        vm.Ended += (_, pod) => register.End(lives[pod], loop.Now, PodEnd.Itself, pod.ExitCode);
        vm.Removed += (_, pod, isByControlPlane) => Remove(pod, isByControlPlane ? PodEnd.ControlPlane : PodEnd.World);
    }

    private void Begin(SimulatedVm vm, VmPod pod, Tier tier)
    {
        var life = PodLife.Begin(pod.Uid, pod.Name, vm.Name, tier, pod.Requests, default, loop.Now);
        life.RunsFrom = pod.RunsFrom;
        lives.Add(pod, life);
        register.Begin(life);
    }

    private void Remove(VmPod pod, PodEnd how)
    {
        if (lives.Remove(pod, out var life))
            register.Remove(life, loop.Now, how);
    }
}
