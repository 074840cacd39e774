using Burst.Emulator.Runtime;
using Microsoft.Extensions.Logging.Abstractions;

namespace Burst.Emulator.Tests.Hosting;

public sealed class EmulatorServerTests
{
    [Fact]
    public async Task Start_WithExport_WritesTheCertificateToTrust()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("ca.pem");
        await using var emulation = await Emulation.StartAsync(o => o with { ExportCaFile = file });
        using var client = PinnedClient.Create(emulation.Server.Endpoint, await File.ReadAllTextAsync(file));
        Assert.Equal("ok\n", await client.GetStringAsync("/healthz"));
        Assert.Equal("ok\n", await client.GetStringAsync($"https://localhost:{emulation.Server.Endpoint.Port}/healthz"));
    }

    [Fact]
    public async Task Client_TrustingAnotherEmulator_RefusesThisOne()
    {
        await using var one = await Emulation.StartAsync();
        await using var other = await Emulation.StartAsync();
        using var client = PinnedClient.Create(one.Server.Endpoint, other.Server.CertificatePem);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync("/healthz"));
    }

    [Fact]
    public async Task Start_OnATakenPort_SaysSoAndFreesTheFolder()
    {
        await using var emulation = await Emulation.StartAsync();
        using var folder = new TemporaryFolder();
        var options = new EmulatorOptions { StateFolder = folder.Path, Port = emulation.Server.Endpoint.Port };
        var error = await Assert.ThrowsAsync<EmulatorStartException>(() => StartAsync(options));
        Assert.Contains($"port {options.Port}", error.Message);
        await using var server = await StartAsync(options with { Port = 0 });
        Assert.Equal("https", server.Endpoint.Scheme);
    }

    [Fact]
    public async Task Start_WithBadOptions_NamesThemAll()
    {
        using var folder = new TemporaryFolder();
        var options = new EmulatorOptions
        {
            StateFolder = folder.Path,
            Address = "nowhere",
            Port = 70_000,
            ListPageSize = 0,
            Rates = new() { RequestsPerHour = 0 },
            Provisioning = ProvisioningProfile.Fast with { Pull = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1)) },
        };
        var error = await Assert.ThrowsAsync<EmulatorStartException>(() => StartAsync(options));
        Assert.All(["Address 'nowhere'", "Port 70000", "ListPageSize 0", "Rates.RequestsPerHour 0", "Provisioning.Pull"], word => Assert.Contains(word, error.Message));
    }

    [Fact]
    public async Task Request_LargerThanAllowed_IsRefused()
    {
        await using var emulation = await Emulation.StartAsync();
        var body = AGroup.Body().With(b => b["tags"] = new string('x', 5 * 1024 * 1024));
        try
        {
            Assert.Equal(413, (await emulation.PutGroupAsync("web", body)).Status);
        }
        catch (HttpRequestException)
        {
            // The server may hang up before the client has sent it all; the group must not exist either way.
        }

        Assert.Equal(404, (await emulation.GetGroupAsync("web")).Status);
    }

    private static Task<EmulatorServer> StartAsync(EmulatorOptions options) => EmulatorServer.StartAsync(
        options, new SimulatedGroupRuntime(TimeProvider.System, new()), TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
}
