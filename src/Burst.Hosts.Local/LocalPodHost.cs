using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Hosts.Local.Folders;
using Burst.Hosts.Local.Logs;
using Microsoft.Extensions.Logging;

namespace Burst.Hosts.Local;

/// <summary>
/// Pods as processes of this machine, each under a shim that outlives the host. All that is known of a pod is in its folder, so
/// any instance of the host, in any process, sees the same pods. CPU and memory limits are not enforced; ports are the
/// machine's own.
/// </summary>
public sealed partial class LocalPodHost : IPodHost, IPodLogs, IDisposable
{
    private readonly LocalPodHostOptions options;
    private readonly TimeProvider timeProvider;
    private readonly ILogger<LocalPodHost> logger;
    private readonly ShimLauncher launcher;
    private readonly string nodeFolder;

    public LocalPodHost(LocalPodHostOptions options, TimeProvider timeProvider, ILogger<LocalPodHost> logger)
    {
        this.options = options.Validated();
        this.timeProvider = timeProvider;
        this.logger = logger;
        launcher = new ShimLauncher(options, timeProvider);
        nodeFolder = Path.Combine(Path.GetFullPath(options.RootFolder), options.OwnerId, options.Node.Value);
    }

    public NodeName Node => options.Node;

    public string? FindUnsupported(PodSpec spec) => SpecRules.FindUnsupported(spec, options.AllowHostCommands);

    public async Task<CreateOutcome> CreateAsync(PodLaunch launch, CancellationToken cancellationToken)
    {
        if (launch.LooksOnly)
            return Look(launch.Uid);
        if ((FindUnsupported(launch.Spec) ?? LaunchBuilder.FindBadVariable(launch)) is { } reason)
            return new CreateOutcome.Rejected(reason);

        var folder = FolderOf(launch.Uid);
        var isStarted = Guard($"create pod {launch.Uid}", () =>
        {
            if (folder.ReadStatus() is not null)
                return true;

            PodFolder.CreateFolder(nodeFolder);
            folder.Prepare(LaunchBuilder.Build(launch, folder, options, timeProvider.GetUtcNow()));
            return false;
        });
        if (isStarted)
            return new CreateOutcome.Accepted();

        var outcome = await launcher.LaunchAsync(folder, LaunchBuilder.BuildSecrets(launch), cancellationToken).ConfigureAwait(false);
        LogCreated(launch.Uid, launch.Namespace, launch.Name, Node, outcome.GetType().Name);
        return outcome;
    }

    public Task<IReadOnlyList<PodObservation>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult(Guard("list the pods", () => List(cancellationToken)));

    public Task<HostHeartbeat> CheckAsync(CancellationToken cancellationToken)
    {
        Guard("write", () =>
        {
            PodFolder.CreateFolder(nodeFolder);
            var probe = Path.Combine(nodeFolder, ".check");
            DurableFile.Write(probe, "ok"u8);
            return true;
        });
        return Task.FromResult(new HostHeartbeat(timeProvider.GetUtcNow(), Ready: true, $"'{nodeFolder}' is writable."));
    }

    public IAsyncEnumerable<LogLine> ReadLogsAsync(PodUid pod, string container, LogQuery query, CancellationToken cancellationToken)
    {
        var folder = FolderOf(pod);
        if (Guard("read the log", folder.ReadLaunch) is { } launch && launch.Containers.All(known => known.Name != container))
        {
            var names = string.Join(", ", launch.Containers.Select(known => known.Name));
            throw new ArgumentException($"Pod {launch.Namespace}/{launch.Name} has no container '{container}'; it has {names}.", nameof(container));
        }

        var reader = new LogReader(folder.LogFolder(container), () => HasEnded(folder), timeProvider);
        return reader.ReadAsync(query, cancellationToken);
    }

    public void Dispose() => launcher.Dispose();

    private CreateOutcome Look(PodUid pod) => Guard($"look for pod {pod}", () => FolderOf(pod).ReadStatus()) is null
        ? new CreateOutcome.Missing($"pod {pod} has not been started on this node")
        : new CreateOutcome.Accepted();

    private PodFolder FolderOf(PodUid uid) => new(nodeFolder, uid);

    private IReadOnlyList<PodObservation> List(CancellationToken cancellationToken)
    {
        var pods = new List<PodObservation>();
        if (!Directory.Exists(nodeFolder))
            return pods;

        foreach (var path in Directory.EnumerateDirectories(nodeFolder).Order(StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!Path.GetFileName(path).StartsWith('.') && PodObserver.Observe(PodFolder.At(path), timeProvider.GetUtcNow()) is { } pod)
                pods.Add(pod);
        }

        return pods;
    }

    private bool HasEnded(PodFolder folder) => Guard(
        "read the pod",
        () => PodObserver.Observe(folder, timeProvider.GetUtcNow()) is null or { Phase: PodPhase.Succeeded or PodPhase.Failed });

    /// <summary>A folder that cannot be read or written means that the node cannot be reached: nothing is then known.</summary>
    private T Guard<T>(string verb, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException or FormatException)
        {
            throw new PodHostUnavailableException($"Node {Node} could not {verb} in '{nodeFolder}': {exception.Message}", exception);
        }
    }
}
