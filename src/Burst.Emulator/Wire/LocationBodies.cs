namespace Burst.Emulator.Wire;

internal sealed record CapabilityBody(
    string ResourceType, string OsType, string Location, string IpAddressType, string Gpu, CapabilitySize Capabilities);

internal sealed record CapabilitySize(decimal MaxMemoryInGB, decimal MaxCpu, decimal MaxGpuCount);

internal sealed record CachedImageBody(string OsType, string Image);
