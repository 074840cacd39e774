using System.Collections.Immutable;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Hosts.Aci.Mapping;
using Burst.Hosts.Aci.Tests.Doubles;

namespace Burst.Hosts.Aci.Tests.Mapping;

public sealed class LaunchRulesTests
{
    public static TheoryData<string, ContainerSpec> BadContainers => new()
    {
        { "spec.containers[0].args: ACI's command replaces the image's entry point", A.Container() with { Args = ["--help"] } },
        { "spec.containers[0].name: 'Main'", A.Container("Main") },
        { "spec.containers[0].name: ''", A.Container("") },
        { "spec.containers[0].image", A.Container() with { Image = " " } },
        { "spec.containers[0].securityContext", A.Container() with { Security = new ContainerSecurity { RunAsUser = 1 } } },
        { "spec.containers[0].workingDir", A.Container() with { WorkingDir = "/app" } },
        { "spec.containers[0].ports[0].containerPort: 0", A.Container() with { Ports = [new ContainerPort(0, "TCP", null)] } },
        { "spec.containers[0].ports[1].containerPort: ACI keeps 22", A.Container() with { Ports = [new(80, "TCP", null), new(22, "TCP", null)] } },
        { "spec.containers[0].ports[0].protocol: 'SCTP'", A.Container() with { Ports = [new ContainerPort(80, "SCTP", null)] } },
        { "spec.containers: declare 6 different ports", A.Container() with { Ports = [.. Enumerable.Range(1, 6).Select(i => new ContainerPort(i, "TCP", null))] } },
        { "spec.containers[0].env[0].name: 'a-b'", A.Container() with { Env = [new EnvVar { Name = "a-b", Value = "" }] } },
        { "spec.containers[0].env[0].name: '_A'", A.Container() with { Env = [new EnvVar { Name = "_A", Value = "" }] } },
        { "spec.containers: ask for 32 CPU / 1 GB together", A.Container(cpuMillis: 32_000) },
        { "spec.containers: ask for 1 CPU / 240.1 GB together", A.Container(memoryMib: 240 * 1024 + 1) },
    };

    public static TheoryData<string, PodSpec> BadSpecs => new()
    {
        { "spec.containers[0].ports[0].hostPort: a container group has no node", A.Spec(A.Container() with { Ports = [new ContainerPort(80, "TCP", null) { HostPort = 80 }] }) },
        { "spec.containers[0].lifecycle.postStart: ACI has no hooks", A.Spec(A.Container() with { PostStart = new LifecycleHook { SleepSeconds = 5 } }) },
        { "spec.containers[0].lifecycle.preStop: ACI has no hooks", A.Spec(A.Container() with { PreStop = new LifecycleHook { SleepSeconds = 5 } }) },
        { "spec.securityContext", A.Spec() with { Security = new PodSecurity { RunAsUser = 1 } } },
        { "spec.hostAliases", A.Spec() with { HostAliases = [new HostAlias("10.0.0.1", ["a"])] } },
        { "metadata.annotations['burst.dev/pids-limit']", A.Spec() with { ProcessLimits = new ProcessLimits(5, null) } },
        { "metadata.annotations['burst.dev/ulimits']", A.Spec() with { ProcessLimits = new ProcessLimits(null, [new Ulimit("core", 0, 0)]) } },
        { "spec.initContainers[0].ports: ACI opens none", A.Spec() with { InitContainers = [A.Container("i") with { Ports = [new ContainerPort(80, "TCP", null)] }] } },
        { "spec.containers[0].imagePullPolicy: ACI has no images but those it pulls", A.Spec(A.Container("main") with { PullPolicy = PullPolicy.Never }) },
        { "spec.initContainers[0].restartPolicy: ACI has no sidecars", A.Spec() with { InitContainers = [A.Container("i") with { IsSidecar = true }] } },
        { "spec.initContainers[0].args: ACI's command", A.Spec() with { InitContainers = [A.Container("i") with { Args = ["x"] }] } },
        { "spec.containers: ask for 32 CPU / 1 GB together", A.Spec() with { InitContainers = [A.Container("i", cpuMillis: 32_000)] } },
        { "spec.containers: has 61 with init containers", A.Spec() with { InitContainers = [.. Enumerable.Range(0, 60).Select(i => A.Container($"i{i}", 10, 10))] } },
        { "spec.volumes: has 21", A.Spec() with { Volumes = [.. Enumerable.Range(0, 21).Select(i => new Volume { Name = $"v{i}", EmptyDir = new EmptyDirVolume() })] } },
        { "spec.volumes[0].hostPath: ACI has no files of a node", A.Spec() with { Volumes = [new Volume { Name = "v", HostPath = "/data" }] } },
        { "spec.volumes[0].emptyDir.medium", A.Spec() with { Volumes = [new Volume { Name = "v", EmptyDir = new EmptyDirVolume(InMemory: true) }] } },
        { "spec.volumes[0].emptyDir.sizeLimit", A.Spec() with { Volumes = [new Volume { Name = "v", EmptyDir = new EmptyDirVolume(SizeLimitMib: 1) }] } },
        {
            "spec.volumes[0].items[1].path: 'd/b' is in a folder",
            A.Spec() with { Volumes = [new Volume { Name = "v", Data = new DataVolume(ObjectKind.Secret, "s", false) { Items = [new("a", "a"), new("b", "d/b")] } }] }
        },
        { "spec.containers[0].livenessProbe.tcpSocket", A.Spec(A.Container() with { LivenessProbe = Tcp }) },
        { "spec.containers[0].readinessProbe.tcpSocket", A.Spec(A.Container() with { ReadinessProbe = Tcp }) },
        { "spec.containers[0].livenessProbe.terminationGracePeriodSeconds", A.Spec(A.Container() with { LivenessProbe = Tcp with { TcpPort = null, Exec = ["ok"], TerminationGracePeriodSeconds = 5 } }) },
        { "spec.containers[0].startupProbe", A.Spec(A.Container() with { StartupProbe = Tcp }) },
        { "metadata.annotations['burst.dev/public-ip']: no container declares a port", A.Spec() with { PublicAddress = new PublicAddress(null) } },
        { "spec.dnsConfig.nameservers", A.Spec() with { DnsConfig = new DnsConfig([], ["example"], []) } },
    };

    private static Probe Tcp => new()
    {
        TcpPort = 80, InitialDelaySeconds = 0, PeriodSeconds = 10, TimeoutSeconds = 1, SuccessThreshold = 1, FailureThreshold = 3,
    };

    [Theory]
    [MemberData(nameof(BadSpecs))]
    public void Spec_WithAPartThatAciHasNot_IsNamedWithItsPath(string expected, PodSpec spec) =>
        Assert.Contains(expected, Find(spec));

    [Theory]
    [MemberData(nameof(BadContainers))]
    public void Spec_ThatAciCannotRun_IsNamedWithItsPath(string expected, ContainerSpec container)
    {
        Assert.Contains(expected, Find(A.Spec(container)));
        Assert.Contains(expected, Find(A.Launch(A.Spec(container))));
    }

    [Fact]
    public void Spec_ThatAciRunsInFull_IsFine()
    {
        var container = A.Container(cpuMillis: 31_000, memoryMib: 240 * 1024) with
        {
            Command = ["run"],
            Args = ["fast"],
            Ports = [.. Enumerable.Range(80, 5).Select(i => new ContainerPort(i, "UDP", null)), new ContainerPort(80, "UDP", "again")],
            Env = [new EnvVar { Name = "A_1", Value = "" }],
        };
        var spec = A.Spec(container) with { ActiveDeadline = TimeSpan.FromMinutes(1), TerminationGracePeriod = TimeSpan.FromHours(1) };
        Assert.Null(Find(spec));
        Assert.Null(Find(A.Launch(spec)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(61)]
    public void Spec_WithTooFewOrTooManyContainers_IsUnsupported(int count)
    {
        var spec = A.Spec() with { Containers = [.. Enumerable.Range(0, count).Select(i => A.Container($"c{i}", 10, 10))] };
        Assert.Contains($"has {count}", Find(spec));
    }

    [Fact]
    public void Spec_WithSeveralErrors_TellsAllOfThem()
    {
        var text = Find(A.Spec(A.Container("A") with { Args = ["x"], WorkingDir = "/" }));
        Assert.All([".name", ".args", ".workingDir"], part => Assert.Contains(part, text));
    }

    [Fact]
    public void Launch_OnATierThatIsNotAcis_IsUnsupported() =>
        Assert.Contains("tier: 'vm'", Find(A.Launch(tier: Tier.Vm)));

    [Theory]
    [InlineData(4000, 16 * 1024, true)]
    [InlineData(4001, 1024, false)]
    [InlineData(1000, 16 * 1024 + 1, false)]
    public void Launch_OnSpot_HasTheSmallerLimits(long cpuMillis, long memoryMib, bool fits) =>
        Assert.Equal(fits, Find(A.Launch(A.Spec(A.Container("a", cpuMillis, memoryMib)), tier: Tier.AciSpot)) is null);

    [Fact]
    public void Launch_WithAVariableFromAConfigMapThatAciRefuses_IsUnsupported()
    {
        var launch = A.Launch(environment: new ResolvedEnv("my.key", "1", false));
        Assert.Contains("spec.containers[0].envFrom: 'my.key'", Find(launch));
    }

    [Fact]
    public void Launch_WithoutItsVariables_IsUnsupported()
    {
        var launch = A.Launch() with { Environment = ImmutableSortedDictionary<string, ImmutableArray<ResolvedEnv>>.Empty };
        Assert.Contains("have not been resolved", Find(launch));
    }

    [Fact]
    public void PublicAddress_WhereAciGivesNone_IsNamedWithItsPath()
    {
        const string Path = "metadata.annotations['burst.dev/public-ip']: ";
        var spec = A.Spec(A.Container() with { Ports = [new ContainerPort(80, "TCP", null)] }) with { PublicAddress = new PublicAddress("shop-7") };
        var inSubnet = A.Options() with { SubnetId = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/s" };

        Assert.Null(Find(A.Launch(spec)));
        Assert.StartsWith($"{Path}the groups of aci-westeurope are in a subnet", LaunchRules.FindUnsupported(spec, inSubnet));
        Assert.StartsWith($"{Path}ACI gives no public address to a Spot group", Find(A.Launch(spec, tier: Tier.AciSpot)));
    }

    private static string? Find(PodSpec spec) => LaunchRules.FindUnsupported(spec, A.Options());

    private static string? Find(PodLaunch launch) => LaunchRules.FindUnsupported(launch, A.Options());
}
