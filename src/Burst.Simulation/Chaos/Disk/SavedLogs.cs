using Burst.Core.Ids;

namespace Burst.Simulation.Chaos.Disk;

/// <summary>Whose logs the machine's log folder has; what they say is not kept. It outlives every process, as the folder does.</summary>
internal sealed class SavedLogs
{
    private const int LogsMax = 10_000;

    private readonly HashSet<(PodUid Pod, string Container)> saved = [];

    public bool Has(PodUid pod, string container) => saved.Contains((pod, container));

    public bool Add(PodUid pod, string container) => saved.Count < LogsMax && saved.Add((pod, container));
}
