using System.Runtime.InteropServices;
using System.Text.Json;
using Burst.Core.Hosts;
using Burst.Hosts.Local.Folders;
using Burst.Hosts.Local.Native;
using Burst.Hosts.Local.Processes;
using Burst.Hosts.Local.Shim;
using Microsoft.Win32.SafeHandles;

namespace Burst.Hosts.Local;

/// <summary>Starts the shim of a pod whose launch is recorded, and waits until its first status is on disk.</summary>
internal sealed class ShimLauncher(LocalPodHostOptions options, TimeProvider timeProvider) : IDisposable
{
    /// <summary>Starting a runtime costs a core for a moment; many at once would only be late together.</summary>
    private const int LaunchesAtOnceMax = 4;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim slots = new(LaunchesAtOnceMax);

    /// <exception cref="PodHostUnavailableException">No shim can be started on this machine at all.</exception>
    public async Task<CreateOutcome> LaunchAsync(PodFolder folder, LaunchSecrets secrets, CancellationToken cancellationToken)
    {
        await slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await WaitForStatusAsync(folder, ChildReaper.Watch(Start(folder, secrets)), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            slots.Release();
        }
    }

    public void Dispose() => slots.Dispose();

    private int Start(PodFolder folder, LaunchSecrets secrets)
    {
        using var handed = secrets.IsEmpty ? null : Hand(secrets);
        var pid = Spawner.Start(new SpawnRequest
        {
            Executable = options.BurstCommand[0],
            Arguments = [.. options.BurstCommand, PodShim.Verb, folder.Path, .. handed is null ? Array.Empty<string>() : [PodShim.WithSecrets]],
            Environment = [HostEnvironment.SearchPath, .. HostEnvironment.Runtime, PodMarker.OfPod(folder.Path)],
            WorkingFolder = folder.Path,
            ErrorFile = folder.ShimErrorPath,
            Handed = (int?)handed?.DangerousGetHandle(),
            NewSession = true,
        });
        return pid > 0
            ? pid
            : throw new PodHostUnavailableException(
                $"No shim can be started for pod {folder.Uid}: '{options.BurstCommand[0]}': {Marshal.GetPInvokeErrorMessage(-pid)}.");
    }

    /// <exception cref="PodHostUnavailableException">The machine has no descriptor, or no memory, left for it.</exception>
    private static SafeFileHandle Hand(LaunchSecrets secrets)
    {
        try
        {
            return MemoryFile.Create(JsonSerializer.SerializeToUtf8Bytes(secrets, LocalJson.Default.LaunchSecrets));
        }
        catch (IOException exception)
        {
            throw new PodHostUnavailableException($"No shim can be handed its secrets: {exception.Message}", exception);
        }
    }

    private async Task<CreateOutcome> WaitForStatusAsync(PodFolder folder, Task<ProcessExit?> end, CancellationToken cancellationToken)
    {
        var started = timeProvider.GetTimestamp();
        while (true)
        {
            // Asked before the status: a shim that ended at once has written it by then, if ever.
            var hasEnded = end.IsCompleted;
            if (folder.ReadStatus() is not null)
                return new CreateOutcome.Accepted();
            if (hasEnded && await end.ConfigureAwait(false) is not { Code: PodShim.ExitNotMine })
                return new CreateOutcome.Unknown($"The shim of pod {folder.Uid} ended before it started the pod{ReadError(folder)}");
            if (timeProvider.GetElapsedTime(started) > StartTimeout)
                return new CreateOutcome.Unknown($"The shim of pod {folder.Uid} has not started the pod within {StartTimeout.TotalSeconds} s.");

            await Task.Delay(PollInterval, timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    private static string ReadError(PodFolder folder)
    {
        const int shownMax = 1000;
        var text = DurableFile.TryRead(folder.ShimErrorPath) is { Length: > 0 } bytes ? System.Text.Encoding.UTF8.GetString(bytes).Trim() : "";
        return text.Length == 0 ? "." : ": " + (text.Length > shownMax ? text[..shownMax] : text);
    }
}
