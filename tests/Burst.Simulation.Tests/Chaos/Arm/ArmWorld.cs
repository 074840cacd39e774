using System.Collections.Immutable;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.Units;
using Burst.Hosts.Aci;
using Burst.Simulation.Chaos.Arm;
using Burst.Simulation.Chaos.Calls;
using Burst.Simulation.Chaos.Faults;
using Burst.Simulation.Chaos.Kernel;
using Burst.Simulation.Engine;
using Microsoft.Extensions.Logging.Abstractions;

namespace Burst.Simulation.Tests.Chaos.Arm;

/// <summary>The real ACI host, and a simulated Azure behind it, on one thread and virtual time.</summary>
internal sealed class ArmWorld
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly CountingIds ids = new();
    private int lives;

    public ArmWorld(SimulatedArmOptions? options = null, ulong seed = 1, params Fault[] schedule)
    {
        // With the test runner's context in place continuations would be queued to other threads instead of going on here.
        SynchronizationContext.SetSynchronizationContext(null);
        History = new History(Loop, (_, what, subject) => Lines.Add($"{what} {subject}"));
        Traffic = new Traffic(Loop);
        Faults = new FaultInjector(Loop, seed, Traffic, History);
        Arm = new SimulatedArm(Loop, Faults, History, Traffic, SeededRandom.For(seed, "arm"), options ?? Options);
        new ArmFaults(Loop, Faults, [Arm]).Register();
        Faults.Schedule(schedule);
        Loop.RunUntil(Start, () => false); // What is scheduled for the beginning is there before the first call.
        Host = NewLife(out var process);
        Process = process;
    }

    public static SimulatedArmOptions Options { get; } = new()
    {
        SubscriptionId = Guid.Parse("11111111-2222-3333-4444-555555555555"),
        ResourceGroup = "burst-rg",
        Region = "westeurope",
    };

    public static AciPodHostOptions HostOptions { get; } = new()
    {
        Node = NodeName.Parse("aci-westeurope"),
        Endpoint = new Uri("https://management.azure.com/"),
        Audience = "https://management.azure.com/",
        SubscriptionId = Options.SubscriptionId,
        ResourceGroup = Options.ResourceGroup,
        Region = Options.Region,
        OwnerId = "7c9e6679-7425-40de-944b-e07fc1f90ae7",
    };

    public EventLoop Loop { get; } = new(Start);

    public List<string> Lines { get; } = [];

    public History History { get; }

    public Traffic Traffic { get; }

    public FaultInjector Faults { get; }

    public SimulatedArm Arm { get; }

    public SimulatedProcess Process { get; }

    public AciPodHost Host { get; }

    public static Fault Window(FaultKind kind, int perMille = 1000, int fromSeconds = 0, int seconds = 60) =>
        new(1, kind, TimeSpan.FromSeconds(fromSeconds), TimeSpan.FromSeconds(seconds), perMille);

    public static Fault Once(FaultKind kind, int atSeconds) => new(1, kind, TimeSpan.FromSeconds(atSeconds), TimeSpan.Zero, 0);

    public AciPodHost NewLife(out SimulatedProcess process)
    {
        process = new SimulatedProcess(Loop, new MachineClock(), ++lives);
        var transport = new SimulatedTransport(process, Arm, Faults);
        return new AciPodHost(HostOptions, new SimulatedCredential(), transport, process, ids, NullLogger<AciPodHost>.Instance);
    }

    public PodLaunch Launch(int number = 1, string command = "sim run 30 0", RestartPolicy restartPolicy = RestartPolicy.Never, bool isSpot = false)
    {
        var spec = new PodSpec
        {
            Containers = [new ContainerSpec { Name = "main", Image = "job:1", Command = [.. command.Split(' ')], Requests = new Resources(1000, 1024) }],
            RestartPolicy = restartPolicy,
        };
        return new PodLaunch
        {
            Uid = Pod(number),
            Namespace = "default",
            Name = $"job-{number}",
            Tier = isSpot ? Tier.AciSpot : Tier.Aci,
            Spec = spec,
            Environment = ImmutableSortedDictionary<string, ImmutableArray<ResolvedEnv>>.Empty.Add("main", [new ResolvedEnv("WORD", "secret-word", IsSecret: true)]),
            PlacedAt = Start,
            FencingToken = 7,
        };
    }

    public static PodUid Pod(int number) => PodUid.From(new Guid(number, 1, 1, [1, 1, 1, 1, 1, 1, 1, 1]));

    public T Run<T>(Task<T> task)
    {
        Loop.RunUntil(Loop.Now + TimeSpan.FromHours(1), () => task.IsCompleted);
        Assert.True(task.IsCompleted, "It did not end within an hour.");
        return task.GetAwaiter().GetResult();
    }

    public void Wait(double seconds) => Loop.RunUntil(Loop.Now + TimeSpan.FromSeconds(seconds), () => false);

    public CreateOutcome Create(PodLaunch? launch = null) => Run(Host.CreateAsync(launch ?? Launch(), CancellationToken.None));

    public DeleteOutcome Delete(int number = 1) => Run(Host.DeleteAsync(Pod(number), TimeSpan.Zero, CancellationToken.None));

    public IReadOnlyList<PodObservation> List() => Run(Host.ListAsync(CancellationToken.None));

    /// <summary>As the control loop does: again and again, each time when it is told to.</summary>
    public (DeleteOutcome.Gone Gone, int Tries) DeleteUntilGone(int number = 1)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                if (Delete(number) is DeleteOutcome.Gone gone)
                    return (gone, tries);
            }
            catch (PodHostUnavailableException)
            {
                // The next try may fare better.
            }

            Wait(5);
            Assert.True(tries < 100, "The delete does not come to an end.");
        }
    }
}
