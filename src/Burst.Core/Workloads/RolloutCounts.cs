using System.Text.Json.Serialization;

namespace Burst.Core.Workloads;

/// <summary>A Deployment's pods that are neither finished, nor ending, nor lost.</summary>
/// <param name="Pods">Of any template.</param>
/// <param name="Updated">Of the present one.</param>
/// <param name="Available">Ready, for long enough, of any template.</param>
/// <param name="UpdatedAvailable">The same of the present one.</param>
public readonly record struct RolloutCounts(int Pods, int Updated, int Available, int UpdatedAvailable)
{
    [JsonIgnore]
    public int Old => Pods - Updated;

    /// <summary>More is done than before in some respect: the progress that a progress deadline asks for.</summary>
    public bool IsBeyond(RolloutCounts before) =>
        Updated > before.Updated || Old < before.Old || Available > before.Available || UpdatedAvailable > before.UpdatedAvailable;
}
