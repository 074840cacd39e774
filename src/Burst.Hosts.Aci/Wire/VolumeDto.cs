namespace Burst.Hosts.Aci.Wire;

/// <summary>Exactly one source is set; <see cref="Secret"/> maps file names to base64.</summary>
internal sealed class VolumeDto
{
    public string? Name { get; set; }

    public EmptyDirDto? EmptyDir { get; set; }

    public SortedDictionary<string, string>? Secret { get; set; }

    public AzureFileDto? AzureFile { get; set; }

    internal sealed class EmptyDirDto;

    internal sealed class AzureFileDto
    {
        public string? ShareName { get; set; }

        public string? StorageAccountName { get; set; }

        public string? StorageAccountKey { get; set; }

        public bool ReadOnly { get; set; }
    }
}
