namespace Burst.Simulation.Chaos.Calls;

/// <summary>What becomes of one message to the world and of its answer.</summary>
/// <param name="There">How long the request travels.</param>
/// <param name="Back">How long the answer travels.</param>
/// <param name="RequestLost">It never arrives: no effect, no answer.</param>
/// <param name="ReplyLost">It has its effect; the answer never arrives.</param>
/// <param name="ArrivesAgain">It arrives a second time this much later, as a retry on the way makes it; null for once only.</param>
internal readonly record struct CallFate(
    TimeSpan There, TimeSpan Back, bool RequestLost = false, bool ReplyLost = false, TimeSpan? ArrivesAgain = null);
