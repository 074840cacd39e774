using System.Diagnostics;

namespace Burst.Integration.Tests.Harness;

/// <summary>`burst up` as a process on the sandbox's state folder, with two small VM nodes and the emulator behind an address.</summary>
internal sealed class UpProcess : IDisposable
{
    private const string Announcement = "burst is up at ";

    private readonly Process process;

    private UpProcess(Process process, UpClient api) => (this.process, Api) = (process, api);

    public UpClient Api { get; }

    public static async Task<UpProcess> StartAsync(Sandbox sandbox, EmulatorProcess emulator, Uri? through = null)
    {
        var config = Path.Combine(sandbox.Root, "burst.json");
        await File.WriteAllTextAsync(config, """
            {
              // Quick looks, so that tests are quick.
              "listen": "127.0.0.1:0", "nodeInterval": "300ms", "aciInterval": "1s", "deleteConfirmWait": "300ms", "notReadyAfter": "3s",
            }
            """);
        var process = BurstCli.Start(
            sandbox, "up", "--state", sandbox.State, "--config", config, "--node", "vm-1=D2s_v5:vm-reserved:1", "--node", "vm-2=D2s_v5",
            "--emulator", (through ?? emulator.Endpoint).ToString(), "--emulator-ca", emulator.CaFile);
        var line = await BurstCli.WaitForLineAsync(process, Announcement);
        _ = process.StandardError.ReadToEndAsync();
        return new UpProcess(process, new UpClient(sandbox, new Uri(line[Announcement.Length..line.IndexOf(';', StringComparison.Ordinal)])));
    }

    public int Pid => process.Id;

    public void KillNine()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>Asks it to end, and waits until it has.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        Signal(Signals.Terminate);
        return await WaitForExitAsync();
    }

    /// <inheritdoc cref="Signals.TerminateTwiceAsync"/>
    public Task<int> StopTwiceAsync(int millisBetween) => Signals.TerminateTwiceAsync(process, millisBetween);

    public void Signal(int signal) => Signals.TrySend(process.Id, signal);

    public async Task<int> WaitForExitAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
        Api.Dispose();
    }
}
