namespace Burst.Scheduling.Oracle.Preemption;

/// <summary>Where room is made for a pod, and the names of those that are ended for it, in alphabetical order.</summary>
public sealed record PreemptionAnswer(string Node, IReadOnlyList<string> Victims)
{
    public static string Describe(PreemptionAnswer? answer) => answer is null ? "nobody is ended" : $"{answer.Node}: {string.Join(" ", answer.Victims)}";
}
