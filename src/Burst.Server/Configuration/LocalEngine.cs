using Burst.Hosts.Docker.Engine;

namespace Burst.Server.Configuration;

/// <summary>The Docker Engine that runs the pods of a VM node for which none is named.</summary>
/// <param name="Address">Where it listens.</param>
/// <param name="IsNamed">Somebody has asked for it: a start without it is refused. False for one that is used because it is there.</param>
public sealed record LocalEngine(EngineAddress Address, bool IsNamed)
{
    /// <summary>What says that there is to be none.</summary>
    public const string None = "none";

    private const string UsualSocket = "/var/run/docker.sock";

    /// <summary>The engine of this machine, if its socket is there.</summary>
    public static LocalEngine? FindUsual() => File.Exists(UsualSocket) ? new LocalEngine(EngineAddress.Parse($"unix://{UsualSocket}"), IsNamed: false) : null;

    /// <returns>Null for what is not the address of an engine of this machine.</returns>
    public static EngineAddress? Parse(string text) =>
        EngineAddress.TryParse(text, out var address) && (address.SocketPath is not null || DockerSettings.IsLoopback(address.EndPoint!.Host)) ? address : null;

    /// <summary>The one that a configuration names; null where it names none.</summary>
    /// <param name="text">As written.</param>
    /// <param name="errors">Where to tell what is wrong with it.</param>
    internal static LocalEngine? Read(string? text, List<string> errors)
    {
        if (text is null or None)
            return null;
        if (Parse(text) is { } address)
            return new LocalEngine(address, IsNamed: true);
        errors.Add($"docker: '{text}' is not an engine of this machine; write unix:///PATH of its socket, or {None} to run pods as processes. An engine elsewhere is named with its node: nodes[].docker, or burst node add.");
        return null;
    }
}
