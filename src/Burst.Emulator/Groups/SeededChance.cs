using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Burst.Emulator.Groups;

/// <summary>Chance as a function of words: the same words, the same chance, in any order and on any thread.</summary>
internal static class SeededChance
{
    /// <summary>At least 0, below 1.</summary>
    public static double Of(string words)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(words));
        return BinaryPrimitives.ReadUInt32LittleEndian(hash) / ((double)uint.MaxValue + 1);
    }
}
