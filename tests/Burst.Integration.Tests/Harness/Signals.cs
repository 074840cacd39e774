using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Burst.Integration.Tests.Harness;

internal static partial class Signals
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;

    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(30);

    /// <summary>Asks twice for the end of a process, and waits until it has come.</summary>
    /// <returns>Its exit code.</returns>
    public static async Task<int> TerminateTwiceAsync(Process process, int millisBetween)
    {
        TrySend(process.Id, Terminate);
        await Task.Delay(millisBetween);
        TrySend(process.Id, Terminate);
        using var limit = new CancellationTokenSource(EndsWithin);
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    public static bool TrySend(int pid, int signal) => kill(pid, signal) == 0;

    [LibraryImport("libc", SetLastError = true)]
    private static partial int kill(int pid, int signal);
}
