using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Burst.Core.Ids;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.Serialization;
using Burst.Core.Units;
using Burst.Testing.Builders;

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

    [Fact]
    public void WhatIsEmptyOrZero_IsNotWritten()
    {
        var row = JsonSerializer.SerializeToNode<ClusterObject>(A.Pod(), CoreJson.Default.ClusterObject)!.AsObject();

        foreach (var name in (string[])["ownerUid", "phase", "hostAttempts", "createIsInDoubt", "refusals", "isLost", "isCounted", "containers", "initContainers"])
            Assert.False(row.ContainsKey(name), name);
        Assert.False(row["metadata"]!.AsObject().ContainsKey("annotations"));
        Assert.False(row["metadata"]!.AsObject().ContainsKey("resourceVersion"));
        AssertIsEmpty(Assert.IsType<Pod>(row.Deserialize(CoreJson.Default.ClusterObject)));
    }

    [Fact]
    public void RowsThatHaveWhatIsEmptyOrZero_AreReadAsThoseWithout()
    {
        var pod = A.Pod();
        var row = JsonSerializer.SerializeToNode<ClusterObject>(pod, CoreJson.Default.ClusterObject)!.AsObject();
        var older = """{"ownerUid":"","phase":"Pending","hostAttempts":0,"createIsInDoubt":false,"refusals":[],"isLost":false,"isCounted":false,"containers":[]}""";
        foreach (var (name, value) in JsonNode.Parse(older)!.AsObject())
            row[name] = value!.DeepClone();
        row["metadata"]!["annotations"] = new JsonObject();
        row["metadata"]!["resourceVersion"] = 7;

        var read = Assert.IsType<Pod>(row.Deserialize(CoreJson.Default.ClusterObject));

        Assert.Equal((pod.Metadata.Uid, 0L), (read.Metadata.Uid, read.Metadata.ResourceVersion));
        AssertIsEmpty(read);
    }

    private static void AssertIsEmpty(Pod read)
    {
        Assert.Empty(read.Metadata.Annotations);
        Assert.Equal(("", PodPhase.Pending, 0, false, false, false), (read.OwnerUid, read.Phase, read.HostAttempts, read.CreateIsInDoubt, read.IsLost, read.IsCounted));
        Assert.Equal((0, 0, 0), (read.Refusals.Length, read.Containers.Length, read.InitContainers.Length));
    }

    [Fact]
    public void WhatIsNeitherEmptyNorZero_RoundTrips()
    {
        var pod = A.Pod() with
        {
            OwnerUid = "0f8fad5b-d9cb-469f-a165-70867728950e",
            Phase = PodPhase.Failed,
            HostAttempts = 3,
            CreateIsInDoubt = true,
            IsLost = true,
            IsCounted = true,
            Refusals = [new PlaceRefusal(NodeName.Parse("aci-eastus"), Tier.Aci, DateTimeOffset.UnixEpoch)],
            Containers = [new ContainerStatus { Name = "main", State = ContainerState.Waiting }],
            InitContainers = [new ContainerStatus { Name = "first", State = ContainerState.Waiting }],
        };

        var row = JsonSerializer.SerializeToUtf8Bytes<ClusterObject>(pod, CoreJson.Default.ClusterObject);
        var read = Assert.IsType<Pod>(JsonSerializer.Deserialize(row, CoreJson.Default.ClusterObject));

        Assert.Equal(
            (pod.OwnerUid, pod.Phase, pod.HostAttempts, pod.CreateIsInDoubt, pod.IsLost, pod.IsCounted),
            (read.OwnerUid, read.Phase, read.HostAttempts, read.CreateIsInDoubt, read.IsLost, read.IsCounted));
        Assert.Equal(pod.Refusals, read.Refusals.AsEnumerable());
        Assert.Equal(("main", "first"), (Assert.Single(read.Containers).Name, Assert.Single(read.InitContainers).Name));
    }

    [Fact]
    public void PodsWithTheSameSpec_ShareItOnceRead()
    {
        var spec = A.Spec() with { Containers = [new ContainerSpec { Name = "main", Image = "burst/sleep", Requests = new Resources(250, 64) }] };
        var (one, two, other) = (Reread(spec), Reread(spec), Reread(spec with { RestartPolicy = RestartPolicy.OnFailure }));

        Assert.Same(one.Spec, two.Spec);
        Assert.NotSame(one.Spec, other.Spec);
        Assert.Equal(RestartPolicy.OnFailure, other.Spec.RestartPolicy);

        static Pod Reread(PodSpec spec) => (Pod)JsonSerializer.Deserialize(
            JsonSerializer.SerializeToUtf8Bytes<ClusterObject>(A.Pod(spec: spec), CoreJson.Default.ClusterObject), CoreJson.Default.ClusterObject)!;
    }
}
