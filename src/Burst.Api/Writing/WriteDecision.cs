using System.Collections.Immutable;
using Burst.Core.Events;
using Burst.Core.Objects;
using Burst.Core.Storage;

namespace Burst.Api.Writing;

/// <summary>What a write comes to. Without changes it is still a success: what was asked for is already so.</summary>
/// <param name="Status">HTTP status of the answer.</param>
/// <param name="Object">The object as the write leaves it, or as it was when it is removed.</param>
/// <param name="Changes">To be committed.</param>
internal sealed record WriteDecision(int Status, ClusterObject Object, ImmutableArray<Change> Changes)
{
    public ImmutableArray<ClusterEvent> Events { get; init; } = [];

    /// <summary>The object is gone with the commit; the answer is a Status.</summary>
    public bool IsRemoval { get; init; }

    public static WriteDecision Put(int status, ClusterObject item) => new(status, item, [new Change.Put(item)]);

    public static WriteDecision Unchanged(ClusterObject existing) => new(200, existing, []);
}
