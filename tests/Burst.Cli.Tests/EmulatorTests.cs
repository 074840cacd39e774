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
