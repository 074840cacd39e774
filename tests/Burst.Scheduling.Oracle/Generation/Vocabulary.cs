namespace Burst.Scheduling.Oracle.Generation;

/// <summary>The words of the generated cases.</summary>
internal static class Vocabulary
{
    public const string Zone = "topology.kubernetes.io/zone";
    public const string Rack = "example.com/rack";
    public const string Host = "kubernetes.io/hostname";

    public static readonly string[] TaintKeys = ["dedicated", "maintenance", "example.com/spot"];

    private static readonly string[] NodeNames = [.. Enumerable.Range(1, 8).Select(number => $"node{number}")];

    public static string NodeName(int index) => NodeNames[index];
}
