using System.Runtime.CompilerServices;
using Burst.Core.Hosts;

namespace Burst.Control.Applying;

/// <summary>One log on its way from a host to the archive. What goes wrong on the host's side ends it with a remark.</summary>
internal sealed class LogReading(IAsyncEnumerable<LogLine> lines, Func<Exception, string> describe)
{
    private IAsyncEnumerator<LogLine>? reader;
    private LogLine? first;

    /// <summary>Why it could not be read to its end; null when it could.</summary>
    public string? Failure { get; private set; }

    /// <summary>False when the host has nothing of it.</summary>
    public async Task<bool> BeginAsync(CancellationToken cancellationToken)
    {
        reader = lines.GetAsyncEnumerator(cancellationToken);
        return (first = await NextAsync().ConfigureAwait(false)) is not null;
    }

    /// <param name="cancellationToken">Not of the host's lines, which end with the token they were begun with.</param>
    public async IAsyncEnumerable<LogLine> LinesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var line = first; line is { } read; line = await NextAsync().ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return read;
        }
    }

    public ValueTask EndAsync() => reader is null ? ValueTask.CompletedTask : reader.DisposeAsync();

    private async Task<LogLine?> NextAsync()
    {
        if (Failure is not null)
            return null;
        try
        {
            return await reader!.MoveNextAsync().ConfigureAwait(false) ? reader.Current : null;
        }
        catch (Exception exception)
        {
            Failure = describe(exception);
            return LogLine.Remark($"not all of this log could be read before the pod was ended: {Failure}");
        }
    }
}
