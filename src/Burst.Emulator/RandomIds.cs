using System.Security.Cryptography;

namespace Burst.Emulator;

/// <summary>
/// Ids of operations, runtimes and requests. Never seeded: an emulator that restarts with the same seed must not give an id
/// twice, since runtimes remember theirs.
/// </summary>
internal static class RandomIds
{
    public static Guid Next()
    {
        var bytes = RandomNumberGenerator.GetBytes(16);
        // Version 4, variant 1: some clients check.
        bytes[6] = (byte)(0x40 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new(bytes, bigEndian: true);
    }
}
