using System.Text.Json.Serialization;

namespace Burst.Hosts.Aci.Wire;

/// <summary>
/// What is read and written of ARM's JSON. Classes, not records: a record's generated text would print secret values. Unknown
/// members are skipped, and null members are not written.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ContainerGroupDto))]
[JsonSerializable(typeof(GroupPageDto))]
[JsonSerializable(typeof(ConsoleDto))]
[JsonSerializable(typeof(LogsDto))]
[JsonSerializable(typeof(OperationDto))]
[JsonSerializable(typeof(ErrorBodyDto))]
[JsonSerializable(typeof(PermissionPageDto))]
[JsonSerializable(typeof(ProviderDto))]
[JsonSerializable(typeof(UsagePageDto))]
internal sealed partial class AciJson : JsonSerializerContext;
