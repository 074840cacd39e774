using Burst.Emulator.Wire;

namespace Burst.Emulator.Groups;

/// <summary>What the service checks before it accepts a group. The first fault is reported, as the service does.</summary>
internal sealed class GroupValidation(EmulatorOptions options, bool runsInitContainers)
{
    private const int ContainersMax = 60;
    private const int VolumesMax = 20;
    private readonly NamePatterns _inaccessible = new(options.InaccessibleImages);

    /// <param name="group">Its name, for messages.</param>
    /// <param name="spec">With defaults applied.</param>
    /// <exception cref="Arm.ArmException">The group is not acceptable.</exception>
    public void Check(string group, ContainerGroupProperties spec)
    {
        if (!GroupNames.Group().IsMatch(group))
            throw GroupErrors.Invalid("InvalidContainerGroupName", $"The container group name '{group}' is invalid: 1 to 63 letters, digits and single " +
                "hyphens, the first and last not a hyphen.");
        CheckUnsupported(spec);
        var containers = spec.Containers ?? [];
        var initContainers = spec.InitContainers ?? [];
        var count = containers.Count + initContainers.Count;
        if (containers.Count == 0 || count > ContainersMax)
            throw GroupErrors.Invalid("InvalidContainerCount", $"The container group '{group}' has {count} containers; 1 to {ContainersMax} are allowed.");
        CheckVolumes(group, spec.Volumes ?? []);
        var volumes = (spec.Volumes ?? []).Select(v => v.Name!).ToHashSet();
        foreach (var (container, index) in containers.Select((c, i) => (c, i)))
            ContainerValidation.Check(group, $"properties.containers[{index}]", container, volumes);
        foreach (var (container, index) in initContainers.Select((c, i) => (c, i)))
            ContainerValidation.Check(group, $"properties.initContainers[{index}]", container, volumes);
        if (containers.Select(c => c.Name).Concat(initContainers.Select(c => c.Name)).GroupBy(name => name).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw GroupErrors.Invalid("DuplicateContainerName", $"The container name '{twice.Key}' is used more than once in container group '{group}'.");
        ResourceValidation.Check(group, spec);
        CheckNetwork(group, spec);
        CheckCredentials(group, spec.ImageRegistryCredentials ?? []);
        CheckImages(group, containers.Select(c => c.Properties!.Image!).Concat(initContainers.Select(c => c.Properties!.Image!)));
    }

    private void CheckUnsupported(ContainerGroupProperties spec)
    {
        if (spec.InitContainers is { Count: > 0 } && !runsInitContainers)
            throw GroupErrors.Unsupported("properties.initContainers", "its local runtime runs no containers one after the other; use --runtime docker or simulated, or leave the list empty.");
        if (spec.ProvisioningTimeoutInSeconds is < 1 or > 7200)
            throw GroupErrors.Invalid("InvalidRequestPropertyValue", "properties.provisioningTimeoutInSeconds must be 1 to 7200.");
    }

    private static void CheckVolumes(string group, IReadOnlyList<VolumeBody> volumes)
    {
        if (volumes.Count > VolumesMax)
            throw GroupErrors.Invalid("TooManyVolumes", $"The container group '{group}' has {volumes.Count} volumes; at most {VolumesMax} are allowed.");
        foreach (var volume in volumes)
        {
            if (volume.Name is null || !GroupNames.Volume().IsMatch(volume.Name))
                throw GroupErrors.Invalid("InvalidVolumeName", $"The volume name '{volume.Name}' in container group '{group}' is invalid: 5 to 63 " +
                    "lower-case letters, digits and single hyphens, the first and last not a hyphen.");
            object?[] kinds = [volume.AzureFile, volume.EmptyDir, volume.Secret, volume.GitRepo];
            if (kinds.Count(kind => kind is not null) != 1)
                throw GroupErrors.Invalid("InvalidVolume", $"The volume '{volume.Name}' in container group '{group}' must have exactly one of " +
                    "azureFile, emptyDir, secret, gitRepo.");
            if (volume.Secret?.FirstOrDefault(file => !IsBase64(file.Value)) is { Key: { } file })
                throw GroupErrors.Invalid("InvalidSecretVolume", $"The secret '{file}' of volume '{volume.Name}' in container group '{group}' is not base64.");
        }

        if (volumes.GroupBy(v => v.Name).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw GroupErrors.Invalid("DuplicateVolumeName", $"The volume name '{twice.Key}' is used more than once in container group '{group}'.");
    }

    private static void CheckNetwork(string group, ContainerGroupProperties spec)
    {
        if (spec.IpAddress is not { } address)
            return;
        if (address.Ports is not { Count: >= 1 and <= 5 })
            throw GroupErrors.Invalid("InvalidIpAddressPorts", $"The IP address of container group '{group}' has {address.Ports?.Count ?? 0} ports; 1 to 5 are allowed.");
        if (address.Type == "Public" && spec.SubnetIds is { Count: > 0 })
            throw GroupErrors.Invalid("InvalidIpAddressType", $"The container group '{group}' is in a subnet, where its IP address is of type Private, not Public.");
        foreach (var port in address.Ports)
            ContainerValidation.CheckPort(group, "properties.ipAddress.ports", port);
        if (address.DnsNameLabel is { } label && !GroupNames.DnsLabel().IsMatch(label))
            throw GroupErrors.Invalid("InvalidDnsNameLabel", $"The DNS name label '{label}' in container group '{group}' is invalid: 5 to 63 letters, digits and hyphens.");
        if (address is { DnsNameLabel: not null, Type: "Private" })
            throw GroupErrors.Invalid("InvalidDnsNameLabel", $"The container group '{group}' has a private IP address, which cannot have a DNS name label.");
    }

    private static void CheckCredentials(string group, IReadOnlyList<RegistryCredentialBody> credentials)
    {
        foreach (var credential in credentials)
        {
            var byPassword = credential is { Username.Length: > 0, Password.Length: > 0 };
            if (string.IsNullOrEmpty(credential.Server) || byPassword == credential.Identity is { Length: > 0 })
                throw GroupErrors.Invalid("InvalidImageRegistryCredentialType", $"The image registry credential '{credential.Server}' in container group " +
                    $"'{group}' is invalid: it needs a server and either username with password, or identity.");
        }
    }

    private void CheckImages(string group, IEnumerable<string> images)
    {
        if (images.FirstOrDefault(IsInaccessible) is { } image)
            throw GroupErrors.InaccessibleImage(image, group);
    }

    // What is no image's name is in no registry.
    private bool IsInaccessible(string image) => !GroupNames.Image().IsMatch(image) || _inaccessible.Match(image);

    private static bool IsBase64(string text) => System.Buffers.Text.Base64.IsValid(text);
}
