namespace Burst.Hosts.Docker.Holder;

/// <summary>What goes between <see cref="HolderRelay"/> and <c>hold.c</c>: kind, connection, length in two bytes (low first), payload.</summary>
internal static class RelayFrame
{
    public const int HeaderBytes = 4;
    public const int PayloadBytesMax = 4096;

    /// <summary>At a time; numbered from 0.</summary>
    public const int ConnectionsMax = 64;

    /// <summary>From the holder, first of all.</summary>
    public const byte Hello = 0;

    /// <summary>To it: four bytes of an IPv4 address and two of a port, high first. From it: the connection is open.</summary>
    public const byte Open = 1;

    /// <summary>Both ways.</summary>
    public const byte Data = 2;

    /// <summary>
    /// To it: no more is wanted. From it, once for every Open: the connection is closed, with an error number of Linux in four bytes, low
    /// first; 0 when it came to its end. Only then is its number free again.
    /// </summary>
    public const byte Close = 3;

    public static byte[] Of(byte kind, int connection, ReadOnlySpan<byte> payload)
    {
        var frame = new byte[HeaderBytes + payload.Length];
        (frame[0], frame[1], frame[2], frame[3]) = (kind, (byte)connection, (byte)payload.Length, (byte)(payload.Length >> 8));
        payload.CopyTo(frame.AsSpan(HeaderBytes));
        return frame;
    }
}
