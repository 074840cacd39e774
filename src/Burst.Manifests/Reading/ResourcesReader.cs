using Burst.Core.Pods;
using Burst.Core.Units;

namespace Burst.Manifests.Reading;

/// <summary>Reads a container's requests and limits; a request that is left out takes its limit, as in Kubernetes.</summary>
internal static class ResourcesReader
{
    public static ContainerSpec Read(FieldReader container, ContainerSpec read)
    {
        var resources = container.Fields("resources");
        var requests = resources?.Fields("requests");
        var limits = resources?.Fields("limits");
        var cpu = ReadOne(requests, limits, "cpu", QuantityReader.Cpu);
        var memory = ReadOne(requests, limits, "memory", QuantityReader.Memory);
        var (scalarRequests, scalarLimits) = ScalarReader.Read(requests, limits);
        requests?.Finish("storage");
        limits?.Finish("storage");
        resources?.Finish("claims");
        WarnOfUnset(container, cpu.Request is null, memory.Request is null);
        return read with
        {
            Requests = new Resources(cpu.Request ?? 0, memory.Request ?? 0),
            Limits = new Resources(cpu.Limit ?? 0, memory.Limit ?? 0),
            ScalarRequests = scalarRequests,
            ScalarLimits = scalarLimits,
        };
    }

    /// <summary>What a pod takes beside its containers: null for nothing.</summary>
    public static Resources? ReadOverhead(FieldReader spec)
    {
        var overhead = spec.Fields("overhead");
        var amount = overhead is null ? default : new Resources(QuantityReader.Cpu(overhead, "cpu") ?? 0, QuantityReader.Memory(overhead, "memory") ?? 0);
        overhead?.Finish("ephemeral-storage");
        return amount == default ? null : amount;
    }

    private static (long? Request, long? Limit) ReadOne(
        FieldReader? requests, FieldReader? limits, string name, Func<FieldReader, string, long?> read)
    {
        var request = requests is null ? null : read(requests, name);
        var limit = limits is null ? null : read(limits, name);
        if (request > limit && limit > 0)
            requests!.Error(name, $"the request is above the limit on line {limits!.Find(name)!.Value.At.Line}; lower the one or raise the other");
        return (request ?? (requests?.Has(name) == true ? 0 : limit), limit);
    }

    private static void WarnOfUnset(FieldReader container, bool isCpuUnset, bool isMemoryUnset)
    {
        var unset = (isCpuUnset, isMemoryUnset) switch
        {
            (true, true) => "requests of cpu and memory are",
            (true, false) => "the request of cpu is",
            (false, true) => "the request of memory is",
            _ => null,
        };
        if (unset is not null)
        {
            var path = container.Path.Field("resources");
            container.Context.Warn(container.At, path, $"{unset} not set: taken as zero on VM nodes, and as the minimum ACI bills there");
        }
    }
}
