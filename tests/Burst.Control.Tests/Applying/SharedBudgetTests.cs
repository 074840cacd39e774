using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Testing.Builders;
using Burst.Testing.Hosts;

namespace Burst.Control.Tests.Applying;

public class SharedBudgetTests
{
    [Fact]
    public async Task NodesThatShareABudget_TakeTurns()
    {
        var budget = new OneCallASecond();
        await using var ring = new Ring { Between = host => new Budgeted(host, budget) };
        var (one, two) = (ring.AddHost(In("aci-a", "eastus")), ring.AddHost(In("aci-b", "westus2")));
        budget.Time = ring.Time;
        await ring.StartAsync();
        await ring.RunAsync(2);
        await ring.ApplyAsync(
            A.Policy(mode: BurstMode.Always),
            A.Job("a", completions: 30, parallelism: 30, template: Template("eastus")), A.Job("b", completions: 30, parallelism: 30, template: Template("westus2")));

        await ring.RunAsync(20);
        Assert.InRange(one.Pods.Count, 7, 13);
        Assert.InRange(two.Pods.Count, 7, 13);
    }

    private static Node In(string name, string region) =>
        A.VirtualNode(name, region) with { Metadata = A.Meta(name, "", $"topology.kubernetes.io/region={region}") };

    private static PodTemplate Template(string region) =>
        A.Template(A.Spec(restart: RestartPolicy.Never, nodeSelector: $"topology.kubernetes.io/region={region}"), "app=batch");

    private sealed class OneCallASecond
    {
        private DateTimeOffset next;

        public TimeProvider Time { get; set; } = null!;

        public TimeSpan? Reserve()
        {
            var wait = next - Time.GetUtcNow();
            if (wait > TimeSpan.Zero)
                return wait;
            next = Time.GetUtcNow().AddSeconds(1);
            return null;
        }
    }

    private sealed class Budgeted(FakePodHost host, OneCallASecond budget) : IPodHost, IHostBudget
    {
        public NodeName Node => host.Node;

        public Task<CreateOutcome> CreateAsync(PodLaunch launch, CancellationToken cancellationToken) => host.CreateAsync(launch, cancellationToken);

        public Task<DeleteOutcome> DeleteAsync(PodUid pod, TimeSpan gracePeriod, CancellationToken cancellationToken) => host.DeleteAsync(pod, gracePeriod, cancellationToken);

        public Task<IReadOnlyList<PodObservation>> ListAsync(CancellationToken cancellationToken) => host.ListAsync(cancellationToken);

        public Task<HostHeartbeat> CheckAsync(CancellationToken cancellationToken) => host.CheckAsync(cancellationToken);

        public string? FindUnsupported(PodSpec spec) => null;

        public TimeSpan? ReserveCreate(PodUid pod) => budget.Reserve();

        public TimeSpan? ReserveDelete(PodUid pod, bool isRetry) => null;

        public void Release(PodUid pod)
        {
        }

        public void Recall(IReadOnlyList<PastCreate> creates)
        {
        }
    }
}
