using Burst.Core.Hosts;
using Burst.Core.Pods;
using Burst.Hosts.Docker.Engine;
using Burst.Testing.Hosts;

namespace Burst.Hosts.Docker.Tests;

public sealed class EngineStayTests : OnEngine
{
    private static readonly string Tag = $"test-{Guid.CreateVersion7():N}";

    [DockerFact]
    public async Task Stay_BringsItsPrograms_AndTakesThemAway()
    {
        using var docker = Harness!.Client();
        var host = Harness.CreateHost(Owner);
        await using var stay = await EngineStay.BeginAsync(DockerEngines.Addresses[0], Tag, TimeProvider.System, CancellationToken.None);

        var sleeps = await CreateAsync(host, DockerHarness.Of(new ContainerSpec { Name = "main", Image = $"burst/sleep:{Tag}", Command = ["/burst/sleep", "1"] }));
        var listens = await CreateAsync(host, DockerHarness.Of(new ContainerSpec { Name = "main", Image = $"burst/echo:{Tag}" }));
        await host.WaitForPhaseAsync(sleeps.Uid, PodPhase.Succeeded);
        Assert.Equal(["sleeping", "done"], await ReadAsync(host, sleeps.Uid, "main", new LogQuery()));
        await host.WaitForPhaseAsync(listens.Uid, PodPhase.Running);
        var left = await stay.EndAsync(Harness.OwnerOf(Owner), CancellationToken.None);
        Assert.True(left >= 4, $"{left}: two holders and two containers");

        await host.DeleteUntilGoneAsync(sleeps.Uid, TimeSpan.FromSeconds(5));
        await host.DeleteUntilGoneAsync(listens.Uid, TimeSpan.FromSeconds(5));
        Assert.Equal(0, await stay.EndAsync(Harness.OwnerOf(Owner), CancellationToken.None));
        Assert.False(await docker.HasImageAsync($"burst/echo:{Tag}", CancellationToken.None));
        Assert.False(await docker.HasImageAsync($"burst/sleep:{Tag}", CancellationToken.None));
    }

    [DockerFact]
    public async Task Stay_CutShort_LeavesNoImage()
    {
        using var docker = Harness!.Client();

        await (await EngineStay.BeginAsync(DockerEngines.Addresses[0], Tag + "-cut", TimeProvider.System, CancellationToken.None)).DisposeAsync();

        Assert.False(await docker.HasImageAsync($"burst/echo:{Tag}-cut", CancellationToken.None));
    }

    [Fact]
    public async Task Stay_WithoutAnEngine_IsRefused_WithTheReason()
    {
        var address = EngineAddress.Parse("unix:///no/such/docker.sock");

        var exception = await Assert.ThrowsAsync<PodHostUnavailableException>(() => EngineStay.BeginAsync(address, Tag, TimeProvider.System, CancellationToken.None));

        Assert.Contains("There is no socket /no/such/docker.sock", exception.Message, StringComparison.Ordinal);
    }

    [DockerFact]
    public async Task NodeThatSharesItsEngine_TellsNothingOfTheMachine()
    {
        var options = new DockerPodHostOptions
        {
            Node = Core.Ids.NodeName.Parse("vm-1"), Address = DockerEngines.Addresses[0], OwnerId = Harness!.OwnerOf(Owner), ReadsMachine = false,
        };
        await using var host = new DockerPodHost(options, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<DockerPodHost>.Instance);

        var heartbeat = await host.CheckAsync(CancellationToken.None);

        Assert.True(heartbeat.Ready);
        Assert.Null(heartbeat.Machine);
    }
}
