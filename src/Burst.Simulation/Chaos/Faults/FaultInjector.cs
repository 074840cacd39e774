using Burst.Simulation.Chaos.Calls;
using Burst.Simulation.Chaos.Kernel;

namespace Burst.Simulation.Chaos.Faults;

/// <summary>
/// Brings a schedule of faults into the world. What lasts is asked for by the ports at each call; what strikes once waits for a
/// number of calls after its time has come, so that it strikes in the thick of things and not in the quiet between them.
/// </summary>
internal sealed class FaultInjector
{
    private static readonly TimeSpan PatienceMax = TimeSpan.FromMinutes(2);

    private readonly EventLoop loop;
    private readonly ulong seed;
    private readonly Traffic traffic;
    private readonly History history;
    private readonly Dictionary<FaultKind, List<(Fault Fault, SeededRandom Random)>> active = [];
    private readonly List<(Fault Fault, int CallsLeft)> armed = [];
    private readonly Dictionary<FaultKind, Action<Fault, SeededRandom>> effects = [];

    public FaultInjector(EventLoop loop, ulong seed, Traffic traffic, History history)
    {
        (this.loop, this.seed, this.traffic, this.history) = (loop, seed, traffic, history);
        traffic.Called += LetPass;
    }

    public FaultCounts Counts { get; } = new();

    /// <summary>A fault has found its victim; the second is who.</summary>
    public event Action<FaultKind, string>? Struck;

    /// <summary>What a fault does that comes over the world by itself; called when it strikes.</summary>
    public void On(FaultKind kind, Action<Fault, SeededRandom> effect) => effects.Add(kind, effect);

    public void Schedule(IReadOnlyList<Fault> faults)
    {
        foreach (var fault in faults)
            loop.At(loop.Start + fault.At, () => Begin(fault));
    }

    /// <summary>Whether a fault of this kind strikes this call; it is counted when it does.</summary>
    public bool Strikes(FaultKind kind, string subject) => Strikes(kind, subject, out _);

    /// <summary>As above, with the randomness of the fault that strikes.</summary>
    public bool Strikes(FaultKind kind, string subject, out SeededRandom random)
    {
        random = null!;
        if (active.Count == 0 || !active.TryGetValue(kind, out var faults))
            return false;
        foreach (var (fault, own) in faults)
        {
            if (!own.Chance(fault.PerMille))
                continue;
            random = own;
            Count(kind, subject);
            return true;
        }

        return false;
    }

    /// <summary>Whether faults of this kind are about now, struck or not.</summary>
    public bool IsActive(FaultKind kind) => active.ContainsKey(kind);

    /// <summary>A fault that came over the world by itself has found its victim.</summary>
    public void Count(FaultKind kind, string subject)
    {
        Counts.Count(kind, traffic.IsIntentInFlight);
        history.Add($"fault {kind}", subject);
        Struck?.Invoke(kind, subject);
    }

    private void Begin(Fault fault)
    {
        if (fault.Lasts > TimeSpan.Zero)
            BeginWindow(fault);
        else
            Arm(fault);
    }

    private void BeginWindow(Fault fault)
    {
        var entry = (fault, RandomOf(fault));
        if (!active.TryGetValue(fault.Kind, out var faults))
            active[fault.Kind] = faults = [];
        faults.Add(entry);
        if (effects.TryGetValue(fault.Kind, out var effect))
            effect(fault, entry.Item2);
        loop.After(fault.Lasts, () =>
        {
            faults.Remove(entry);
            if (faults.Count == 0)
                active.Remove(fault.Kind);
        });
    }

    private void Arm(Fault fault)
    {
        armed.Add((fault, fault.PerMille));
        loop.After(PatienceMax, () => Strike(fault));
    }

    private void LetPass()
    {
        for (var i = armed.Count - 1; i >= 0; i--)
        {
            var (fault, left) = armed[i];
            armed[i] = (fault, left - 1);
            // Not from within the call: between two events, as if it came from outside.
            if (left == 0)
                loop.After(TimeSpan.FromMilliseconds(RandomOf(fault).Next(200)), () => Strike(fault));
        }
    }

    private void Strike(Fault fault)
    {
        var at = armed.FindIndex(entry => entry.Fault == fault);
        if (at < 0)
            return;
        armed.RemoveAt(at);
        effects[fault.Kind](fault, RandomOf(fault));
    }

    private SeededRandom RandomOf(Fault fault) => SeededRandom.For(seed + ((ulong)fault.Id * 7919), "fault");
}
