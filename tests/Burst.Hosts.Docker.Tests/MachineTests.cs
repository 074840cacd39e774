using System.Diagnostics;
using System.Runtime.InteropServices;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Units;
using Burst.Hosts.Docker.Engine;
using Burst.Hosts.Docker.Holder;
using Burst.Hosts.Docker.Machines;
using Burst.Hosts.Docker.Mapping;
using Burst.Hosts.Docker.Pods;
using Burst.Hosts.Docker.Wire;
using Burst.Testing;
using Burst.Testing.Hosts;

namespace Burst.Hosts.Docker.Tests;

/// <summary>What an engine's machine has, and what others have reserved of it.</summary>
[Collection(ImageCleanups.Name)]
public sealed class MachineTests
{
    [Fact]
    public void Machine_IsReadInOurUnits_WithTheLabelsThatANodeMayHave()
    {
        var machine = MachineMapping.Read(new EngineInfoDto
        {
            ID = "A", Name = "host", DockerRootDir = "/var/lib/docker", NCPU = 4, MemTotal = 8_123_456_789, Architecture = "aarch64", OSType = "linux", ServerVersion = "28.2.2",
            Labels = ["disk=fast", "com.example/rack=7", "alone", "no good=x", "bad=a b"],
        });

        Assert.Equal(new Resources(4000, 7747), machine.Total);
        Assert.Equal(("A/host//var/lib/docker", "arm64", "linux", "docker://28.2.2"), (machine.Identity, machine.Architecture, machine.OperatingSystem, machine.Runtime));
        Assert.Equal(["com.example/rack=7", "disk=fast"], machine.Labels.Select(label => $"{label.Key}={label.Value}"));
    }

    [Theory]
    [InlineData(1_500_000_000L, null, null, null, 1500)]
    [InlineData(null, 50_000L, 100_000L, null, 500)]
    [InlineData(null, 50_000L, null, 2048L, 500)]
    [InlineData(null, -1L, null, 512L, 500)]
    [InlineData(0L, 0L, 0L, 0L, 0)]
    public void Processors_AreWhatAContainerMayUse_OrIsToHave(long? nanos, long? quota, long? period, long? shares, long expectedMillis) =>
        Assert.Equal(expectedMillis, Reservation.Of(new HostConfigDto { NanoCpus = nanos, CpuQuota = quota, CpuPeriod = period, CpuShares = shares }).CpuMillis);

    [Theory]
    [InlineData(256L, 64L, 256)]
    [InlineData(0L, 64L, 64)]
    [InlineData(null, null, 0)]
    public void Memory_IsTheLimit_OrTheReservation(long? limitMib, long? reservationMib, long expectedMib) =>
        Assert.Equal(expectedMib, Reservation.Of(new HostConfigDto { Memory = limitMib * 1024 * 1024, MemoryReservation = reservationMib * 1024 * 1024 }).MemoryMib);

    [DockerFact]
    public async Task ForeignContainers_AreSubtracted_WhileTheyRun()
    {
        await using var harness = DockerHarness.Alone();
        var host = harness.CreateHost("owner-a");
        await host.ListAsync(CancellationToken.None); // From here on it follows the engine's events.
        var before = (await host.CheckAsync(CancellationToken.None)).Machine!;
        using var docker = harness.Client();
        var name = $"foreign-{harness.OwnerOf("x")}";
        var config = new HostConfigDto { NanoCpus = 250_000_000, Memory = 64L * 1024 * 1024 };
        await docker.CreateContainerAsync(name, new CreateContainerDto { Image = DockerHarness.Image, Cmd = ["sleep", "1h"], HostConfig = config }, CancellationToken.None);
        await docker.StartContainerAsync(name, CancellationToken.None);

        var during = await Eventually.GetAsync(
            async () => (await host.CheckAsync(CancellationToken.None)).Machine!, machine => machine.ForeignContainers > before.ForeignContainers, "the container is seen");
        Assert.Equal(before.Foreign + new Resources(250, 64), during.Foreign);

        await docker.RemoveContainerAsync(name, CancellationToken.None);
        await Eventually.GetAsync(async () => (await host.CheckAsync(CancellationToken.None)).Machine!, machine => (machine.Foreign, machine.ForeignContainers) == (before.Foreign, before.ForeignContainers), "it is as before");
    }

    [DockerFact]
    public async Task PodsOfAnotherCluster_AreSubtracted_ByWhatTheyRequest_AndItsOwnAreNot()
    {
        await using var harness = DockerHarness.Alone();
        var host = harness.CreateHost("owner-a");
        var other = harness.CreateHost("owner-b");
        var before = (await host.CheckAsync(CancellationToken.None)).Machine!;
        var spec = harness.RunsUntilStopped();
        spec = spec with { Containers = [spec.Containers[0] with { Requests = new Resources(300, 32) }] };

        Assert.IsType<CreateOutcome.Accepted>(await other.CreateUntilSettledAsync(Launches.Of(spec)));
        Assert.IsType<CreateOutcome.Accepted>(await host.CreateUntilSettledAsync(Launches.Of(spec)));

        var fresh = harness.CreateHost("owner-a");
        Assert.Equal(before.Foreign + new Resources(300, 32), (await fresh.CheckAsync(CancellationToken.None)).Machine!.Foreign);
    }

    [DockerFact]
    public async Task TwoHundredContainersAtRest_CostNoMoreCallsThanNone()
    {
        const int containers = 200;
        const int lookAMinute = 60;
        await using var harness = DockerHarness.Alone();
        var host = harness.CreateHost("owner-a");
        using var docker = harness.Client();
        var labels = new PodLabels(harness.OwnerOf("owner-a"), host.Node);
        for (var i = 0; i < containers; i++)
        {
            var launch = Launches.Of(harness.RunsUntilStopped());
            var container = ContainerMapping.Container(launch, launch.Spec.Containers[0], ContainerRole.Main, 0, labels);
            container.HostConfig = new HostConfigDto();
            await docker.CreateContainerAsync(PodNames.Container(launch, "main"), container, CancellationToken.None);
        }

        Assert.Equal(containers, (await host.ListAsync(CancellationToken.None)).Count);
        await Eventually.GetAsync(async () =>
        {
            var before = host.Calls;
            await host.ListAsync(CancellationToken.None);
            return host.Calls - before == 1;
        }, isQuiet => isQuiet, "the event stream is open, and all of them are known");

        var calls = host.Calls;
        for (var i = 0; i < lookAMinute; i++)
        {
            await host.CheckAsync(CancellationToken.None);
            await host.ListAsync(CancellationToken.None);
        }

        // One ping and one list each time, and what the machine is asked now and then.
        Assert.InRange(host.Calls - calls, 2 * lookAMinute, (2 * lookAMinute) + 40);
    }

    [DockerFact]
    public async Task WhatIsLeftOfTheMachine_IsRead_AndNothingStaysBehind()
    {
        await using var harness = DockerHarness.Alone();
        var host = harness.CreateHost("owner-a");

        var machine = await Eventually.GetAsync(async () => (await host.CheckAsync(CancellationToken.None)).Machine!, machine => machine is { Disk: not null, Memory: not null }, "it is read");

        // The disk of the engine is this machine's.
        var disk = new DriveInfo(DockerFolder.Root!);
        Assert.Equal(disk.AvailableFreeSpace * 100 / disk.TotalSize < 10, machine.Disk!.IsUnder);
        Assert.False(machine.Memory!.IsUnder, machine.Memory.Message);
        using var docker = harness.Client();
        await Eventually.GetAsync(async () => (await docker.ListContainersAsync([$"dev.burst.owner={harness.OwnerOf("owner-a")}"], CancellationToken.None)).Count, count => count == 0, "the gauge is gone");
    }

    [DockerFact]
    public async Task Gauge_ThatWasLeftBehind_IsReplaced()
    {
        await using var harness = DockerHarness.Alone();
        using var docker = harness.Client();
        var labels = new PodLabels(harness.OwnerOf("owner-a"), NodeName.Parse("vm-1"));
        await docker.CreateContainerAsync(labels.GaugeName, new CreateContainerDto { Image = DockerHarness.Image, Labels = labels.ForGauge() }, CancellationToken.None);

        using var turn = new NetworkTurn();

        var figures = await new MachineGauge(docker, labels, turn, TimeProvider.System).ReadAsync("x86_64", CancellationToken.None);

        Assert.InRange(figures.MemoryAvailable, 1024 * 1024, 1L << 50);
        Assert.InRange(figures.DiskAvailable, 0, figures.DiskTotal);
    }

    [DockerFact]
    public async Task Gauge_ThatIsGivenUpAtAnyMoment_LeavesNothing()
    {
        await using var harness = DockerHarness.Alone();
        using var docker = harness.Client();
        var labels = new PodLabels(harness.OwnerOf("owner-a"), NodeName.Parse("vm-1"));
        using var turn = new NetworkTurn();
        var gauge = new MachineGauge(docker, labels, turn, TimeProvider.System);
        await gauge.ReadAsync("x86_64", CancellationToken.None);
        var givenUp = 0;
        for (var after = 1; after < 60; after += 4)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(after));
            try
            {
                await gauge.ReadAsync("x86_64", patience.Token);
            }
            catch (OperationCanceledException)
            {
                givenUp++;
            }
            catch (IOException exception) when (exception.Message.Contains("is taken", StringComparison.Ordinal))
            {
                // The engine is still removing the one before.
            }

            // Long enough for what is still on its way: a list right away would not show it.
            await Task.Delay(300);
            Assert.Empty(await docker.ListContainersAsync([$"dev.burst.owner={harness.OwnerOf("owner-a")}"], CancellationToken.None));
        }

        Assert.NotEqual(0, givenUp);
    }

    [Fact]
    public async Task GaugeProgram_RunsOnThisMachine_AndSaysWhatItHas()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("burst-gauge-").FullName, "gauge");
        await File.WriteAllBytesAsync(path, GaugeProgram.For(RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "aarch64" : "x86_64")!);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        using var process = Process.Start(new ProcessStartInfo(path) { RedirectStandardOutput = true })!;
        using var written = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(written);
        await process.WaitForExitAsync();
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

        var figures = MachineFigures.Parse(written.ToArray());

        Assert.Equal(0, process.ExitCode);
        Assert.Equal(new DriveInfo("/").TotalSize, figures.DiskTotal);
        Assert.InRange(figures.MemoryAvailable, 1024 * 1024, 1L << 50);
    }

    [Fact]
    public void WhatIsNoGaugesOutput_IsRefused()
    {
        Assert.Throws<InvalidDataException>(() => MachineFigures.Parse([]));
        Assert.Throws<InvalidDataException>(() => MachineFigures.Parse(new byte[500]));
    }

    [DockerFact]
    public async Task Cleanup_RemovesWhatBurstPulled_AndNobodyUses_AndNothingElse()
    {
        await using var harness = DockerHarness.Alone();
        using var docker = harness.Client();
        await using var pulls = new ImagePulls(docker, TimeProvider.System);
        var name = harness.OwnerOf("image");
        foreach (var tag in (string[])["pulled", "used", "shared", "foreign"])
            await docker.ImportImageAsync($"burst-test/{name}", tag, [$"LABEL tag={tag}"], TarArchive.Of([(tag, [1], UnixFileMode.UserRead)]), CancellationToken.None);
        foreach (var tag in (string[])["pulled", "used", "shared"])
        {
            var image = ImageReference.Parse($"burst-test/{name}:{tag}");
            await docker.TagImageAsync(image.ToString(), PulledImages.Repository, PulledImages.TagOf(image), CancellationToken.None);
        }

        await docker.TagImageAsync($"burst-test/{name}:shared", $"burst-test/{name}", "mine", CancellationToken.None);
        await docker.CreateContainerAsync(name, new CreateContainerDto { Image = $"burst-test/{name}:used", Cmd = ["x"] }, CancellationToken.None);
        try
        {
            var removed = await new ImageCleanup(docker, pulls).RunAsync(CancellationToken.None);

            Assert.Equal([$"burst-test/{name}:pulled", $"burst-test/{name}:shared"], removed.Order());
            var isThere = await Task.WhenAll(
                ((string[])["pulled", "used", "shared", "mine", "foreign"]).Select(tag => docker.HasImageAsync($"burst-test/{name}:{tag}", CancellationToken.None)));
            Assert.Equal([false, true, false, true, true], isThere);
        }
        finally
        {
            await docker.RemoveContainerAsync(name, CancellationToken.None);
            foreach (var tag in (string[])["pulled", "used", "shared", "mine", "foreign"])
                await docker.RemoveImageAsync($"burst-test/{name}:{tag}", CancellationToken.None);
            await docker.RemoveImageAsync($"{PulledImages.Repository}:{PulledImages.TagOf(ImageReference.Parse($"burst-test/{name}:used"))}", CancellationToken.None);
        }
    }

    [Theory]
    [InlineData("unix:///no/such/docker.sock", "There is no socket /no/such/docker.sock")]
    [InlineData("tcp://127.0.0.1:1", "Connection refused")]
    public async Task EngineThatCannotBeReached_IsToldWhy(string address, string reason)
    {
        var refused = await Assert.ThrowsAsync<PodHostUnavailableException>(() => EngineProbe.ReadAsync(EngineAddress.Parse(address), null, TimeProvider.System, CancellationToken.None));

        Assert.Contains(address, refused.Message);
        Assert.Contains(reason, refused.Message);
    }

    [DockerFact]
    public async Task EngineOverTls_TellsWhichCertificateIsWrong()
    {
        var tls = DockerEngines.Tls;
        Assert.Equal("linux", (await EngineProbe.ReadAsync(DockerEngines.OverTcp, tls, TimeProvider.System, CancellationToken.None)).OperatingSystem);

        Assert.Contains("HTTPS", await RefusalAsync(null));
        Assert.Contains("certificate chain", await RefusalAsync(tls with { CaFile = tls.CertificateFile }));
        Assert.Contains("does not match", await RefusalAsync(tls with { KeyFile = tls.KeyFile.Replace("key.pem", "ca-key.pem", StringComparison.Ordinal) }));
    }

    private static async Task<string> RefusalAsync(EngineTls? tls) => (await Assert.ThrowsAsync<PodHostUnavailableException>(
        () => EngineProbe.ReadAsync(DockerEngines.OverTcp, tls, TimeProvider.System, CancellationToken.None))).Message;
}
