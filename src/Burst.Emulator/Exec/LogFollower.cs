using System.Text;
using Burst.Emulator.Runtime;

namespace Burst.Emulator.Exec;

/// <summary>Copies what a container writes, from now on, as it is written.</summary>
internal sealed class LogFollower(IGroupRuntime runtime, TimeSpan interval, TimeProvider time)
{
    // How much of what was copied is looked for in a log that was cut at its start.
    private const int AnchorLength = 256;

    /// <summary>Until the container does not go on; what it wrote last is copied then.</summary>
    public async Task CopyAsync(string runtimeId, string container, Func<bool> goesOn, Stream output, CancellationToken cancellationToken)
    {
        var before = await ReadAsync(runtimeId, container, cancellationToken).ConfigureAwait(false);
        for (var going = true; going && before is not null;)
        {
            await Task.Delay(interval, time, cancellationToken).ConfigureAwait(false);
            // Asked before the read: what was written until the end is all there by then.
            going = goesOn();
            var now = await ReadAsync(runtimeId, container, cancellationToken).ConfigureAwait(false);
            var news = now is null ? "" : NewsOf(before, now);
            await output.WriteAsync(Encoding.UTF8.GetBytes(news), cancellationToken).ConfigureAwait(false);
            await output.FlushAsync(cancellationToken).ConfigureAwait(false);
            before = now;
        }
    }

    /// <summary>What a log has gained; all of it, when it shares nothing with what it was.</summary>
    internal static string NewsOf(string before, string now)
    {
        if (now.StartsWith(before, StringComparison.Ordinal))
            return now[before.Length..];
        var anchor = before[^Math.Min(AnchorLength, before.Length)..];
        var at = now.LastIndexOf(anchor, StringComparison.Ordinal);
        return at < 0 ? now : now[(at + anchor.Length)..];
    }

    private Task<string?> ReadAsync(string runtimeId, string container, CancellationToken cancellationToken) =>
        runtime.ReadLogsAsync(runtimeId, container, tail: null, timestamps: false, cancellationToken);
}
