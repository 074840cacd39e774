namespace Burst.Hosts.Docker.Holder;

/// <summary>
/// The program of the container that holds a pod's network: it waits for ever, and opens connections inside the network for who asks it
/// (<see cref="HolderRelay"/>).
/// </summary>
internal static class HolderProgram
{
    /// <inheritdoc cref="EmbeddedProgram.Find"/>
    public static byte[]? For(string architecture) => EmbeddedProgram.Find("hold", architecture);
}
