using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Burst.Emulator.Groups;

/// <summary>Decides when a deployment reaches each step: a pure function of the profile, the seed and the group.</summary>
internal sealed class DeploymentSchedule(ProvisioningProfile profile, int? seed)
{
    public Deployment Next(GroupKey key, int generation, DateTimeOffset now)
    {
        var runtimeId = $"cg-{RandomIds.Next():n}";
        var source = seed is { } given ? $"{given}|{key}|{generation}" : runtimeId;
        var acceptedAt = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());
        var pullingAt = acceptedAt + profile.Pending.At(Fraction(source, "pending"));
        var pulledAt = pullingAt + profile.Pull.At(Fraction(source, "pull"));
        return new()
        {
            RuntimeId = runtimeId,
            Generation = generation,
            AcceptedAt = acceptedAt,
            PullingAt = pullingAt,
            PulledAt = pulledAt,
            StartAt = pulledAt + profile.Launch.At(Fraction(source, "launch")),
        };
    }

    private static double Fraction(string source, string step)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{source}|{step}"));
        return BinaryPrimitives.ReadUInt32LittleEndian(hash) / (double)uint.MaxValue;
    }
}
