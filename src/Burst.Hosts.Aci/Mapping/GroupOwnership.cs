namespace Burst.Hosts.Aci.Mapping;

internal enum GroupOwnership
{
    Ours,

    /// <summary>Its tags name another cluster or node.</summary>
    Others,

    /// <summary>Its tags do not say whose it is: never touched, and never taken for gone.</summary>
    Unclear,
}
