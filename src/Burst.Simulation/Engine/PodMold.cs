using System.Collections.Immutable;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.Units;
using Burst.Simulation.Traces;

namespace Burst.Simulation.Engine;

/// <summary>Makes the pods of jobs. What pods have in common is made once.</summary>
internal sealed class PodMold(CountingIds ids)
{
    private static readonly ImmutableSortedDictionary<string, string> Annotations =
        ImmutableSortedDictionary<string, string>.Empty.Add(BurstPolicy.Annotation, SimulatedCluster.PolicyName);

    private readonly Dictionary<Resources, (PodSpec Spec, string Hash)> specs = [];

    public List<Pod> Make(TraceJob job, DateTimeOffset createdAt)
    {
        var gang = job.Shape.PodCount > 1 ? new PodGang(ids.NextText(), job.Shape.PodCount) : null;
        var pods = new List<Pod>(job.Shape.PodCount);
        foreach (var part in job.Shape.Parts)
        {
            var (spec, hash) = SpecOf(part.Size);
            for (var i = 0; i < part.Count; i++)
                pods.Add(Make(spec, hash, gang, createdAt));
        }

        return pods;
    }

    private Pod Make(PodSpec spec, string hash, PodGang? gang, DateTimeOffset createdAt)
    {
        var uid = ids.NextText();
        return new Pod
        {
            Metadata = new ObjectMeta { Name = uid, Namespace = SimulatedCluster.Namespace, Uid = uid, Annotations = Annotations, CreatedAt = createdAt },
            Spec = spec,
            TemplateHash = hash,
            Gang = gang,
            HostStateSince = createdAt,
        };
    }

    private (PodSpec Spec, string Hash) SpecOf(Resources size)
    {
        if (!specs.TryGetValue(size, out var known))
        {
            var spec = new PodSpec
            {
                Containers = [new ContainerSpec { Name = "job", Image = "simulated", Requests = size }],
                RestartPolicy = RestartPolicy.Never,
            };
            specs[size] = known = (spec, $"{size.CpuMillis}-{size.MemoryMib}");
        }

        return known;
    }
}
