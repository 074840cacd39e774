namespace Burst.Hosts.Aci.Wire;

internal sealed class ProviderDto
{
    public string? RegistrationState { get; set; }

    public List<ResourceTypeDto?>? ResourceTypes { get; set; }

    internal sealed class ResourceTypeDto
    {
        public string? ResourceType { get; set; }

        /// <summary>As people write them: West Europe.</summary>
        public List<string>? Locations { get; set; }
    }
}
