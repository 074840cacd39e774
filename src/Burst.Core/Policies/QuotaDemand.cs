using Burst.Core.Pods;
using Burst.Core.Units;

namespace Burst.Core.Policies;

/// <summary>What pods count for against quotas.</summary>
public readonly record struct QuotaDemand(long Pods, Resources Requests)
{
    /// <summary>What a quota can limit; cpu and requests.cpu are the same, and so are memory and requests.memory.</summary>
    public static readonly IReadOnlyList<string> Names = ["cpu", "memory", "pods", "requests.cpu", "requests.memory"];

    public static QuotaDemand operator +(QuotaDemand left, QuotaDemand right) => new(left.Pods + right.Pods, left.Requests + right.Requests);

    public static QuotaDemand operator -(QuotaDemand left, QuotaDemand right) => new(left.Pods - right.Pods, left.Requests - right.Requests);

    /// <summary>One pod.</summary>
    public static QuotaDemand Of(PodSpec spec) => new(1, spec.TotalRequests);

    public long Of(string name) => name switch
    {
        "cpu" or "requests.cpu" => Requests.CpuMillis,
        "memory" or "requests.memory" => Requests.MemoryMib,
        "pods" => Pods,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Not limited by quotas."),
    };

    /// <summary>As Kubernetes writes it: <c>1500m</c>, <c>2Gi</c>, <c>10</c>.</summary>
    public static string Show(string name, long amount) => name switch
    {
        "pods" => $"{amount}",
        "cpu" or "requests.cpu" => amount % 1000 == 0 ? $"{amount / 1000}" : $"{amount}m",
        _ => amount == 0 ? "0" : amount % 1024 == 0 ? $"{amount / 1024}Gi" : $"{amount}Mi",
    };
}
