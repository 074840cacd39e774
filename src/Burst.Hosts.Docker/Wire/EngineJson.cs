using System.Text.Json.Serialization;
using Burst.Core.Pods;

namespace Burst.Hosts.Docker.Wire;

/// <summary>
/// What is read and written of the Engine API's JSON, whose names begin with capitals. Classes, not records: a record's generated text
/// would print secret values. Unknown members are skipped, and null members are not written.
/// </summary>
[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ErrorDto))]
[JsonSerializable(typeof(EngineInfoDto))]
[JsonSerializable(typeof(List<ContainerSummaryDto>))]
[JsonSerializable(typeof(ContainerDto))]
[JsonSerializable(typeof(CreateContainerDto))]
[JsonSerializable(typeof(UpdateContainerDto))]
[JsonSerializable(typeof(List<ImageSummaryDto>))]
[JsonSerializable(typeof(StatsDto))]
[JsonSerializable(typeof(CreateExecDto))]
[JsonSerializable(typeof(StartExecDto))]
[JsonSerializable(typeof(CreatedDto))]
[JsonSerializable(typeof(ExecDto))]
[JsonSerializable(typeof(CreateVolumeDto))]
[JsonSerializable(typeof(VolumePageDto))]
[JsonSerializable(typeof(ImageDto))]
[JsonSerializable(typeof(PullProgressDto))]
[JsonSerializable(typeof(EngineEventDto))]
[JsonSerializable(typeof(RegistryAuthDto))]
[JsonSerializable(typeof(ContainerProbesDto))]
[JsonSerializable(typeof(PostStartDto))]
[JsonSerializable(typeof(LifecycleHook))]
[JsonSerializable(typeof(Dictionary<string, string[]>))]
internal sealed partial class EngineJson : JsonSerializerContext;
