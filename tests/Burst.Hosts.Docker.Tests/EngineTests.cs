using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.Units;
using Burst.Hosts.Docker.Engine;
using Burst.Hosts.Docker.Wire;
using Burst.Testing;
using Burst.Testing.Hosts;
using Microsoft.Extensions.Logging.Abstractions;

namespace Burst.Hosts.Docker.Tests;

/// <summary>What a real engine makes of pods.</summary>
public sealed class EngineTests : OnEngine
{
    [DockerFact]
    public async Task Containers_ShareTheirNetwork()
    {
        var host = Harness!.CreateHost(Owner);
        var spec = DockerHarness.Of(
            DockerHarness.ShellContainer("server", "echo hello | nc -l -p 8080"),
            DockerHarness.ShellContainer("client", "for i in 1 2 3 4 5 6 7 8 9; do nc 127.0.0.1 8080 </dev/null && exit 0; sleep 0.2; done; exit 1"));

        var launch = await CreateAsync(host, spec);

        await host.WaitForPhaseAsync(launch.Uid, PodPhase.Succeeded);
        Assert.Equal(["hello"], await ReadAsync(host, launch.Uid, "client", new LogQuery()));
    }

    [DockerFact]
    public async Task HostPath_IsTheMachinesOwnFolder_AndWhatIsNotThereIsRefused()
    {
        var folder = Path.Combine(DockerHarness.OpenFolder, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "greeting"), "hello");
            var host = Harness!.CreateHost(Owner);
            var main = DockerHarness.ShellContainer("main", "cat /in/greeting; touch /in/seen", new VolumeMount("host", "/in", IsReadOnly: false));
            var spec = DockerHarness.Of(main) with { Volumes = [new Volume { Name = "host", HostPath = folder }] };

            var launch = await CreateAsync(host, spec);
            await host.WaitForPhaseAsync(launch.Uid, PodPhase.Succeeded);

            Assert.Equal(["hello"], await ReadAsync(host, launch.Uid, "main", new LogQuery()));
            await host.DeleteUntilGoneAsync(launch.Uid, TimeSpan.Zero);
            Assert.True(File.Exists(Path.Combine(folder, "seen")), "it is left as the pod left it");
            var none = Launches.Of(spec with { Volumes = [new Volume { Name = "host", HostPath = folder + "/none" }] }) with { Environment = launch.Environment };
            Assert.Contains("bind source path does not exist", Assert.IsType<CreateOutcome.Rejected>(await host.CreateUntilSettledAsync(none)).Reason, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [DockerFact]
    public async Task SecretsAndConfigMaps_AreFilesInMemory_ThatCannotBeWritten()
    {
        var host = Harness!.CreateHost(Owner);
        var spec = DockerHarness.Of(DockerHarness.ShellContainer(
            "main", "cat /secret/deep/key; mount | grep -c 'tmpfs on /secret'; touch /secret/x 2>/dev/null || echo read-only", new VolumeMount("secret", "/secret", IsReadOnly: false))) with
        {
            Volumes = [new Volume { Name = "secret", Data = new DataVolume(ObjectKind.Secret, "s", Optional: false) }],
        };
        var file = new ResolvedFile("deep/key", Convert.ToBase64String(Encoding.UTF8.GetBytes("swordfish\n")), IsSecret: true);
        var launch = Launches.Of(spec) with
        {
            Files = ImmutableSortedDictionary<string, ImmutableArray<ResolvedFile>>.Empty.Add("secret", [file]),
        };

        Assert.IsType<CreateOutcome.Accepted>(await host.CreateUntilSettledAsync(launch));

        await host.WaitForPhaseAsync(launch.Uid, PodPhase.Succeeded);
        Assert.Equal(["swordfish", "1", "read-only"], await ReadAsync(host, launch.Uid, "main", new LogQuery()));
    }

    [DockerFact]
    public async Task Variables_Arguments_AndLimits_AreWhatThePodSays()
    {
        var host = Harness!.CreateHost(Owner);
        var spec = DockerHarness.Of(new ContainerSpec
        {
            Name = "main",
            Image = DockerHarness.Image,
            Command = ["sh", "-c", "echo \"$A-$EMPTY-$0-$(pwd)\"; cat /sys/fs/cgroup/memory/memory.limit_in_bytes /sys/fs/cgroup/memory.max 2>/dev/null | tail -1"],
            Args = ["argument"],
            WorkingDir = "/tmp",
            Limits = new Resources(500, 64),
        });
        var launch = Launches.Of(spec, new ResolvedEnv("A", "first", IsSecret: false), new ResolvedEnv("EMPTY", "", IsSecret: false), new ResolvedEnv("A", "last", IsSecret: true));

        Assert.IsType<CreateOutcome.Accepted>(await host.CreateUntilSettledAsync(launch));

        await host.WaitForPhaseAsync(launch.Uid, PodPhase.Succeeded);
        Assert.Equal(["last--argument-/tmp", $"{64 * 1024 * 1024}"], await ReadAsync(host, launch.Uid, "main", new LogQuery()));
    }

    [DockerFact]
    public async Task Rights_Limits_AndNames_AreWhatThePodSays()
    {
        var host = Harness!.CreateHost(Owner);
        var script = "id -u; id -g; echo $(id -G); touch /new 2>/dev/null || echo read-only; touch /work/new && echo writable; ulimit -n; "
            + "grep -c -E 'CapBnd:.*0000000000000400' /proc/self/status; cat /sys/fs/cgroup/pids/pids.max /sys/fs/cgroup/pids.max 2>/dev/null; "
            + "grep NoNewPrivs /proc/self/status | cut -f2; cat /proc/sys/net/core/somaxconn; grep -c '10.9.8.7.*db.example' /etc/hosts";
        var container = DockerHarness.ShellContainer("main", script, new VolumeMount("work", "/work", IsReadOnly: false)) with
        {
            Security = new ContainerSecurity
            {
                RunAsGroup = 3000,
                ReadOnlyRootFilesystem = true,
                AllowPrivilegeEscalation = false,
                DropCapabilities = ["ALL"],
                AddCapabilities = ["NET_BIND_SERVICE"],
            },
        };
        var spec = DockerHarness.Of(container) with
        {
            Volumes = [new Volume { Name = "work", EmptyDir = new EmptyDirVolume() }],
            Security = new PodSecurity { RunAsUser = 1234, RunAsGroup = 1, SupplementalGroups = [77], Sysctls = [new Sysctl("net.core.somaxconn", "321")] },
            ProcessLimits = new ProcessLimits(50, [new Ulimit("nofile", 200, 300)]),
            HostAliases = [new HostAlias("10.9.8.7", ["db.example", "db"])],
        };

        var launch = await CreateAsync(host, spec);

        await host.WaitForPhaseAsync(launch.Uid, PodPhase.Succeeded);
        Assert.Equal(
            ["1234", "3000", "3000 77", "read-only", "writable", "200", "1", "50", "1", "321", "1"],
            await ReadAsync(host, launch.Uid, "main", new LogQuery()));
    }

    [DockerFact]
    public async Task Container_ThatUsesTooMuchMemory_IsToldAsOutOfMemory()
    {
        var host = Harness!.CreateHost(Owner);
        var container = DockerHarness.ShellContainer("main", "x=a; while :; do x=$x$x; done");

        var launch = await CreateAsync(host, DockerHarness.Of(container with { Limits = new Resources(0, 16) }));

        var pod = await host.WaitForPhaseAsync(launch.Uid, PodPhase.Failed);
        Assert.Equal("OOMKilled", Assert.Single(pod.Containers).Reason);
        Assert.Equal(9, pod.Containers[0].Signal);
    }

    [DockerFact]
    public async Task ImageThatCannotBePulled_HoldsUpItsPodOnly_AndSaysWhy()
    {
        var host = Harness!.CreateHost(Owner);
        var launch = Launches.Of(DockerHarness.Of(new ContainerSpec { Name = "main", Image = "127.0.0.1:1/nowhere:1" }));

        var outcome = await Eventually.GetAsync(
            () => host.CreateAsync(launch, CancellationToken.None),
            outcome => outcome is CreateOutcome.Throttled { Reason: var reason } && reason.StartsWith("ImagePullBackOff", StringComparison.Ordinal), "told that it failed");

        Assert.False(Assert.IsType<CreateOutcome.Throttled>(outcome).IsOfHost);
        Assert.Contains("127.0.0.1:1/nowhere:1", ((CreateOutcome.Throttled)outcome).Reason);
        Assert.Empty(await host.ListAsync(CancellationToken.None));
    }

    [DockerFact]
    public async Task ForeignContainers_AreNotSeen_AndNotTouched()
    {
        var host = Harness!.CreateHost(Owner);
        using var docker = Harness!.Client();
        var name = $"foreign-{Harness!.OwnerOf("x")}";
        await docker.CreateContainerAsync(name, new CreateContainerDto { Image = DockerHarness.Image, Cmd = ["sleep", "1h"] }, CancellationToken.None);
        try
        {
            await docker.StartContainerAsync(name, CancellationToken.None);
            var launch = await CreateAsync(host, Harness!.RunsUntilStopped());
            Assert.Single(await host.ListAsync(CancellationToken.None));
            await host.DeleteUntilGoneAsync(launch.Uid, TimeSpan.Zero);

            Assert.True((await docker.FindContainerAsync(name, CancellationToken.None))!.State.Running);
        }
        finally
        {
            await docker.RemoveContainerAsync(name, CancellationToken.None);
        }
    }

    [DockerFact]
    public async Task Containers_ThatNothingHappensTo_AreNotLookedAtAgain()
    {
        const int lists = 10;
        var host = Harness!.CreateHost(Owner);
        for (var i = 0; i < 5; i++)
            await CreateAsync(host, Harness!.RunsUntilStopped());
        var first = await host.ListAsync(CancellationToken.None);
        Assert.Equal(5, first.Count);
        await Eventually.GetAsync(async () =>
        {
            var before = host.Calls;
            await host.ListAsync(CancellationToken.None);
            return host.Calls - before == 1;
        }, isQuiet => isQuiet, "the event stream is open");

        var calls = host.Calls;
        for (var i = 0; i < lists; i++)
            await host.ListAsync(CancellationToken.None);

        Assert.Equal(lists, host.Calls - calls);
    }

    [DockerFact]
    public async Task Use_IsMeasured_OfWhatRuns()
    {
        var host = Harness!.CreateHost(Owner);
        var busy = await CreateAsync(host, DockerHarness.Shell("x=$(head -c 8000000 /dev/zero | tr '\\0' x); while :; do :; done", RestartPolicy.Always));
        await host.WaitForPhaseAsync(busy.Uid, PodPhase.Running);

        var use = await Eventually.GetAsync(
            async () => (await Harness!.CreateHost(Owner).ReadStatsAsync(CancellationToken.None)).SingleOrDefault(), use => use is { Containers: [{ MemoryBytes: > 8_000_000 }] }, "it is measured");

        Assert.Equal((busy.Uid, "main"), (use!.Pod, use.Containers[0].Name));
        Assert.InRange(use.Containers[0].CpuMicros, 1000, 2_000_000);
        Assert.InRange(use.Containers[0].MemoryBytes, 8_000_000, 200_000_000);
        Assert.InRange(use.Window.TotalSeconds, 0.1, 30);
    }

    [DockerFact]
    public async Task FollowedLog_OutlivesItsConnection_AndTellsEachLineOnce()
    {
        await using var wire = new CutWire(DockerEngines.Addresses[0].SocketPath!);
        await using var cut = new DockerHarness(EngineAddress.Parse($"unix://{wire.Path}"), null);
        var host = cut.CreateHost(Owner);
        var launch = await CreateAsync(host, DockerHarness.Shell("i=0; while [ $i -lt 60 ]; do i=$((i+1)); echo $i; sleep 0.05; done"));
        await host.WaitForPhaseAsync(launch.Uid, PodPhase.Running);

        var lines = new List<string>();
        await foreach (var line in host.ReadLogsAsync(launch.Uid, "main", new LogQuery(Follow: true), CancellationToken.None))
        {
            lines.Add(line.Text);
            if (lines.Count % 20 == 0)
                wire.Cut();
        }

        Assert.Equal(Enumerable.Range(1, 60).Select(number => number.ToString(CultureInfo.InvariantCulture)), lines);
    }

    [Fact]
    public async Task EngineThatAcceptsAndNeverAnswers_CostsItsCallerHisPatienceOnly()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = EngineAddress.Parse($"tcp://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        await using var host = new DockerPodHost(
            new DockerPodHostOptions { Node = NodeName.Parse("vm-1"), Address = address, OwnerId = "a" }, TimeProvider.System, NullLogger<DockerPodHost>.Instance);
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300), TimeProvider.System);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.CheckAsync(patience.Token));
    }

    [Fact]
    public async Task EngineThatIsNotThere_IsUnavailable_AndTheAddressIsNamed()
    {
        await using var host = new DockerPodHost(
            new DockerPodHostOptions { Node = NodeName.Parse("vm-1"), Address = EngineAddress.Parse("unix:///no/such/docker.sock"), OwnerId = "a" },
            TimeProvider.System, NullLogger<DockerPodHost>.Instance);

        var exception = await Assert.ThrowsAsync<PodHostUnavailableException>(() => host.ListAsync(CancellationToken.None));

        Assert.Contains("unix:///no/such/docker.sock", exception.Message);
    }
}
