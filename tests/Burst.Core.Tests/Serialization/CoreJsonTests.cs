using System.Collections.Immutable;
using System.Text.Json;
using Burst.Core.Ids;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.Serialization;
using Burst.Core.Units;

namespace Burst.Core.Tests.Serialization;

public sealed class CoreJsonTests
{
    [Fact]
    public void ClusterObject_RoundTrips_WithKindAndContent()
    {
        var pod = new Pod
        {
            Metadata = new ObjectMeta
            {
                Name = "one",
                Namespace = "default",
                Uid = "0f8fad5b-d9cb-469f-a165-70867728950e",
                Labels = ImmutableSortedDictionary<string, string>.Empty.Add("app", "web"),
            },
            Spec = new PodSpec
            {
                Containers = [new ContainerSpec { Name = "main", Image = "burst/sleep", Command = ["/burst/sleep", "5"], Requests = new(250, 64) }],
            },
            Owner = new ObjectKey(ObjectKind.Job, "default", "burst"),
            Placement = new Placement(NodeName.Parse("vm-1"), Tier.VmReserved, "fits", DateTimeOffset.UnixEpoch, Money.FromDollars(0.0566m)),
            HostState = HostState.CreateIntended,
        };

        var json = JsonSerializer.Serialize<ClusterObject>(pod, CoreJson.Default.ClusterObject);
        var back = Assert.IsType<Pod>(JsonSerializer.Deserialize(json, CoreJson.Default.ClusterObject));

        Assert.Contains("\"kind\":\"Pod\"", json);
        Assert.Equal(json, JsonSerializer.Serialize<ClusterObject>(back, CoreJson.Default.ClusterObject));
        Assert.Equal(pod.Placement, back.Placement);
        Assert.Equal(pod.Owner, back.Owner);
        Assert.Equal("/burst/sleep", back.Spec.Containers[0].Command[0]);
        Assert.Equal(TimeSpan.FromSeconds(30), back.Spec.TerminationGracePeriod);
    }

    [Fact]
    public void BurstPolicy_RoundTrips_MoneyAsADecimalString()
    {
        var policy = new BurstPolicy
        {
            Metadata = new ObjectMeta { Name = "p", Namespace = "default" },
            Mode = BurstMode.Overflow,
            MaxSpendPerHour = Money.FromDollars(1.5m),
        };

        var json = JsonSerializer.Serialize<ClusterObject>(policy, CoreJson.Default.ClusterObject);
        var back = Assert.IsType<BurstPolicy>(JsonSerializer.Deserialize(json, CoreJson.Default.ClusterObject));

        Assert.Contains("\"1.50\"", json);
        Assert.Equal(policy.MaxSpendPerHour, back.MaxSpendPerHour);
        Assert.Equal(Tier.Aci, Assert.Single(back.Tiers));
    }
}
