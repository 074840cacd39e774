using System.Collections.Immutable;
using Burst.Api;
using Burst.Control;
using Burst.Control.Applying;
using Burst.Control.Loop;
using Burst.Core.Ids;
using Burst.Core.Pricing;
using Burst.Core.Storage;
using Burst.Scheduling.Planning;
using Burst.Server.Configuration;
using Burst.Server.Enrolment;
using Burst.Server.Logs;
using Burst.Server.Metrics;
using Burst.Server.Security;
using Burst.Server.Sweeping;
using Burst.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Burst.Server.Hosting;

/// <summary>
/// A running control plane: the composition root. Disposing it stops the process's own work and leaves every pod as it is; the
/// next start on the same state folder goes on from there.
/// </summary>
public sealed class BurstServer : IAsyncDisposable
{
    /// <summary>For requests under way at the end; those who follow a log would never leave by themselves.</summary>
    private static readonly TimeSpan RequestGrace = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource stopping = new();
    private readonly SqliteStateStore store;
    private readonly ControlMetrics metrics = new();
    private readonly CounterCollector counters = new(ControlMetrics.MeterName);
    private readonly ClusterCertificates certificates;
    private readonly TimeProvider time;
    private Task loopTask = Task.CompletedTask;
    private IReadOnlyList<Task> watches = [];
    private WebApplication? web;
    private NodeDrivers? drivers;
    private bool disposed;

    private BurstServer(SqliteStateStore store, ClusterCertificates certificates, TimeProvider time) =>
        (this.store, this.certificates, this.time) = (store, certificates, time);

    /// <summary>Where the API answers.</summary>
    public Uri Endpoint { get; private set; } = null!;

    /// <summary>What a client needs, as written to <c>kubeconfig</c> in the state folder.</summary>
    public Kubeconfig Access { get; private set; } = null!;

    /// <summary>What hosts know this cluster's pods by.</summary>
    public string ClusterId { get; private set; } = null!;

    internal ExpiredGroupSweep Sweep { get; private set; } = null!;

    /// <summary>Ends when the control loop does: when stopped, or with an error that ends the process.</summary>
    public Task Completion => loopTask;

    /// <param name="burstCommand">How to start `burst` again, for the shims of local pods: executable, then leading arguments.</param>
    /// <exception cref="ServerStartException">The state folder is in use or unusable, or the address is taken.</exception>
    public static async Task<BurstServer> StartAsync(
        ServerSettings settings, IPriceCatalog prices, ImmutableArray<string> burstCommand, TimeProvider time, ILoggerFactory loggers,
        CancellationToken cancellationToken)
    {
        // The store first: its lock keeps a second server from renewing the certificates of the one that runs.
        var store = await OpenStoreAsync(settings, time, loggers, cancellationToken).ConfigureAwait(false);
        var server = new BurstServer(store, await LoadCertificatesAsync(settings, store, time).ConfigureAwait(false), time);
        try
        {
            await server.RunAsync(settings, prices, burstCommand, time, loggers, cancellationToken).ConfigureAwait(false);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (disposed)
            return;
        disposed = true;
        using (var grace = new CancellationTokenSource(RequestGrace, time))
            await (web?.StopAsync(grace.Token) ?? Task.CompletedTask).ConfigureAwait(false);
        await stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(watches).ConfigureAwait(false);
        await loopTask.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (drivers is not null)
            await drivers.DisposeAsync().ConfigureAwait(false);
        if (web is not null)
            await web.DisposeAsync().ConfigureAwait(false);
        await store.DisposeAsync().ConfigureAwait(false);
        counters.Dispose();
        metrics.Dispose();
        certificates.Dispose();
        stopping.Dispose();
    }

    private static async Task<ClusterCertificates> LoadCertificatesAsync(ServerSettings settings, SqliteStateStore store, TimeProvider time)
    {
        var folder = Path.Combine(settings.StateFolder, "pki");
        try
        {
            return ClusterCertificates.LoadOrCreate(folder, settings.Listen.Address, time.GetUtcNow());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await store.DisposeAsync().ConfigureAwait(false);
            throw new ServerStartException($"The certificates in {folder} cannot be read or written: {exception.Message}", exception);
        }
    }

    private static async Task<SqliteStateStore> OpenStoreAsync(
        ServerSettings settings, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        try
        {
            new StateFolderAccess(loggers.CreateLogger<StateFolderAccess>()).Prepare(settings.StateFolder);
            return await SqliteStateStore.OpenAsync(
                settings.StateFolder, settings.Store, time, loggers.CreateLogger<SqliteStateStore>(), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ServerStartException(
                $"The state folder {settings.StateFolder} cannot be used: {exception.Message} Name a folder that you may write to with --state.", exception);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new ServerStartException(exception.Message, exception);
        }
    }

    private async Task RunAsync(
        ServerSettings settings, IPriceCatalog prices, ImmutableArray<string> burstCommand, TimeProvider time, ILoggerFactory loggers,
        CancellationToken cancellationToken)
    {
        var ids = new RandomIdSource(time);
        var hosts = new HostRegistry();
        var archive = new FileLogArchive(Path.Combine(settings.StateFolder, "logs"));
        var loop = CreateLoop(settings, prices, hosts, archive, ids, time, loggers);
        loopTask = loop.RunAsync($"{Environment.MachineName}/{Environment.ProcessId}", stopping.Token);
        var ensured = EnsureClusterIdAsync(loop, ids);
        // A loop that could not load its state answers nothing.
        if (await Task.WhenAny(ensured, loopTask).WaitAsync(cancellationToken).ConfigureAwait(false) == loopTask && loopTask.Exception is { } failure)
            throw new ServerStartException($"The state in {settings.StateFolder} cannot be used: {failure.InnerException!.Message}", failure.InnerException);
        ClusterId = await ensured.ConfigureAwait(false);
        var factory = new HostFactory(settings, ClusterId, burstCommand, ids, time, loggers);
        await new NodeBootstrap(loop, prices, ids, settings, time, loggers.CreateLogger<NodeBootstrap>()).RunAsync(cancellationToken).ConfigureAwait(false);
        drivers = new NodeDrivers(loop, hosts, factory, settings, time, loggers.CreateLogger<NodeDrivers>());
        await drivers.StartAsync(stopping.Token).ConfigureAwait(false);
        Sweep = new ExpiredGroupSweep(loop, new SweptLogs(archive, time), ClusterId, settings.DeleteConfirmWait, ids, time, loggers.CreateLogger<ExpiredGroupSweep>());
        watches =
        [
            drivers.RunAsync(stopping.Token),
            Sweep.RunAsync(stopping.Token),
            new HistoryUpkeep(store, time, loggers.CreateLogger<HistoryUpkeep>()).RunAsync(stopping.Token),
        ];

        var token = AccessToken.LoadOrCreate(Path.Combine(settings.StateFolder, "token"));
        var handlers = new ApiHandlers(loop, store, hosts, archive, prices, ids, time, new ApiOptions(), new NodeEnrolment(drivers, settings, prices, time));
        var pages = new ServerPages(loop, new MetricsPage(loop, hosts, counters), time);
        var endpoint = new ApiEndpoint(handlers, new RequestGuard(token, settings.Listen.Address), pages, loggers.CreateLogger<ApiEndpoint>());
        web = await WebFrontend.StartAsync(settings.Listen, certificates.Server, endpoint.HandleAsync, loggers, cancellationToken).ConfigureAwait(false);
        Endpoint = WebFrontend.ReachableUri(web, settings.Listen);
        Access = new Kubeconfig(Endpoint, certificates.CaPem, token.Value);
        Access.Write(Path.Combine(settings.StateFolder, "kubeconfig"));
    }

    private ControlLoop CreateLoop(
        ServerSettings settings, IPriceCatalog prices, HostRegistry hosts, FileLogArchive archive, RandomIdSource ids, TimeProvider time, ILoggerFactory loggers)
    {
        var options = new ControlLoopOptions { NotReadyAfter = settings.NotReadyAfter };
        var plannerOptions = new PlannerOptions
        {
            SpendCapPerHour = settings.SpendCapPerHour,
            CreatesPer5Minutes = settings.CreatesPer5Minutes,
            CreatesPerHour = settings.CreatesPerHour,
            ReplacePodsAfter = settings.ReplacePodsAfter,
            Placement = settings.Placement,
        };
        var planner = new Planner(plannerOptions, prices, hosts.FindUnsupported, ids);
        var queue = new WorkQueue(options.QueueCapacity);
        return new ControlLoop(store, planner, hosts, archive, queue, options, metrics, time, loggers.CreateLogger<ControlLoop>());
    }

    private static Task<string> EnsureClusterIdAsync(ControlLoop loop, RandomIdSource ids)
    {
        var fresh = ids.NextId().ToString("D");
        return loop.MutateAsync(
            (state, _) => state.FindSetting(ClusterSettings.ClusterId) is null
                ? new StateCommit { Changes = [new Change.PutSetting(ClusterSettings.ClusterId, fresh)] }
                : new StateCommit(),
            state => state.FindSetting(ClusterSettings.ClusterId)!);
    }
}
