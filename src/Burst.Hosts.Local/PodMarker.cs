namespace Burst.Hosts.Local;

/// <summary>
/// Variables every process of a pod is started with and its descendants inherit: they find what left its process group, or what
/// was started in the instant before its shim was killed. The shim has the one of the pod too: a child that has not yet become
/// its program still shows the shim's environment.
/// </summary>
internal static class PodMarker
{
    public const string FolderVariable = "BURST_POD_FOLDER";
    public const string ContainerVariable = "BURST_CONTAINER";

    public static string OfPod(string folder) => $"{FolderVariable}={folder}";

    public static string OfContainer(string name) => $"{ContainerVariable}={name}";
}
