using System.Text.Json.Serialization;

namespace Burst.Cost.Reports;

/// <summary>The JSON of reports. Money is a decimal string of US dollars; what does not apply is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(CostReport))]
[JsonSerializable(typeof(RunRate))]
public sealed partial class CostJson : JsonSerializerContext;
