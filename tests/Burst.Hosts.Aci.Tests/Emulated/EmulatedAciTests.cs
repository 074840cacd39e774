using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Emulator;
using Burst.Hosts.Aci.Tests.Doubles;

namespace Burst.Hosts.Aci.Tests.Emulated;

public sealed class EmulatedAciTests : IAsyncLifetime
{
    private EmulatedAci _aci = null!;

    public async Task InitializeAsync() => _aci = await EmulatedAci.StartAsync(options => options with
    {
        ListPageSize = 2,
        InaccessibleImages = ["secret.azurecr.io/*"],
        Quota = new QuotaLimits { ContainerGroups = 6, StandardCores = 8, StandardSpotCores = 1 },
    });

    public async Task DisposeAsync() => await _aci.DisposeAsync();

    [Fact]
    public async Task Pod_FromCreateToGone_IsBilledFromPullToEnd()
    {
        var host = _aci.NewHost();
        var launch = A.Launch(A.Program("/burst/fail", "5", "0.3"), environment: new ResolvedEnv("TOKEN", "s3cret-s3cret", true));
        Assert.IsType<CreateOutcome.Accepted>(await host.CreateAsync(launch, CancellationToken.None));
        var pod = await host.WaitForAsync(launch.Uid, PodPhase.Failed);

        Assert.Equal(5, Assert.Single(pod.Containers).ExitCode);
        Assert.True(pod.UsageStartedAt < pod.Containers[0].StartedAt, "Billing begins with the pull.");
        Assert.Equal(pod.Containers[0].FinishedAt, pod.UsageEndedAt);

        var gone = await host.DeleteToTheEndAsync(launch.Uid);
        Assert.Equal(pod.UsageEndedAt, gone.EndedAt);
        Assert.Empty(await host.ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Pod_DeletedWhileItIsCreated_EndsInGone()
    {
        var host = _aci.NewHost();
        var launch = A.Launch(A.Program("/burst/echo"));
        await host.CreateAsync(launch, CancellationToken.None);
        Assert.NotNull((await host.DeleteToTheEndAsync(launch.Uid)).EndedAt);
        Assert.Empty(await host.ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task List_OverPages_HasEveryPodOfThisNodeAlone()
    {
        var host = _aci.NewHost();
        var neighbour = _aci.NewHost(node: "aci-northeurope");
        var uids = Enumerable.Range(1, 5).Select(i => PodUid.Parse($"00000000-0000-4000-8000-{i:D12}")).ToList();
        foreach (var uid in uids)
            Assert.IsType<CreateOutcome.Accepted>(await host.CreateAsync(A.Launch(A.Program("/burst/echo"), uid), CancellationToken.None));
        Assert.IsType<CreateOutcome.Accepted>(await neighbour.CreateAsync(A.Launch(A.Program("/burst/echo")), CancellationToken.None));

        Assert.Equal(uids, (await host.ListAsync(CancellationToken.None)).Select(pod => pod.Uid));
        Assert.Equal([A.Uid], (await neighbour.ListAsync(CancellationToken.None)).Select(pod => pod.Uid));
    }

    [Fact]
    public async Task Create_BeyondTheQuota_IsInsufficientCapacity()
    {
        var host = _aci.NewHost();
        var launch = A.Launch(A.Spec(A.Container(cpuMillis: 9000)));
        Assert.Contains("StandardCores", Assert.IsType<CreateOutcome.InsufficientCapacity>(await host.CreateAsync(launch, CancellationToken.None)).Reason);
        var spot = A.Launch(A.Spec(A.Container(cpuMillis: 2000)), tier: Tier.AciSpot);
        Assert.IsType<CreateOutcome.InsufficientCapacity>(await host.CreateAsync(spot, CancellationToken.None));
    }

    [Fact]
    public async Task Create_OfAnImageThatCannotBeRead_IsRejectedInTheServicesWords()
    {
        var launch = A.Launch(A.Spec(A.Container() with { Image = "secret.azurecr.io/app:1" }));
        var rejected = Assert.IsType<CreateOutcome.Rejected>(await _aci.NewHost().CreateAsync(launch, CancellationToken.None));
        Assert.Contains("InaccessibleImage", rejected.Reason);
    }

    [Fact]
    public async Task Host_ThatTrustsAnotherAuthority_DoesNotTalkToIt()
    {
        using var key = ECDsa.Create();
        var request = new CertificateRequest("CN=someone else", key, HashAlgorithmName.SHA256);
        using var other = request.CreateSelfSigned(DateTimeOffset.Parse("2020-01-01T00:00:00Z"), DateTimeOffset.Parse("2090-01-01T00:00:00Z"));
        var host = _aci.NewHost(caPem: other.ExportCertificatePem());
        var exception = await Assert.ThrowsAsync<PodHostUnavailableException>(() => host.CheckAsync(CancellationToken.None));
        Assert.Contains(_aci.Server.Endpoint.Authority, exception.Message);
    }

    [Fact]
    public async Task Host_OfAnEndpointThatIsGone_IsUnavailable()
    {
        var host = _aci.NewHost();
        Assert.True((await host.CheckAsync(CancellationToken.None)).Ready);
        await _aci.Server.DisposeAsync();
        await Assert.ThrowsAsync<PodHostUnavailableException>(() => host.CheckAsync(CancellationToken.None));
        await Assert.ThrowsAsync<PodHostUnavailableException>(() => host.ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Expiry_ThatComesNear_IsRenewedAtTheListWithoutARestart()
    {
        var host = _aci.NewHost();
        var launch = A.Launch(A.Program("/burst/echo")) with { PlacedAt = TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(13) };
        Assert.IsType<CreateOutcome.Accepted>(await host.CreateAsync(launch, CancellationToken.None));
        var due = TimeProvider.System.GetUtcNow() + TimeSpan.FromHours(23);
        var pod = Assert.Single(await host.ListAsync(CancellationToken.None));
        Assert.All(pod.Containers, container => Assert.Equal(0, container.RestartCount));
        var body = System.Text.Json.Nodes.JsonNode.Parse(await _aci.ReadGroupAsync(A.Uid))!;
        Assert.True(DateTimeOffset.Parse(body["tags"]!["burst-expiry"]!.GetValue<string>()) > due);
    }

    [Theory]
    [InlineData("ok-after", "0.5", true)]
    [InlineData("fail", "always", false)]
    public async Task ReadinessProbe_MakesAPodReadyWhenTheServiceTellsOfNoFailureAnyMore(string word, string argument, bool holds)
    {
        var host = _aci.NewHost();
        var probe = new Probe
        {
            Exec = holds ? ["/burst/probe", word, argument] : ["/burst/probe", word],
            InitialDelaySeconds = 0, PeriodSeconds = 1, TimeoutSeconds = 1, SuccessThreshold = 1, FailureThreshold = 1,
        };
        var launch = A.Launch(A.Spec(A.Container() with { Command = ["/burst/sleep", "60"], ReadinessProbe = probe }));
        Assert.IsType<CreateOutcome.Accepted>(await host.CreateAsync(launch, CancellationToken.None));

        var failing = await host.WaitForAsync(launch.Uid, pod => pod.Containers.Any(container => container.Message is not null));
        Assert.StartsWith("Readiness probe failed", failing.Containers[0].Message);
        var later = failing.Containers[0].StartedAt + TimeSpan.FromSeconds(4);
        var pod = await host.WaitForAsync(launch.Uid, pod => pod.ObservedAt > later);
        Assert.Equal((ContainerState.Running, holds), (pod.Containers[0].State, pod.Containers[0].ReadyAt is not null));
    }

    [Fact]
    public async Task PublicAddress_ComesBackWithItsName()
    {
        var host = _aci.NewHost();
        var container = A.Container() with { Command = ["/burst/sleep", "60"], Ports = [new ContainerPort(80, "TCP", null)] };
        var launch = A.Launch(A.Spec(container) with { PublicAddress = new PublicAddress("my-shop") });
        Assert.IsType<CreateOutcome.Accepted>(await host.CreateAsync(launch, CancellationToken.None));

        var pod = await host.WaitForAsync(launch.Uid, pod => pod.PodIp is not null);
        Assert.Equal("my-shop.westeurope.azurecontainer.io", pod.DnsName);
    }

    [Fact]
    public void Pinning_ToATextWithoutACertificate_IsRefused() =>
        Assert.Throws<ArgumentException>(() => AciTransport.PinnedTo("no certificate here"));

    [Fact]
    public async Task Secrets_AreAcceptedAndNeverReadBack()
    {
        var host = _aci.NewHost();
        await host.CreateAsync(A.Launch(A.Program("/burst/echo"), environment: new ResolvedEnv("TOKEN", "s3cret-s3cret", true)), CancellationToken.None);
        var body = await _aci.ReadGroupAsync(A.Uid);
        Assert.Contains("TOKEN", body);
        Assert.DoesNotContain("s3cret", body);
    }
}
