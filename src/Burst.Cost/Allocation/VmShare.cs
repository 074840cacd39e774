using Burst.Cost.Charging;

namespace Burst.Cost.Allocation;

/// <summary>What one sharer has to bear of one uptime of a VM node.</summary>
internal readonly record struct VmShare(VmSharer Sharer, Charge Charge);
