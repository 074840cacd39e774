using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Burst.Core.Ids;

namespace Burst.Hosts.Local;

/// <summary>How one node's pods are run as local processes.</summary>
public sealed partial record LocalPodHostOptions
{
    public const int LogFilesMaxLimit = 1000;

    public required NodeName Node { get; init; }

    /// <summary>An absolute path. Each pod has the folder {root}/{owner}/{node}/{uid} in it.</summary>
    public required string RootFolder { get; init; }

    /// <summary>The cluster whose pods these are: letters, digits, '.', '_' and '-'.</summary>
    public required string OwnerId { get; init; }

    /// <summary>How `burst` is started on this machine: the executable (an absolute path) and the arguments before its own.</summary>
    public required ImmutableArray<string> BurstCommand { get; init; }

    /// <summary>Whether a pod may run any command of this machine, with the rights of this process.</summary>
    public bool AllowHostCommands { get; init; }

    /// <summary>Size at which a container's log goes on in a new file; at least 1 KiB.</summary>
    public long LogBytesMax { get; init; } = 10 * 1024 * 1024;

    /// <summary>Log files kept of each container, the one being written included: 2-1000.</summary>
    public int LogFilesMax { get; init; } = 5;

    /// <summary>Delay before a container's second restart; it doubles from there, up to 30 times this. Kubernetes' 10 s unless set.</summary>
    public TimeSpan RestartDelayBase { get; init; } = TimeSpan.FromSeconds(10);

    /// <exception cref="ArgumentException">Something is not as it must be; the message says all of it.</exception>
    public LocalPodHostOptions Validated()
    {
        string[] errors = [.. FindErrors()];
        return errors.Length == 0
            ? this
            : throw new ArgumentException($"The local pod host of node '{Node}' cannot be set up: {string.Join(" ", errors)}");
    }

    private IEnumerable<string> FindErrors()
    {
        if (!Path.IsPathFullyQualified(RootFolder))
            yield return $"{nameof(RootFolder)} '{RootFolder}' is not an absolute path.";
        if (!OwnerPattern().IsMatch(OwnerId))
            yield return $"{nameof(OwnerId)} '{OwnerId}' is not usable; 1-128 letters, digits, '.', '_' and '-', the first no '.', are.";
        if (BurstCommand.IsDefaultOrEmpty || !Path.IsPathFullyQualified(BurstCommand[0]) || !File.Exists(BurstCommand[0]))
            yield return $"{nameof(BurstCommand)} must start with the absolute path of an executable; '{(BurstCommand.IsDefaultOrEmpty ? "" : BurstCommand[0])}' is none.";
        if (LogBytesMax < 1024)
            yield return $"{nameof(LogBytesMax)} {LogBytesMax} is less than 1024.";
        if (LogFilesMax is < 2 or > LogFilesMaxLimit)
            yield return $"{nameof(LogFilesMax)} {LogFilesMax} is not 2-{LogFilesMaxLimit}.";
        if (RestartDelayBase <= TimeSpan.Zero || RestartDelayBase > TimeSpan.FromHours(1))
            yield return $"{nameof(RestartDelayBase)} {RestartDelayBase} is not more than zero and at most an hour.";
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}\z")]
    private static partial Regex OwnerPattern();
}
