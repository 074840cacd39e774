using System.Diagnostics;
using Burst.Cli.Client;
using Burst.Cli.Commands;
using Burst.Cli.Running;
using Burst.Server.Security;

namespace Burst.Cli.Demo;

/// <summary>
/// The emulator as a process of its own. It stops when its standard input ends, so it never outlives the demo, and Ctrl-C, which
/// a terminal sends to both, leaves it running until the demo has cleaned up.
/// </summary>
internal sealed class DemoEmulator : IAsyncDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(20);

    private readonly Process? process;
    private readonly TimeProvider time;

    private DemoEmulator(Process? process, Uri endpoint, string caFile, TimeProvider time)
    {
        (this.process, this.time) = (process, time);
        (Endpoint, CaFile) = (endpoint, caFile);
    }

    public Uri Endpoint { get; }

    public string CaFile { get; }

    /// <summary>One that somebody else started, and that is left running.</summary>
    public static DemoEmulator At(Uri endpoint, string caFile) => new(null, endpoint, caFile, TimeProvider.System);

    public static async Task<DemoEmulator> StartAsync(string folder, TimeProvider time, CancellationToken cancellationToken)
    {
        const string Prefix = "listening on ";
        var caFile = Path.Combine(folder, "ca.pem");
        var process = Process.Start(StartInfo(folder, caFile)) ?? throw new CommandException(ExitCodes.Failed, "the emulator could not be started.");
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(cancellationToken).ConfigureAwait(false);
            if (line?.StartsWith(Prefix, StringComparison.Ordinal) == true)
                return new DemoEmulator(process, new Uri(line[Prefix.Length..]), caFile, time);

            // A terminal's Ctrl-C reaches it too, and ends it when it comes in its very first moments.
            cancellationToken.ThrowIfCancellationRequested();
            throw new CommandException(ExitCodes.Failed, $"the emulator did not start: {line ?? "it ended without a word"}.");
        }
        catch (Exception)
        {
            await EndAsync(process, time).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Asks the emulator itself, by its REST API, for the container groups it holds.</summary>
    public async Task<int> CountGroupsAsync(CancellationToken cancellationToken)
    {
        var pem = await File.ReadAllTextAsync(CaFile, cancellationToken).ConfigureAwait(false);
        using var client = new ApiClient(new Kubeconfig(Endpoint, pem, "demo"));
        var path = $"/subscriptions/{EmulatorAci.Subscription}/providers/Microsoft.ContainerInstance/containerGroups?api-version=2023-05-01";
        var groups = await client.GetAsync(path, cancellationToken).ConfigureAwait(false);
        return groups["value"]!.AsArray().Count;
    }

    public ValueTask DisposeAsync() => process is null ? ValueTask.CompletedTask : new ValueTask(EndAsync(process, time));

    private static async Task EndAsync(Process process, TimeProvider time)
    {
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(StopTimeout, time);
        try
        {
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }

        process.Dispose();
    }

    private static ProcessStartInfo StartInfo(string folder, string caFile)
    {
        var command = BurstProcess.Command;
        string[] arguments = [.. command.Skip(1), "emulator", "--port", "0", "--state", folder, "--export-ca", caFile, "--until-input-ends"];
        return new ProcessStartInfo(command[0], arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
    }
}
