using Burst.Cli.Tests.Support;

namespace Burst.Cli.Tests;

public sealed class EmulatorTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Emulator_SaysHowToConnect_AndEndsWhenTerminated()
    {
        using var process = BurstCommandLine.Start(folder.Root, "emulator", "--port", "0", "--state", folder.At("emulator"), "--runtime", "simulated");

        var listening = await process.StandardOutput.ReadLineAsync();
        Assert.StartsWith("listening on https://127.0.0.1:", listening, StringComparison.Ordinal);
        Assert.Equal($"certificate to trust: {folder.At("emulator/ca.pem")}", await process.StandardOutput.ReadLineAsync());
        Assert.Equal(
            $"connect with: burst up --emulator {listening!["listening on ".Length..]} --emulator-ca {folder.At("emulator/ca.pem")}", await process.StandardOutput.ReadLineAsync());
        Assert.StartsWith("-----BEGIN CERTIFICATE-----", File.ReadAllText(folder.At("emulator/ca.pem")), StringComparison.Ordinal);
        await BurstCommandLine.SignalAsync(process, "TERM");

        var end = await BurstCommandLine.EndAsync(process);
        Assert.Equal((0, ""), (end.ExitCode, end.Error));
        Assert.StartsWith("\nInvoice as of 20", end.Output, StringComparison.Ordinal);
        Assert.Contains("\nTOTAL ", end.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Emulator_WithFlags_BreaksAndCountsAsTold()
    {
        using var process = BurstCommandLine.Start(
            folder.Root, "emulator", "--port", "0", "--state", folder.At("emulator"), "--runtime", "simulated",
            "--fault", "throttle:operation=list,times=2,retryAfterSeconds=5", "--limit", "reads=3/1", "--latency", "pull=1s~9s", "--price", "westus=0.04/0.004", "--seed", "7");
        var endpoint = new Uri((await process.StandardOutput.ReadLineAsync())!["listening on ".Length..]);
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true };
        using var client = new HttpClient(handler) { BaseAddress = endpoint };
        client.DefaultRequestHeaders.Add("Authorization", "Bearer test");
        const string List = "/subscriptions/11111111-2222-3333-4444-555555555555/providers/Microsoft.ContainerInstance/containerGroups?api-version=2023-05-01";

        var seen = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            using var answer = await client.GetAsync(List);
            seen.Add($"{(int)answer.StatusCode} {answer.Headers.RetryAfter}");
        }

        await BurstCommandLine.SignalAsync(process, "INT");
        await BurstCommandLine.EndAsync(process);
        Assert.Equal(["429 5", "429 5", "200 ", "200 ", "200 "], seen.Take(5));
    }

    [Theory]
    [InlineData(2, "--docker is for --runtime docker, not simulated.", "--runtime", "simulated", "--docker", "unix:///var/run/docker.sock")]
    [InlineData(2, "--tls-ca needs --docker tcp://HOST:PORT beside it.", "--runtime", "docker", "--tls-ca", "ca.pem")]
    [InlineData(1, "no socket", "--runtime", "docker", "--docker", "unix:///no/such/docker.sock")]
    [InlineData(1, "is on the network without TLS", "--runtime", "docker", "--docker", "tcp://10.0.0.5:2375")]
    [InlineData(1, "--docker.host: 'nonsense' is not the address of a Docker Engine", "--runtime", "docker", "--docker", "nonsense")]
    public async Task Emulator_WhoseEngineCannotBeUsed_SaysWhy(int exitCode, string error, params string[] arguments)
    {
        using var process = BurstCommandLine.Start(folder.Root, ["emulator", "--port", "0", "--state", folder.At("emulator"), .. arguments]);

        var end = await BurstCommandLine.EndAsync(process);

        Assert.Equal(exitCode, end.ExitCode);
        Assert.Contains(error, end.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Emulator_UntilInputEnds_EndsWithIt()
    {
        using var process = BurstCommandLine.Start(
            folder.Root, "emulator", "--port", "0", "--state", folder.At("emulator"), "--runtime", "simulated", "--until-input-ends");
        await process.StandardOutput.ReadLineAsync();

        Assert.Equal(0, (await BurstCommandLine.EndAsync(process)).ExitCode);
    }
}
