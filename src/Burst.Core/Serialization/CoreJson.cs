using System.Text.Json.Serialization;
using Burst.Core.Constraints;
using Burst.Core.Events;
using Burst.Core.Ledger;
using Burst.Core.Nodes;
using Burst.Core.Objects;
using Burst.Core.Pods;

namespace Burst.Core.Serialization;

/// <summary>How domain records are written to the store. Names are stable; unknown ones are ignored when read.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ClusterObject))]
[JsonSerializable(typeof(PodTemplate))]
[JsonSerializable(typeof(Affinity))]
[JsonSerializable(typeof(UsageRecord))]
[JsonSerializable(typeof(UsageTerms))]
[JsonSerializable(typeof(ClusterEvent))]
[JsonSerializable(typeof(PlacementDecision))]
[JsonSerializable(typeof(List<RetiredPlace>))]
public sealed partial class CoreJson : JsonSerializerContext;
