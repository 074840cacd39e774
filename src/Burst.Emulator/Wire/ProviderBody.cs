namespace Burst.Emulator.Wire;

internal sealed record ProviderBody(
    string Id, string Namespace, string RegistrationState, string RegistrationPolicy, IReadOnlyList<ResourceTypeBody> ResourceTypes);

internal sealed record ResourceTypeBody(string ResourceType, IReadOnlyList<string> Locations, IReadOnlyList<string> ApiVersions);

internal sealed record ProviderOperationBody(string Name, ProviderOperationDisplay Display, string Origin);

internal sealed record ProviderOperationDisplay(string Provider, string Resource, string Operation, string Description);
