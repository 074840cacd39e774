using Azure.Core;

namespace Burst.Integration.Tests.FaultMatrix;

/// <summary>What Burst asks of ARM in the life of a pod.</summary>
public enum ArmCall
{
    Create,
    Get,
    List,
    Delete,
    Other,
}

internal static class ArmCalls
{
    private const string Groups = "/containerGroups";

    /// <summary>What the virtual node's heartbeat asks for, and which is never there.</summary>
    private const string Probe = Groups + "/burst-check";

    /// <summary>By method and path: <c>.../containerGroups</c> is a list, <c>.../containerGroups/NAME</c> one group.</summary>
    public static ArmCall Of(Request request)
    {
        var path = request.Uri.Path;
        var at = path.LastIndexOf(Groups, StringComparison.OrdinalIgnoreCase);
        if (at < 0 || path.EndsWith(Probe, StringComparison.OrdinalIgnoreCase))
            return ArmCall.Other;
        var isGroup = path.IndexOf('/', at + Groups.Length) is var slash && slash >= 0 && path.IndexOf('/', slash + 1) < 0;
        return (request.Method.Method, isGroup) switch
        {
            ("PUT", true) => ArmCall.Create,
            ("GET", true) => ArmCall.Get,
            ("DELETE", true) => ArmCall.Delete,
            ("GET", false) => ArmCall.List,
            _ => ArmCall.Other,
        };
    }
}
