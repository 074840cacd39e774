using System.Text.Json.Serialization;
using Burst.Core.Ids;
using Burst.Core.Units;

namespace Burst.Core.Pods;

/// <summary>
/// A pod's place and why it is there. <see cref="PricePerHour"/> is what the place adds to the bill while the pod lives;
/// <see cref="Term"/> is that of the leader that chose it; <see cref="Content"/> is the <see cref="State.ContentRevision"/> of then, null
/// in what was placed before there was one.
/// </summary>
public sealed record Placement(
    NodeName Node,
    Tier Tier,
    string Reason,
    DateTimeOffset At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Money PricePerHour,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long Term = 0,
    string? Content = null);
