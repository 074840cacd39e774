using Burst.Core.Ids;
using Burst.Core.Units;

namespace Burst.Cost.Reports;

/// <summary>What one tier costs per hour as long as nothing starts or stops, and how many things it runs.</summary>
public sealed record TierRate(Tier Tier, int Nodes, int Pods, Money PerHour);
