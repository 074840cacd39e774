using Burst.Core.Units;

namespace Burst.Cost.Reports;

/// <summary>The instant at which the pods together asked for most, and what that was.</summary>
public sealed record DemandPeak(DateTimeOffset At, int Pods, Resources Requested);
