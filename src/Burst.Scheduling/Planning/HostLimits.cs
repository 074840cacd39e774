using Burst.Core.Ids;
using Burst.Core.Pods;

namespace Burst.Scheduling.Planning;

/// <summary>What a node's host says it cannot run: null, or the reason with the path of the field. Pure.</summary>
public delegate string? HostLimits(NodeName node, PodSpec spec);
