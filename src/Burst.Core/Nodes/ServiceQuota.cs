namespace Burst.Core.Nodes;

/// <summary>
/// What a service says of its quotas where a virtual node is: for ACI those of one subscription and region, which all who use them share.
/// Null for each that it does not tell.
/// </summary>
/// <param name="Groups">Container groups, ended ones included.</param>
/// <param name="CpuMillis">Cores of regular groups.</param>
/// <param name="SpotCpuMillis">Cores of Spot groups: a quota of their own.</param>
public sealed record ServiceQuota(QuotaUse? Groups, QuotaUse? CpuMillis, QuotaUse? SpotCpuMillis);
