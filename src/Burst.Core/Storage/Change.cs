using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Objects;

namespace Burst.Core.Storage;

/// <summary>One change of the current state. Closed: switches over it are exhaustive.</summary>
public abstract record Change
{
    private Change()
    {
    }

    /// <summary>Creates or replaces the object under its key.</summary>
    public sealed record Put(ClusterObject Object) : Change;

    public sealed record Remove(ObjectKey Key) : Change;

    /// <summary>Creates or replaces the usage record under its id.</summary>
    public sealed record PutUsage(UsageRecord Record) : Change;

    /// <summary>A cluster-wide setting, such as <see cref="ClusterSettings.Paused"/>; null removes it.</summary>
    public sealed record PutSetting(string Name, string? Value) : Change;
}
