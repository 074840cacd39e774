using System.Collections.Immutable;
using Burst.Core.Units;
using Burst.Core.Workloads;

namespace Burst.Simulation.Chaos.Users;

/// <summary>Makes up workloads.</summary>
internal sealed class WorkloadFactory(SeededRandom random, SeededRandom flakiness, SeededRandom rollouts, UserScenario scenario, ImmutableArray<PolicyIntent> policies, ImmutableArray<string> machines)
{
    private static readonly int[] Cpu = [250, 500, 500, 1000, 1000, 1500, 2000];
    private static readonly int[] Memory = [256, 700, 1024, 1500, 2048];

    private const int RollingPerMille = 600;

    /// <summary>Kubernetes' default, one more, one less, and much of both.</summary>
    private static readonly RollingUpdate[] Rollings =
    [
        RollingUpdate.Default,
        new() { MaxSurge = PodShare.Pods(1), MaxUnavailable = PodShare.Pods(0) },
        new() { MaxSurge = PodShare.Pods(0), MaxUnavailable = PodShare.Pods(1) },
        new() { MaxSurge = PodShare.Percent(100), MaxUnavailable = PodShare.Percent(50) },
    ];

    private int made;

    public Workload Service() => Make(WorkloadKind.Service, $"svc{++made}");

    public Workload Job() => Make(WorkloadKind.Job, $"job{++made}");

    /// <summary>What its user asks for at first.</summary>
    public WorkloadIntent FirstIntent(Workload workload) =>
        new(workload.Kind == WorkloadKind.Service ? random.Between(1, 4) : random.Between(1, workload.Completions), 1);

    private Workload Make(WorkloadKind kind, string name)
    {
        var fails = kind == WorkloadKind.Job && random.Chance(scenario.FailingPerMille);
        var isFlaky = kind == WorkloadKind.Job && flakiness.Chance(scenario.FlakyPerMille) && !fails;
        var isOnOneNode = machines.Length > 0 && random.Chance(scenario.SelectorPerMille);
        return new Workload
        {
            Name = name,
            Kind = kind,
            Requests = new Resources(random.Pick(Cpu), random.Pick(Memory)),
            // One machine and only container groups do not go together.
            Policy = isOnOneNode || random.Chance(150) ? null : random.Pick(policies),
            OnNode = isOnOneNode ? random.Pick(machines) : null,
            UsesSecret = random.Chance(200),
            Rolling = kind == WorkloadKind.Service && rollouts.Chance(RollingPerMille) ? rollouts.Pick(Rollings) : null,
            Completions = kind == WorkloadKind.Job ? random.Between(1, 12) : 0,
            BackoffLimit = fails ? random.Between(0, 2) : 6,
            Works = TimeSpan.FromSeconds(random.Between(5, 240)),
            ExitCode = fails ? random.Between(1, 100) : isFlaky ? flakiness.Between(1, 100) : 0,
            FailsPerMille = isFlaky ? flakiness.Between(50, 400) : 1000,
        };
    }
}
