using System.Collections.Immutable;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.Units;
using Burst.Hosts.Docker.Mapping;
using Burst.Testing.Hosts;

namespace Burst.Hosts.Docker.Tests;

public sealed class ContainerMappingTests
{
    private static readonly PodLabels Labels = new("cluster", NodeName.Parse("vm-1"));

    [Theory]
    [InlineData(0, 0, 2, null, null)]
    [InlineData(1000, 0, 1024, null, null)]
    [InlineData(250, 500, 256, 50_000L, null)]
    [InlineData(1, 1, 2, 1_000L, null)]
    [InlineData(4000, 64_000, 4096, 6_400_000L, 512)]
    public void RequestsAndLimits_AreSharesAndQuotas(long request, long limit, long shares, long? quota, int? memoryMib)
    {
        var host = Map(new ContainerSpec { Name = "main", Image = "a", Requests = new Resources(request, 0), Limits = new Resources(limit, memoryMib ?? 0) }).HostConfig;

        Assert.Equal((shares, quota), (host.CpuShares, host.CpuQuota));
        Assert.Equal(memoryMib * 1024L * 1024, host.Memory);
        Assert.Equal(host.Memory, host.MemorySwap);
    }

    [Theory]
    [InlineData(RestartPolicy.Always, "always", "on-failure")]
    [InlineData(RestartPolicy.OnFailure, "on-failure", "on-failure")]
    [InlineData(RestartPolicy.Never, "no", "no")]
    public void RestartPolicy_IsTheEngines(RestartPolicy policy, string main, string init)
    {
        var launch = Launches.Of(DockerHarness.Shell("true", policy));

        Assert.Equal(main, Map(launch, ContainerRole.Main).HostConfig.RestartPolicy!.Name);
        Assert.Equal(init, Map(launch, ContainerRole.Init).HostConfig.RestartPolicy!.Name);
        Assert.Equal("always", ContainerMapping.Holder(launch, Labels).HostConfig.RestartPolicy!.Name);
    }

    [Fact]
    public void CommandAndArguments_ReplaceTheImagesOwn_OnlyWhereGiven()
    {
        var bare = Map(new ContainerSpec { Name = "main", Image = "a" });
        var args = Map(new ContainerSpec { Name = "main", Image = "a", Args = ["x"] });
        var both = Map(new ContainerSpec { Name = "main", Image = "a", Command = ["c"], Args = ["x"] });

        Assert.Null(bare.Entrypoint);
        Assert.Null(bare.Cmd);
        Assert.Null(args.Entrypoint);
        Assert.Equal(["x"], args.Cmd!);
        Assert.Equal(["c"], both.Entrypoint!);
        Assert.Equal(["x"], both.Cmd!);
    }

    [Fact]
    public void Names_AreMadeFromTheUid_AndLabelsSayWhose()
    {
        var launch = Launches.Of(DockerHarness.Shell("true"));
        var container = Map(launch, ContainerRole.Main);

        Assert.Contains(launch.Uid.Value, PodNames.Holder(launch));
        Assert.NotEqual(PodNames.Holder(launch), PodNames.Container(launch, "main"));
        Assert.Equal($"container:{PodNames.Holder(launch)}", container.HostConfig.NetworkMode);
        Assert.All(Labels.OfPod(launch.Uid), label => Assert.Contains(label, container.Labels.Select(entry => $"{entry.Key}={entry.Value}")));
    }

    [Fact]
    public void Labels_SayOfWhichWorkloadAndRevisionItIs_IfItIsOfOne()
    {
        var alone = Launches.Of(DockerHarness.Shell("true"));
        var owned = alone with { Workload = "Deployment/web", Revision = "5f8c2" };

        Assert.All(
            [Map(owned, ContainerRole.Main).Labels, ContainerMapping.Holder(owned, Labels).Labels, Labels.For(owned)],
            labels => Assert.Equal(("Deployment/web", "5f8c2"), (labels["dev.burst.workload"], labels["dev.burst.revision"])));
        Assert.DoesNotContain("dev.burst.revision", Map(alone, ContainerRole.Main).Labels.Keys);
    }

    [Fact]
    public void Data_IsMountedReadOnly_AndNeverOnADisk()
    {
        var data = new Volume { Name = "data", Data = new DataVolume(ObjectKind.Secret, "s", Optional: false) };
        var disk = new Volume { Name = "disk", EmptyDir = new EmptyDirVolume() };
        var memory = new Volume { Name = "memory", EmptyDir = new EmptyDirVolume(InMemory: true, SizeLimitMib: 8) };
        var container = DockerHarness.ShellContainer("main", "true", new VolumeMount("data", "/data", false), new VolumeMount("disk", "/disk", false), new VolumeMount("memory", "/m", true));
        var launch = Launches.Of(DockerHarness.Of(container) with { Volumes = [data, disk, memory] });

        Assert.Equal("no", ContainerMapping.Holder(launch, Labels).HostConfig.RestartPolicy!.Name);
        Assert.Equal([true, false, true], ContainerMapping.Container(launch, container, ContainerRole.Main, 0, Labels).HostConfig.Mounts!.Select(mount => mount.ReadOnly));
        Assert.Equal("tmpfs", ContainerMapping.Volume(launch, data, Labels).DriverOpts["type"]);
        Assert.Empty(ContainerMapping.Volume(launch, disk, Labels).DriverOpts);
        Assert.Equal("mode=1777,size=8m", ContainerMapping.Volume(launch, memory, Labels).DriverOpts["o"]);
    }

    public static TheoryData<PodSpec, string> Unsupported
    {
        get
        {
            var main = new ContainerSpec { Name = "main", Image = "a" };
            return new TheoryData<PodSpec, string>
            {
                { DockerHarness.Of(main) with { PublicAddress = new PublicAddress(null) }, "metadata.annotations['burst.dev/public-ip']" },
                { DockerHarness.Of(main with { Image = " " }), "containers[0].image" },
                { DockerHarness.Of(main, main with { Security = new ContainerSecurity { RunAsGroup = 5 } }), "containers[1].securityContext.runAsGroup" },
                { DockerHarness.Of(main) with { Security = new PodSecurity { RunAsGroup = 5 } }, "securityContext.runAsGroup" },
                { DockerHarness.Of(main with { Limits = new Resources(0, 5) }), "containers[0].resources.limits.memory" },
                { DockerHarness.Of(main) with { Volumes = [new Volume { Name = "v", EmptyDir = new EmptyDirVolume(SizeLimitMib: 5) }] }, "volumes[0].emptyDir.sizeLimit" },
                { DockerHarness.Of(main) with { Volumes = [new Volume { Name = "v", AzureFile = new AzureFileVolume("a", "b", false) }] }, "volumes[0].azureFile" },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Unsupported))]
    public void WhatAnEngineCannotDo_IsRefusedByItsPath(PodSpec spec, string path) =>
        Assert.StartsWith(path + ":", SpecRules.FindUnsupported(spec, [])!, StringComparison.Ordinal);

    private static Wire.CreateContainerDto Map(ContainerSpec container) => Map(Launches.Of(DockerHarness.Of(container)), ContainerRole.Main);

    private static Wire.CreateContainerDto Map(PodLaunch launch, ContainerRole role) =>
        ContainerMapping.Container(launch, launch.Spec.Containers[0], role, 0, Labels);

    [Theory]
    [InlineData("/data", "/data", true)]
    [InlineData("/data/", "/data//sub/./x", true)]
    [InlineData("/data", "/database", false)]
    [InlineData("/data/sub", "/data", false)]
    [InlineData("/", "/etc", true)]
    [InlineData("", "/etc", false)]
    public void HostPath_IsMountedOnlyWhereItIsOpen(string allowed, string path, bool isOpen)
    {
        var spec = new PodSpec
        {
            Containers = [new ContainerSpec { Name = "main", Image = "app", VolumeMounts = [new VolumeMount("host", "/in", IsReadOnly: true)] }],
            Volumes = [new Volume { Name = "host", HostPath = path }],
        };

        var refusal = SpecRules.FindUnsupported(spec, allowed.Length == 0 ? [] : [allowed]);

        Assert.Equal(isOpen, refusal is null);
        Assert.Contains("volumes[0].hostPath.path", refusal ?? "volumes[0].hostPath.path", StringComparison.Ordinal);
    }
}
