using System.Text.Json.Serialization;

namespace Burst.Hosts.Local.Folders;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(LaunchRecord))]
[JsonSerializable(typeof(LaunchSecrets))]
[JsonSerializable(typeof(StatusRecord))]
[JsonSerializable(typeof(StopRecord))]
[JsonSerializable(typeof(LossRecord))]
internal sealed partial class LocalJson : JsonSerializerContext;
