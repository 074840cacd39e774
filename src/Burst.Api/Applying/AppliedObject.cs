using Burst.Core.Objects;

namespace Burst.Api.Applying;

/// <summary>What an apply does with one object.</summary>
/// <param name="Object">As it will be.</param>
/// <param name="Action">created, configured or unchanged.</param>
internal sealed record AppliedObject(ClusterObject Object, string Action)
{
    public const string Created = "created";
    public const string Configured = "configured";
    public const string Unchanged = "unchanged";
}
