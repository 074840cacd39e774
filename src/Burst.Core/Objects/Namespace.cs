using System.Globalization;
using System.Text.Json.Serialization;
using Burst.Core.Ids;

namespace Burst.Core.Objects;

public sealed record Namespace : ClusterObject
{
    public const string Default = "default";

    /// <summary>A whole number from 1 to <see cref="WeightMax"/>; 1 without.</summary>
    public const string WeightAnnotation = "burst.dev/weight";

    public const int WeightMax = 1_000_000;

    /// <summary>Its share of VM nodes beside other namespaces, when there is too little for all.</summary>
    [JsonIgnore]
    public int Weight => Metadata.Annotations.TryGetValue(WeightAnnotation, out var text) ? ParseWeight(text) ?? 1 : 1;

    /// <summary>Null for what is no weight.</summary>
    public static int? ParseWeight(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var weight) && weight is >= 1 and <= WeightMax ? weight : null;

    [JsonIgnore]
    public override ObjectKind Kind => ObjectKind.Namespace;
}
