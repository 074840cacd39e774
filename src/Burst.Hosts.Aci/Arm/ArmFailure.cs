using Burst.Core.Hosts;

namespace Burst.Hosts.Aci.Arm;

/// <summary>Says in an operator's words why ARM did not do what was asked.</summary>
internal static class ArmFailure
{
    private const int TextLengthMax = 600;
    private const string Role = "Azure Container Instances Contributor Role";

    public static PodHostUnavailableException Unavailable(string action, Uri endpoint, ArmReply reply) =>
        new($"Could not {action}: {Explain(endpoint, reply)}");

    public static string Shorten(string text) => text.Length <= TextLengthMax ? text : text[..TextLengthMax] + "...";

    private static string Explain(Uri endpoint, ArmReply reply)
    {
        var said = Shorten(reply.Describe());
        return reply switch
        {
            { IsHeldBack: true } => $"its request was {said}.",
            { Failure: not null } => $"{endpoint.Authority} did not answer ({said}). Check the network and the endpoint of this node.",
            { Status: 401 } => $"the credential was refused ({said}). Check its tenant and that it has not expired.",
            { Status: 403 } => $"the credential has no right to it ({said}). Give it the role '{Role}' on the resource group.",
            { Status: 429 } => $"the subscription's requests are throttled ({said}).",
            { Status: 404 } => $"it was not found ({said}). Check the endpoint, the subscription and the resource group of this node.",
            _ => $"{endpoint.Authority} answered {said}",
        };
    }
}
