using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.Units;
using Burst.Simulation.Chaos.Kernel;

namespace Burst.Simulation.Chaos.Vms;

/// <summary>
/// One machine that runs pods, as it is whatever anyone believes of it. Pods are known by UID; what has ended stays until it is
/// removed.
/// </summary>
/// <param name="startUps">How long what serves takes to come up.</param>
/// <param name="startUpSecondsMax">The longest it takes; 0 for at once.</param>
internal sealed class SimulatedVm(NodeName name, Resources capacity, EventLoop loop, History history, SeededRandom startUps, int startUpSecondsMax)
{
    private static readonly TimeSpan RestartDelay = TimeSpan.FromSeconds(10);

    private readonly SortedDictionary<PodUid, VmPod> pods = [];

    public NodeName Name => name;

    public Resources Capacity => capacity;

    public VmHealth Health { get; set; }

    public IReadOnlyCollection<VmPod> Pods => pods.Values;

    /// <summary>Requests of all that runs.</summary>
    public Resources Used { get; private set; }

    /// <summary>A pod was started.</summary>
    public event Action<SimulatedVm, VmPod>? Started;

    /// <summary>A pod came to its own end.</summary>
    public event Action<SimulatedVm, VmPod>? Ended;

    /// <summary>
    /// Nothing is left of a pod, whether it ran or had ended; true when the control plane asked for it, false when the world took
    /// it: by hand, or with the power.
    /// </summary>
    public event Action<SimulatedVm, VmPod, bool>? Removed;

    public CreateOutcome Create(PodLaunch launch)
    {
        if (pods.ContainsKey(launch.Uid))
            return new CreateOutcome.Accepted();
        if (launch.LooksOnly)
            return new CreateOutcome.Missing($"{name} does not have {launch.Name}");
        var startUp = launch.Spec.RestartPolicy == RestartPolicy.Always ? TimeSpan.FromSeconds(startUps.Between(0, startUpSecondsMax)) : TimeSpan.Zero;
        var pod = new VmPod(launch, loop.Now, loop.Now + startUp);
        pods.Add(pod.Uid, pod);
        Used += pod.Requests;
        history.Add("vm start", $"{name} {pod.Name}");
        loop.After(pod.RunsFrom - loop.Now, () => Run(pod));
        Started?.Invoke(this, pod);
        return new CreateOutcome.Accepted();
    }

    public DeleteOutcome Delete(PodUid uid)
    {
        if (!pods.TryGetValue(uid, out var pod))
            return new DeleteOutcome.Gone(null);
        Remove(pod, "vm delete", isByControlPlane: true);
        return new DeleteOutcome.Gone(pod.EndedAt);
    }

    public IReadOnlyList<PodObservation> List() => [.. pods.Values.Select(pod => pod.Observe(loop.Now))];

    /// <summary>Somebody on the machine removes a container by hand.</summary>
    public void RemoveByHand(VmPod pod) => Remove(pod, "vm remove by hand", isByControlPlane: false);

    /// <summary>Power is lost: what ran is no more, and nobody is told.</summary>
    public void LosePower()
    {
        history.Add("vm power lost", name.Value);
        foreach (var pod in pods.Values.ToArray())
            Remove(pod, "vm pod lost", isByControlPlane: false);
    }

    private void Remove(VmPod pod, string how, bool isByControlPlane)
    {
        pods.Remove(pod.Uid);
        history.Add(how, $"{name} {pod.Name}");
        if (pod.IsRunning)
        {
            pod.Stop(loop.Now);
            Used -= pod.Requests;
        }

        Removed?.Invoke(this, pod, isByControlPlane);
    }

    private void Run(VmPod pod)
    {
        if (pod.IsRunning && pod.Program.Runs is { } duration)
            loop.After(duration, () => Exit(pod));
    }

    private void Exit(VmPod pod)
    {
        if (!pod.IsRunning || !pods.ContainsKey(pod.Uid))
            return;
        var again = pod.RestartPolicy == RestartPolicy.Always || (pod.RestartPolicy == RestartPolicy.OnFailure && pod.Program.ExitCode != 0);
        if (again)
        {
            pod.Restart();
            loop.After(RestartDelay, () => Run(pod));
            return;
        }

        pod.End(pod.Program.ExitCode, loop.Now);
        Used -= pod.Requests;
        history.Add("vm exit", $"{name} {pod.Name} {pod.ExitCode}");
        Ended?.Invoke(this, pod);
    }
}
