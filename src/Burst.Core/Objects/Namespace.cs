using System.Text.Json.Serialization;
using Burst.Core.Ids;

namespace Burst.Core.Objects;

public sealed record Namespace : ClusterObject
{
    public const string Default = "default";

    [JsonIgnore]
    public override ObjectKind Kind => ObjectKind.Namespace;
}
