namespace Burst.Hosts.Aci.Limits;

/// <summary>What a request counts as.</summary>
internal enum RequestKind
{
    Read,

    /// <summary>A PATCH.</summary>
    Write,

    /// <summary>A PUT of a container group: a write that counts against the region's rate of creates too.</summary>
    Create,

    /// <summary>A DELETE of a container group.</summary>
    Delete,
}
