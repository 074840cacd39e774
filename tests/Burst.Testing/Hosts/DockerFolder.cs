namespace Burst.Testing.Hosts;

/// <summary>The engines that <c>eng/dockerd start N FOLDER</c> has started; the lane says in which folder.</summary>
public static class DockerFolder
{
    public static string? Root { get; } = Environment.GetEnvironmentVariable("BURST_DOCKERD") is { Length: > 0 } folder ? folder : null;

    /// <summary>Null when there is an engine.</summary>
    public static string? Missing => Root is null
        ? "no Docker Engine: start some with `eng/dockerd start 3 FOLDER` and set BURST_DOCKERD=FOLDER, as eng/lane-docker does"
        : null;

    /// <summary>As the engines' addresses are written.</summary>
    public static string[] Hosts => File.ReadAllLines(Path.Combine(Root!, "hosts"));
}
