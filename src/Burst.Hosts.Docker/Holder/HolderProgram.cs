namespace Burst.Hosts.Docker.Holder;

/// <summary>
/// The program of the container that holds a pod's network: it waits for ever, and opens connections inside the network for who asks it
/// (<see cref="HolderRelay"/>). A Linux executable without libraries, kept here so that no node needs an image from anywhere;
/// <c>eng/holder</c> makes it of <c>hold.c</c>.
/// </summary>
internal static class HolderProgram
{
    /// <param name="architecture">As the engine names it: x86_64 or aarch64.</param>
    /// <returns>Null for another architecture.</returns>
    public static byte[]? For(string architecture) => architecture switch
    {
        "x86_64" or "amd64" => Read("hold-x86_64"),
        "aarch64" or "arm64" => Read("hold-aarch64"),
        _ => null,
    };

    private static byte[] Read(string name)
    {
        using var resource = typeof(HolderProgram).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly was built without {name}.");
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }
}
