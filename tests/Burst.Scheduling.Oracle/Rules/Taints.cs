using Burst.Scheduling.Oracle.Model;

namespace Burst.Scheduling.Oracle.Rules;

/// <summary>
/// Taints that forbid, and the cordon, which is one too: the node controller gives it to a node that is unschedulable. PreferNoSchedule is
/// a wish and refuses nobody.
/// </summary>
internal static class Taints
{
    private static readonly Taint Cordon = new("node.kubernetes.io/unschedulable", "", "NoSchedule");

    public static Refusals Judge(Pod pod, Node node) =>
        (Tolerates(pod, node) ? Refusals.None : Refusals.Taint)
        | (node.Unschedulable && !Tolerates(pod, Cordon) ? Refusals.Unschedulable : Refusals.None);

    /// <summary>How many taints that only advise against the node it does not tolerate.</summary>
    public static int CountAvoided(Pod pod, Node node) => node.Taints.Count(taint => taint.Effect == "PreferNoSchedule" && !Tolerates(pod, taint));

    private static bool Tolerates(Pod pod, Node node) =>
        node.Taints.Where(taint => taint.Effect is "NoSchedule" or "NoExecute").All(taint => Tolerates(pod, taint));

    private static bool Tolerates(Pod pod, Taint taint) => pod.Tolerations.Any(toleration => Matches(toleration, taint));

    /// <summary>No effect stands for every effect, no key for every key, and no operator for Equal.</summary>
    private static bool Matches(Toleration toleration, Taint taint) =>
        (toleration.Effect == "" || toleration.Effect == taint.Effect)
        && (toleration.Key == "" || toleration.Key == taint.Key)
        && toleration.Operator switch
        {
            "Exists" => true,
            "" or "Equal" => toleration.Value == taint.Value,
            var unknown => throw new FormatException($"Operator '{unknown}' of a toleration is unknown."),
        };
}
