using System.Collections.Immutable;
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
    /// Begins to read, so that a host that does not answer is an error and not an empty log. What there is to know of the log is not of
    /// the log: it comes apart from the lines.
    /// </summary>
    public static async Task<(IAsyncEnumerable<ReadOnlyMemory<byte>> Body, ImmutableArray<string> Remarks)> OpenAsync(
        IAsyncEnumerable<LogLine> lines, LogParameters parameters, TimeProvider time, CancellationToken cancellationToken)
    {
        var reader = lines.GetAsyncEnumerator(cancellationToken);
        var remarks = ImmutableArray.CreateBuilder<string>();
        try
        {
            var quiet = parameters.Query.Follow ? Wait.ForAsync(FirstLineWait, time, cancellationToken) : null;
            var next = reader.MoveNextAsync().AsTask();
            while (await HasLineAsync(next, quiet).ConfigureAwait(false) && reader.Current.IsRemark)
            {
                remarks.Add(reader.Current.Text);
                next = reader.MoveNextAsync().AsTask();
            }

            return (WriteAsync(reader, next, parameters, cancellationToken), remarks.ToImmutable());
        }
        catch (Exception)
        {
            await reader.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>False at the end, and also when nothing has come before the quiet was over.</summary>
    private static async Task<bool> HasLineAsync(Task<bool> next, Task? quiet)
    {
        if (quiet is not null)
            await Task.WhenAny(next, quiet).ConfigureAwait(false);
        return (quiet is null || next.IsCompleted) && await next.ConfigureAwait(false);
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
                if (reader.Current.IsRemark)
                    continue;
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
