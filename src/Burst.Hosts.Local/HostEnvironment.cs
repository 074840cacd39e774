using System.Collections.Immutable;

namespace Burst.Hosts.Local;

/// <summary>What a shim or a built-in program needs of this process's environment to find and start its own runtime; nothing else is passed on.</summary>
internal static class HostEnvironment
{
    public const string SearchPath = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>
    /// No diagnostics socket (a killed process would leave it in /tmp), and a runtime that is small: there is one for every pod.
    /// </summary>
    private static readonly ImmutableArray<string> Lean =
    [
        "DOTNET_EnableDiagnostics=0", "DOTNET_gcConcurrent=0", "DOTNET_TieredPGO=0", "DOTNET_GCHeapHardLimit=0x8000000", "DOTNET_NOLOGO=1",
    ];

    public static ImmutableArray<string> Runtime { get; } = [.. Lean, .. FindInherited()];

    private static IEnumerable<string> FindInherited()
    {
        foreach (var name in (string[])["DOTNET_ROOT", "DOTNET_ROOT_X64", "DOTNET_ROOT_ARM64", "DOTNET_BUNDLE_EXTRACT_BASE_DIR"])
        {
#pragma warning disable RS0030 // Where the runtime of this very process was found is not configuration; its children need the same one.
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
                yield return $"{name}={value}";
#pragma warning restore RS0030
        }
    }
}
