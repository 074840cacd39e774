using System.Text.Json.Serialization;

namespace Burst.Emulator.Wire;

/// <summary>
/// Bodies on the wire. Names are read in any case, as the service does; a member nobody knows is refused, since an emulator
/// that ignored it would pass a client whose field the real service never sees.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ContainerGroupBody))]
[JsonSerializable(typeof(Page<ContainerGroupBody>))]
[JsonSerializable(typeof(OperationBody))]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(LogsBody))]
[JsonSerializable(typeof(ExecRequestBody))]
[JsonSerializable(typeof(ExecAnswerBody))]
[JsonSerializable(typeof(Page<UsageBody>))]
[JsonSerializable(typeof(ResourceGroupBody))]
[JsonSerializable(typeof(Page<ResourceGroupBody>))]
[JsonSerializable(typeof(SubscriptionBody))]
[JsonSerializable(typeof(Page<SubscriptionBody>))]
[JsonSerializable(typeof(Page<TenantBody>))]
[JsonSerializable(typeof(Page<LocationBody>))]
[JsonSerializable(typeof(ProviderBody))]
[JsonSerializable(typeof(Page<ProviderBody>))]
[JsonSerializable(typeof(Page<ProviderOperationBody>))]
[JsonSerializable(typeof(Page<CapabilityBody>))]
[JsonSerializable(typeof(Page<PermissionBody>))]
[JsonSerializable(typeof(Page<CachedImageBody>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(LiveGroupsBody))]
internal sealed partial class WireJson : JsonSerializerContext;

/// <summary>The emulator's own bodies, where an absent value is shown as null.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(InvoiceBody))]
[JsonSerializable(typeof(InvoiceLine))]
internal sealed partial class InvoiceJson : JsonSerializerContext;
