namespace Burst.Hosts.Docker.Holder;

/// <summary>Linux executables without libraries, kept here so that no engine needs an image from anywhere; <c>eng/holder</c> makes them of C.</summary>
internal static class EmbeddedProgram
{
    /// <param name="name">Of its source.</param>
    /// <param name="architecture">As the engine names it: x86_64 or aarch64.</param>
    /// <returns>Null for another architecture.</returns>
    public static byte[]? Find(string name, string architecture) => architecture switch
    {
        "x86_64" or "amd64" => Read($"{name}-x86_64"),
        "aarch64" or "arm64" => Read($"{name}-aarch64"),
        _ => null,
    };

    private static byte[] Read(string resourceName)
    {
        using var resource = typeof(EmbeddedProgram).Assembly.GetManifestResourceStream(resourceName)
            ?? throw new InvalidOperationException($"The assembly was built without {resourceName}.");
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }
}
