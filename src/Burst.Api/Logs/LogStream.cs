using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Burst.Core.Timing;
using Burst.Core.Hosts;

namespace Burst.Api.Logs;

/// <summary>Lines as bytes of a plain text body.</summary>
internal static class LogStream
{
    /// <summary>How long a followed log may be quiet before its answer begins without a line.</summary>
    private static readonly TimeSpan FirstLineWait = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Begins to read, so that a host that does not answer is an error and not an empty log.
    /// </summary>
    public static async Task<IAsyncEnumerable<ReadOnlyMemory<byte>>> OpenAsync(
        IAsyncEnumerable<LogLine> lines, LogParameters parameters, TimeProvider time, CancellationToken cancellationToken)
    {
        var reader = lines.GetAsyncEnumerator(cancellationToken);
        var first = reader.MoveNextAsync().AsTask();
        if (parameters.Query.Follow)
            await Task.WhenAny(first, Wait.ForAsync(FirstLineWait, time, cancellationToken)).ConfigureAwait(false);
        if (!parameters.Query.Follow || first.IsCompleted)
        {
            try
            {
                await first.ConfigureAwait(false);
            }
            catch (Exception)
            {
                await reader.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }

        return WriteAsync(reader, first, parameters, cancellationToken);
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> WriteAsync(
        IAsyncEnumerator<LogLine> reader, Task<bool> first, LogParameters parameters, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var left = parameters.BytesMax ?? long.MaxValue;
        try
        {
            for (var more = await first.ConfigureAwait(false); more && left > 0; more = await reader.MoveNextAsync().ConfigureAwait(false))
            {
                cancellationToken.ThrowIfCancellationRequested();
                ReadOnlyMemory<byte> bytes = Encoding.UTF8.GetBytes(Format(reader.Current, parameters.ShowTimes));
                if (bytes.Length > left)
                    bytes = bytes[..(int)left];
                left -= bytes.Length;
                yield return bytes;
            }
        }
        finally
        {
            await reader.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Where the host keeps no times, a line comes without.</summary>
    private static string Format(LogLine line, bool showTime) => showTime && line.At is { } at
        ? $"{at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture)} {line.Text}\n"
        : $"{line.Text}\n";
}
