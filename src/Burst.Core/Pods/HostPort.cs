namespace Burst.Core.Pods;

/// <summary>A port of a node that leads to a pod; one pod at a time has it.</summary>
/// <param name="Port">1-65535.</param>
/// <param name="Protocol">TCP or UDP.</param>
/// <param name="Ip">The address of the node that it is on; <see cref="AllAddresses"/> for all.</param>
public readonly record struct HostPort(int Port, string Protocol, string Ip)
{
    public const string AllAddresses = "0.0.0.0";

    /// <summary>On all addresses it is on each.</summary>
    public bool ConflictsWith(HostPort other) =>
        Port == other.Port && Protocol == other.Protocol && (Ip == other.Ip || Ip == AllAddresses || other.Ip == AllAddresses);

    public override string ToString() => Ip == AllAddresses ? $"{Port}/{Protocol}" : $"{Ip}:{Port}/{Protocol}";
}
