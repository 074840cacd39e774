using System.Collections.Immutable;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.Units;

namespace Burst.Hosts.Aci.Tests.Doubles;

/// <summary>Things with defaults that are fine.</summary>
internal static class A
{
    public static readonly PodUid Uid = PodUid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e");

    public const string GroupName = "burst-0f8fad5bd9cb469fa16570867728950e";

    public static AciPodHostOptions Options(string node = "aci-westeurope") => new()
    {
        Node = NodeName.Parse(node),
        Endpoint = new Uri("https://arm.example/"),
        Audience = "https://arm.example/",
        SubscriptionId = Guid.Parse("11111111-2222-3333-4444-555555555555"),
        ResourceGroup = "burst-rg",
        Region = "westeurope",
        OwnerId = "7c9e6679-7425-40de-944b-e07fc1f90ae7",
    };

    public static ContainerSpec Container(string name = "main", long cpuMillis = 1000, long memoryMib = 1024) => new()
    {
        Name = name,
        Image = "nginx:1.27",
        Requests = new Resources(cpuMillis, memoryMib),
    };

    public static PodSpec Spec(params ContainerSpec[] containers) => new()
    {
        Containers = containers.Length == 0 ? [Container()] : [.. containers],
        RestartPolicy = RestartPolicy.Never,
    };

    /// <summary>One container that runs what the simulated runtime knows, such as <c>/burst/echo</c>.</summary>
    public static PodSpec Program(params string[] command) => Spec(Container() with { Command = [.. command] });

    public static PodLaunch Launch(PodSpec? spec = null, PodUid? uid = null, Tier? tier = null, params ResolvedEnv[] environment)
    {
        spec ??= Spec();
        return new PodLaunch
        {
            Uid = uid ?? Uid,
            Namespace = "default",
            Name = "web-1",
            Tier = tier ?? Tier.Aci,
            Spec = spec,
            Environment = spec.AllContainers.DistinctBy(container => container.Name)
                .ToImmutableSortedDictionary(container => container.Name, _ => environment.ToImmutableArray()),
            PlacedAt = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
            FencingToken = 7,
        };
    }
}
