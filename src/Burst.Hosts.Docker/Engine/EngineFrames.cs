using System.Buffers.Binary;

namespace Burst.Hosts.Docker.Engine;

/// <summary>
/// Reads what a process writes that the engine streams: frames of eight bytes of header (stream, three zeros, length) and a piece of it.
/// </summary>
internal sealed class EngineFrames(Stream stream)
{
    public const int StandardOutput = 1;

    private const int HeaderBytes = 8;
    private const int FrameBytesMax = 4 * 1024 * 1024;

    private readonly byte[] header = new byte[HeaderBytes];
    private int left;

    /// <summary>Which stream the last piece was of: 1 for output, 2 for errors.</summary>
    public int StreamNumber => header[0];

    /// <returns>The bytes of the next piece, of one stream; 0 at the end.</returns>
    /// <exception cref="InvalidDataException">It is no such stream.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (left == 0)
        {
            if (await stream.ReadAtLeastAsync(header, HeaderBytes, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false) < HeaderBytes)
                return 0;
            left = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4));
            if (header[0] > 2 || left is < 0 or > FrameBytesMax)
                throw new InvalidDataException("The engine's stream is not in frames.");
        }

        var count = await stream.ReadAsync(buffer[..Math.Min(left, buffer.Length)], cancellationToken).ConfigureAwait(false);
        left -= count;
        return count;
    }
}
