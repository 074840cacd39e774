using System.Text.Json.Serialization;
using Burst.Server.Configuration;

namespace Burst.Server.Enrolment;

/// <summary>Reads a request to join as strictly as the configuration file, whose nodes[] or aci[] it is an item of.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AciConfig))]
[JsonSerializable(typeof(NodeConfig))]
internal sealed partial class EnrolJson : JsonSerializerContext;
