using System.Text.Json;
using System.Text.Json.Serialization;

namespace Burst.Server.Configuration;

/// <summary>Reads the configuration file strictly: an unknown key is an error, and so is null where a value is needed.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    RespectNullableAnnotations = true,
    WriteIndented = true)]
[JsonSerializable(typeof(BurstConfig))]
internal sealed partial class ConfigJson : JsonSerializerContext;
