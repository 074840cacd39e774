using Burst.Core.Nodes;
using Burst.Server.Configuration;

namespace Burst.Server.Sweeping;

/// <summary>A place as an operator names it, without a control plane.</summary>
public static class AciNode
{
    private const string AnyRegion = "eastus";

    /// <exception cref="ConfigException">Every error, each with its key and what is accepted.</exception>
    public static Node Read(AciConfig aci)
    {
        var errors = new List<string>();
        return new AciSettings(AnyRegion, errors).Read(aci, "") ?? throw new ConfigException(errors);
    }
}
