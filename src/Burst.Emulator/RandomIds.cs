using System.Security.Cryptography;

namespace Burst.Emulator;

/// <summary>
/// Ids of operations, runtimes and requests. Never seeded: an emulator that restarts with the same seed must not give an id
/// twice, since runtimes remember theirs.
/// </summary>
internal static class RandomIds
{
    public static Guid Next() => new(RandomNumberGenerator.GetBytes(16));
}
