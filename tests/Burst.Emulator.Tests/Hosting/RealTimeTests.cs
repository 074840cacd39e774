using System.Diagnostics;
using Burst.Emulator.Runtime;
using Microsoft.Extensions.Logging.Abstractions;

namespace Burst.Emulator.Tests.Hosting;

public sealed class RealTimeTests
{
    [Fact]
    public async Task Loop_WithNobodyAsking_LaunchesAndMetersTheGroup()
    {
        using var folder = new TemporaryFolder();
        var runtime = new RecordingRuntime(new SimulatedGroupRuntime(TimeProvider.System, new()));
        await using var server = await EmulatorServer.StartAsync(
            new() { StateFolder = folder.Path }, runtime, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        using var client = PinnedClient.Create(server.Endpoint, server.CertificatePem);
        using var body = new StringContent(AGroup.Body(["/burst/sleep", "0.2"]).ToJsonString());
        using var created = await client.PutAsync($"{Emulation.Groups}/job?api-version=2023-05-01", body);
        Assert.True(created.IsSuccessStatusCode);
        var deadline = Stopwatch.StartNew();
        string invoice;
        do
        {
            Assert.True(deadline.Elapsed < TimeSpan.FromSeconds(30), "the group did not end in time");
            await Task.Delay(50);
            invoice = await client.GetStringAsync("/_emulator/invoice");
        }
        while (!invoice.Contains("\"stoppedAt\":\"2"));

        Assert.Single(runtime.Started);
    }
}
