using System.Runtime.InteropServices;

namespace Burst.Cli.Running;

/// <summary>
/// Turns Ctrl-C and SIGTERM into a cancellation, so that commands end in good order. The second Ctrl-C is left to the system: it
/// ends the process at once, unless the command has something to finish that must not be cut short.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;
    private volatile Action? answer;
    private volatile bool ignored;

    public StopSignals() => registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop),
        PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop),
    ];

    public CancellationToken Token => source.Token;

    /// <summary>From now on every signal after the first changes nothing but is answered, by <paramref name="sayWhy"/>.</summary>
    public void Hold(Action sayWhy) => answer = sayWhy;

    /// <summary>From now on no signal does anything: something else ends the command.</summary>
    public void Ignore() => ignored = true;

    public void Dispose()
    {
        foreach (var registration in registrations)
            registration.Dispose();
        source.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = ignored || answer is not null || !source.IsCancellationRequested;
        if (ignored)
            return;
        if (source.IsCancellationRequested)
            answer?.Invoke();
        else
            source.Cancel();
    }
}
