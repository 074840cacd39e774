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
using Burst.Hosts.Docker.Mapping;
using Burst.Hosts.Docker.Wire;
using Burst.Testing;
using Burst.Testing.Hosts;
using Microsoft.Extensions.Logging.Abstractions;

namespace Burst.Hosts.Docker.Tests;

/// <summary>What a real engine makes of pods.</summary>
public sealed class EngineTests : IAsyncLifetime
{
    private const string Owner = "owner-a";

    private DockerHarness? harness;

    public Task InitializeAsync()
    {
        harness = DockerFolder.Root is null ? null : DockerHarness.OnSocket();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        if (harness is not null)
            await harness.DisposeAsync();
    }

    [DockerFact]
    public async Task Containers_ShareTheirNetwork()
    {
        var host = harness!.CreateHost(Owner);
        var spec = DockerHarness.Of(
            DockerHarness.ShellContainer("server", "echo hello | nc -l -p 8080"),
            DockerHarness.ShellContainer("client", "for i in 1 2 3 4 5 6 7 8 9; do nc 127.0.0.1 8080 </dev/null && exit 0; sleep 0.2; done; exit 1"));

        var launch = await CreateAsync(host, spec);

        await host.WaitForPhaseAsync(launch.Uid, PodPhase.Succeeded);
        Assert.Equal(["hello"], await ReadAsync(host, launch.Uid, "client", new LogQuery()));
    }

    [DockerFact]
    public async Task InitContainers_RunInOrder_BeforeTheOthers_AndShareVolumes()
    {
        var host = harness!.CreateHost(Owner);
        var work = new VolumeMount("work", "/work", IsReadOnly: false);
        var spec = DockerHarness.Of(DockerHarness.ShellContainer("main", "cat /work/order", work)) with
        {
            InitContainers =
            [
                DockerHarness.ShellContainer("first", "sleep 0.3; echo first >> /work/order", work),
                DockerHarness.ShellContainer("second", "echo second >> /work/order", work),
            ],
            Volumes = [new Volume { Name = "work", EmptyDir = new EmptyDirVolume() }],
        };

        var launch = await CreateAsync(host, spec);

        var pod = await host.WaitForPhaseAsync(launch.Uid, PodPhase.Succeeded);
        Assert.Equal(["first", "second"], await ReadAsync(host, launch.Uid, "main", new LogQuery()));
        Assert.All(pod.InitContainers, init => Assert.Equal(0, init.ExitCode));
    }

    [DockerFact]
    public async Task Sidecar_StartsFirst_IsRestarted_AndEndsAfterTheContainersOfAJob()
    {
        var host = harness!.CreateHost(Owner);
        var work = new VolumeMount("work", "/work", IsReadOnly: false);
        var sidecar = DockerHarness.ShellContainer("proxy", "echo run >> /work/runs; trap 'echo asked >> /work/runs; exit 0' TERM; while [ ! -f /work/fail ]; do sleep 0.05; done; rm /work/fail; exit 1", work);
        var main = "while [ ! -f /work/runs ]; do sleep 0.05; done; touch /work/fail; while [ $(wc -l < /work/runs) -lt 2 ]; do sleep 0.05; done; cat /work/runs";
        var spec = DockerHarness.Of(DockerHarness.ShellContainer("main", main, work)) with
        {
            InitContainers = [sidecar with { IsSidecar = true }, DockerHarness.ShellContainer("init", "cat /work/runs", work)],
            Volumes = [new Volume { Name = "work", EmptyDir = new EmptyDirVolume() }],
        };

        var launch = await CreateAsync(host, spec);

        var pod = await host.WaitForPhaseAsync(launch.Uid, PodPhase.Succeeded);
        Assert.Equal(["run", "run"], await ReadAsync(host, launch.Uid, "main", new LogQuery()));
        Assert.Equal(["run"], await ReadAsync(host, launch.Uid, "init", new LogQuery()));
        var (proxy, ended) = (pod.InitContainers[0], pod.Containers[0]);
        Assert.Equal((ContainerState.Terminated, 0, 1), (proxy.State, proxy.ExitCode, proxy.RestartCount));
        Assert.True(proxy.FinishedAt >= ended.FinishedAt, $"{proxy.FinishedAt} after {ended.FinishedAt}");
        Assert.Equal(proxy.FinishedAt, pod.UsageEndedAt);
    }

    [DockerFact]
    public async Task ContainerThatEndsAtOnce_RunsOnce_HoweverOftenItIsLookedAt()
    {
        var host = harness!.CreateHost(Owner);
        await host.ListAsync(CancellationToken.None);
        var spec = DockerHarness.Shell("echo run; exit 3") with { InitContainers = [DockerHarness.ShellContainer("init", "exit 0")] };
        using var looking = new CancellationTokenSource();
        Task[] lookers = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!looking.IsCancellationRequested)
                await host.ListAsync(CancellationToken.None);
        }))];

        var launches = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => CreateAsync(host, spec)));
        foreach (var launch in launches)
            await host.WaitForPhaseAsync(launch.Uid, PodPhase.Failed);
        await Task.Delay(TimeSpan.FromSeconds(1));
        await looking.CancelAsync();
        await Task.WhenAll(lookers);

        foreach (var launch in launches)
            Assert.Equal(["run"], await ReadAsync(host, launch.Uid, "main", new LogQuery()));
    }

    [DockerFact]
    public async Task PreStopHook_IsDoneBeforeTheContainerIsAskedToEnd_AndAgainByALaterProcess()
    {
        var host = harness!.CreateHost(Owner);
        var main = DockerHarness.ShellContainer("main", "trap 'test -f /bye && echo asked after the hook; sleep 0.3; exit 0' TERM; while :; do sleep 0.05; done");
        var spec = DockerHarness.Of(main with { PreStop = new LifecycleHook { Exec = ["sh", "-c", "sleep 1; echo hook > /proc/1/fd/1; touch /bye"] } });
        var launch = await CreateAsync(host, spec);
        await host.WaitForPhaseAsync(launch.Uid, PodPhase.Running);

        Assert.IsType<DeleteOutcome.Deleting>(await host.DeleteAsync(launch.Uid, TimeSpan.FromSeconds(20), CancellationToken.None));
        await harness.EndAsync(host);
        var next = harness.CreateHost(Owner);
        Assert.IsType<DeleteOutcome.Deleting>(await next.DeleteAsync(launch.Uid, TimeSpan.FromSeconds(20), CancellationToken.None));

        await next.WaitForAsync(launch.Uid, pod => pod.Containers[0] is { State: ContainerState.Terminated, ExitCode: 0 }, "it has ended by itself");
        Assert.Equal("asked after the hook", (await ReadAsync(next, launch.Uid, "main", new LogQuery()))[^1]);
        await next.DeleteUntilGoneAsync(launch.Uid, TimeSpan.FromSeconds(20));
    }

    [DockerFact]
    public async Task PreStopHook_ThatTakesTooLong_KeepsNobodyFromEnding()
    {
        var host = harness!.CreateHost(Owner);
        var launch = await CreateAsync(host, DockerHarness.Of(DockerHarness.ShellContainer("main", "sleep 600") with { PreStop = new LifecycleHook { SleepSeconds = 600 } }));
        await host.WaitForPhaseAsync(launch.Uid, PodPhase.Running);

        await host.DeleteUntilGoneAsync(launch.Uid, TimeSpan.FromSeconds(2));

        Assert.Null(await host.GetAsync(launch.Uid));
    }

    [DockerFact]
    public async Task HostPath_IsTheMachinesOwnFolder_AndWhatIsNotThereIsRefused()
    {
        var folder = Path.Combine(DockerHarness.OpenFolder, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "greeting"), "hello");
            var host = harness!.CreateHost(Owner);
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
    public async Task Sidecar_OfAPodThatIsDeleted_IsThereUntilItsContainersHaveEnded()
    {
        var host = harness!.CreateHost(Owner);
        var spec = DockerHarness.Of(DockerHarness.ShellContainer("main", "trap 'sleep 1; exit 0' TERM; while :; do sleep 0.05; done")) with
        {
            RestartPolicy = RestartPolicy.Always,
            InitContainers = [DockerHarness.ShellContainer("proxy", "trap 'exit 0' TERM; while :; do sleep 0.05; done") with { IsSidecar = true }],
        };
        var launch = await CreateAsync(host, spec);
        await host.WaitForPhaseAsync(launch.Uid, PodPhase.Running);
        var grace = TimeSpan.FromSeconds(20);
        var (seen, mainEnded) = (0, false);
        while (await host.DeleteAsync(launch.Uid, grace, CancellationToken.None) is DeleteOutcome.Deleting)
        {
            if (await host.GetAsync(launch.Uid) is not { } pod)
                continue;
            mainEnded |= pod.Containers[0].State == ContainerState.Terminated;
            seen += pod.InitContainers[0].State == ContainerState.Running ? 1 : 0;
            Assert.True(mainEnded || pod.InitContainers[0].State == ContainerState.Running, "the sidecar goes on");
        }

        Assert.True(mainEnded);
        Assert.NotEqual(0, seen);
    }

    [DockerFact]
    public async Task InitContainer_ThatFails_IsTheEndOfAPodThatRestartsNothing()
    {
        var host = harness!.CreateHost(Owner);
        var spec = DockerHarness.Shell("echo never") with { InitContainers = [DockerHarness.ShellContainer("broken", "exit 4")] };

        var launch = await CreateAsync(host, spec);

        var pod = await host.WaitForPhaseAsync(launch.Uid, PodPhase.Failed);
        Assert.Equal(4, Assert.Single(pod.InitContainers).ExitCode);
        Assert.Equal(ContainerState.Waiting, Assert.Single(pod.Containers).State);
    }

    [DockerFact]
    public async Task SecretsAndConfigMaps_AreFilesInMemory_ThatCannotBeWritten()
    {
        var host = harness!.CreateHost(Owner);
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
        var host = harness!.CreateHost(Owner);
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
        var host = harness!.CreateHost(Owner);
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
        var host = harness!.CreateHost(Owner);
        var container = DockerHarness.ShellContainer("main", "x=a; while :; do x=$x$x; done");

        var launch = await CreateAsync(host, DockerHarness.Of(container with { Limits = new Resources(0, 16) }));

        var pod = await host.WaitForPhaseAsync(launch.Uid, PodPhase.Failed);
        Assert.Equal("OOMKilled", Assert.Single(pod.Containers).Reason);
        Assert.Equal(9, pod.Containers[0].Signal);
    }

    [DockerFact]
    public async Task EndedContainer_IsRestartedByTheEngine_AndItsLogGoesOn()
    {
        var host = harness!.CreateHost(Owner);
        var launch = await CreateAsync(host, DockerHarness.Shell("echo run; sleep 0.1; exit 3", RestartPolicy.Always));

        var pod = await host.WaitForAsync(launch.Uid, pod => pod.Containers[0].RestartCount >= 2, "restarted twice");

        Assert.Equal(PodPhase.Running, pod.Phase);
        using var enough = new CancellationTokenSource();
        var lines = new List<string>();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var line in host.ReadLogsAsync(launch.Uid, "main", new LogQuery(Follow: true), enough.Token))
            {
                lines.Add(line.Text);
                if (lines.Count == 5)
                    await enough.CancelAsync();
            }
        });
        Assert.Equal(Enumerable.Repeat("run", 5), lines);
    }

    [DockerFact]
    public async Task Container_StoppedByHand_IsStartedAgain()
    {
        var host = harness!.CreateHost(Owner);
        var launch = await CreateAsync(host, harness.RunsUntilStopped());
        var before = await host.WaitForPhaseAsync(launch.Uid, PodPhase.Running);

        using var docker = harness.Client();
        await docker.KillContainerAsync(await IdOfAsync(docker, launch.Uid, "main"), "SIGTERM", CancellationToken.None);

        await host.WaitForAsync(
            launch.Uid, pod => pod.Containers[0] is { State: ContainerState.Running } main && main.StartedAt > before.Containers[0].StartedAt, "started again");
    }

    [DockerFact]
    public async Task Container_RemovedByHand_IsTheEndOfItsPod()
    {
        var host = harness!.CreateHost(Owner);
        var other = await CreateAsync(host, harness.RunsUntilStopped());
        var launch = await CreateAsync(host, harness.RunsUntilStopped());
        await host.WaitForPhaseAsync(launch.Uid, PodPhase.Running);

        using var docker = harness.Client();
        await docker.RemoveContainerAsync(await IdOfAsync(docker, launch.Uid, "main"), CancellationToken.None);

        var pod = await host.WaitForPhaseAsync(launch.Uid, PodPhase.Failed);
        Assert.Equal("ContainerLost", pod.Reason);
        Assert.Equal(PodPhase.Running, (await host.GetAsync(other.Uid))!.Phase);
        await host.DeleteUntilGoneAsync(launch.Uid, TimeSpan.Zero);
    }

    [DockerFact]
    public async Task ProgramThatIsNotThere_EndsAPodThatRestartsNothing_AndSaysWhy()
    {
        var host = harness!.CreateHost(Owner);

        var launch = await CreateAsync(host, DockerHarness.Of(new ContainerSpec { Name = "main", Image = DockerHarness.Image, Command = ["/no/such/program"] }));

        var pod = await host.WaitForPhaseAsync(launch.Uid, PodPhase.Failed);
        Assert.Equal("StartError", pod.Containers[0].Reason);
        Assert.Contains("/no/such/program", pod.Containers[0].Message);
    }

    [DockerFact]
    public async Task ImageThatCannotBePulled_HoldsUpItsPodOnly_AndSaysWhy()
    {
        var host = harness!.CreateHost(Owner);
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
        var host = harness!.CreateHost(Owner);
        using var docker = harness.Client();
        var name = $"foreign-{harness.OwnerOf("x")}";
        await docker.CreateContainerAsync(name, new CreateContainerDto { Image = DockerHarness.Image, Cmd = ["sleep", "1h"] }, CancellationToken.None);
        try
        {
            await docker.StartContainerAsync(name, CancellationToken.None);
            var launch = await CreateAsync(host, harness.RunsUntilStopped());
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
        var host = harness!.CreateHost(Owner);
        for (var i = 0; i < 5; i++)
            await CreateAsync(host, harness.RunsUntilStopped());
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
        var host = harness!.CreateHost(Owner);
        var busy = await CreateAsync(host, DockerHarness.Shell("x=$(head -c 8000000 /dev/zero | tr '\\0' x); while :; do :; done", RestartPolicy.Always));
        await host.WaitForPhaseAsync(busy.Uid, PodPhase.Running);

        var use = await Eventually.GetAsync(
            async () => (await harness.CreateHost(Owner).ReadStatsAsync(CancellationToken.None)).SingleOrDefault(), use => use is { Containers: [{ MemoryBytes: > 8_000_000 }] }, "it is measured");

        Assert.Equal((busy.Uid, "main"), (use!.Pod, use.Containers[0].Name));
        Assert.InRange(use.Containers[0].CpuMicros, 1000, 2_000_000);
        Assert.InRange(use.Containers[0].MemoryBytes, 8_000_000, 200_000_000);
        Assert.InRange(use.Window.TotalSeconds, 0.1, 30);
    }

    [DockerFact]
    public async Task Delete_HasItsGrace_AndThenForce()
    {
        var host = harness!.CreateHost(Owner);
        var launch = await CreateAsync(host, DockerHarness.Shell("trap '' TERM; while :; do sleep 0.05; done", RestartPolicy.Always));
        await host.WaitForPhaseAsync(launch.Uid, PodPhase.Running);
        var grace = TimeSpan.FromSeconds(2);

        Assert.IsType<DeleteOutcome.Deleting>(await host.DeleteAsync(launch.Uid, grace, CancellationToken.None));
        Assert.Equal(PodPhase.Running, (await host.GetAsync(launch.Uid))!.Phase);

        await host.DeleteUntilGoneAsync(launch.Uid, grace);
    }

    [DockerFact]
    public async Task Delete_ThatAnotherProcessGoesOnWith_StartsNothingAgain()
    {
        var launch = await CreateAsync(harness!.CreateHost(Owner), harness.RunsUntilStopped());
        var first = harness.CreateHost(Owner);
        await first.WaitForPhaseAsync(launch.Uid, PodPhase.Running);
        Assert.IsType<DeleteOutcome.Deleting>(await first.DeleteAsync(launch.Uid, TimeSpan.FromSeconds(30), CancellationToken.None));

        var second = harness.CreateHost(Owner);
        var ended = await second.WaitForAsync(launch.Uid, pod => pod.Containers[0].State == ContainerState.Terminated, "it has ended");

        Assert.Equal(ContainerState.Terminated, (await second.GetAsync(launch.Uid))!.Containers[0].State);
        Assert.Equal(0, ended.Containers[0].ExitCode);
        await second.DeleteUntilGoneAsync(launch.Uid, TimeSpan.FromSeconds(30));
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

    private static async Task<PodLaunch> CreateAsync(DockerPodHost host, PodSpec spec)
    {
        var launch = Launches.Of(spec) with
        {
            Environment = spec.AllContainers.ToImmutableSortedDictionary(container => container.Name, _ => ImmutableArray<ResolvedEnv>.Empty),
        };
        Assert.IsType<CreateOutcome.Accepted>(await host.CreateUntilSettledAsync(launch));
        return launch;
    }

    private static async Task<string> IdOfAsync(EngineClient docker, PodUid pod, string container) => (await docker.ListContainersAsync(
        [$"{PodLabels.Uid}={pod}", $"{PodLabels.Container}={container}"], CancellationToken.None)).Single().Id;

    private static async Task<string[]> ReadAsync(DockerPodHost host, PodUid pod, string container, LogQuery query)
    {
        var lines = new List<string>();
        await foreach (var line in host.ReadLogsAsync(pod, container, query, CancellationToken.None))
            lines.Add(line.Text);
        return [.. lines];
    }
}
