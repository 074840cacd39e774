using Burst.Core.Ledger;

namespace Burst.Cost.Charging;

/// <summary>
/// What one or several pods used on the same terms: a single record's part of the window, or a sum that stands for many. Both are
/// charged by the same rules, so that a report is the same whichever the ledger has.
/// </summary>
/// <param name="Terms">What the uses have in common.</param>
/// <param name="Name">For messages.</param>
/// <param name="Pods">How many of them the window has not seen before.</param>
/// <param name="Millis">Milliseconds used.</param>
/// <param name="StartedSecondsMillis">Milliseconds of the seconds that started.</param>
internal readonly record struct PodUse(UsageTerms Terms, string Name, int Pods, long Millis, long StartedSecondsMillis)
{
    public Charge GroupCharge => Terms.Kind is UsageKind.ContainerGroup
        ? Charge.OfGroup(Terms.Rates, Terms.Billed, StartedSecondsMillis)
        : Charge.Zero;

    public static PodUse Of(UsageSlice pod) => new(
        UsageTerms.Of(pod.Record, ""), $"pod {pod.Record.Namespace}/{pod.Record.PodName}", 1, pod.Millis, pod.StartedSecondsMillis);

    /// <param name="sum">Of a period in the window.</param>
    /// <param name="isFirst">It is of the first of those periods: a later one counts only what began in it.</param>
    public static PodUse Of(UsageSum sum, bool isFirst) => new(
        sum.Terms, $"a pod of {sum.Terms.Namespace}/{sum.Terms.Workload}", (int)(isFirst ? sum.Pods : sum.Begun), sum.Millis, sum.StartedSecondsMillis);
}
