using System.Text.RegularExpressions;

namespace Burst.Emulator.Groups;

/// <summary>What the service accepts as names, from its troubleshooting page.</summary>
internal static partial class GroupNames
{
    // Recordings show upper-case letters in group names, though the page asks for lower case.
    [GeneratedRegex(@"^(?!.*--)[A-Za-z0-9]([-A-Za-z0-9]{0,61}[A-Za-z0-9])?\z")]
    public static partial Regex Group();

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\z")]
    public static partial Regex Container();

    [GeneratedRegex(@"^(?!.*--)[a-z0-9][-a-z0-9]{3,61}[a-z0-9]\z")]
    public static partial Regex Volume();

    [GeneratedRegex(@"^[a-z0-9][-a-z0-9]{3,61}[a-z0-9]\z", RegexOptions.IgnoreCase)]
    public static partial Regex DnsLabel();

    [GeneratedRegex(@"^[A-Za-z0-9]([A-Za-z0-9_]{0,61}[A-Za-z0-9])?\z")]
    public static partial Regex EnvironmentVariable();

    // A registry, then lower-case names, a tag, a digest.
    [GeneratedRegex(@"^([A-Za-z0-9.-]+(:\d+)?/)?[a-z0-9]+([._/-]+[a-z0-9]+)*(:[\w][\w.-]{0,127})?(@sha256:[0-9a-f]{64})?\z")]
    public static partial Regex Image();

    [GeneratedRegex(@"^[a-z0-9]{1,50}\z")]
    public static partial Regex Location();
}
