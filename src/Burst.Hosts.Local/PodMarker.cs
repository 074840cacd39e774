namespace Burst.Hosts.Local;

/// <summary>
/// Variables every process of a pod is started with and its descendants inherit: they find what left its process group, or what
/// was started in the instant before its shim was killed.
/// </summary>
internal static class PodMarker
{
    public const string FolderVariable = "BURST_POD_FOLDER";
    public const string ContainerVariable = "BURST_CONTAINER";

    public static string OfPod(string folder) => $"{FolderVariable}={folder}";

    public static string OfContainer(string name) => $"{ContainerVariable}={name}";
}
