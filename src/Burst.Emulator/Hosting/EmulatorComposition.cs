using Burst.Emulator.Arm;
using Burst.Emulator.Exec;
using Burst.Emulator.Faults;
using Burst.Emulator.Groups;
using Burst.Emulator.Locations;
using Burst.Emulator.Metering;
using Burst.Emulator.Networks;
using Burst.Emulator.ResourceGroups;
using Burst.Emulator.Runtime;
using Burst.Emulator.SignIn;
using Burst.Emulator.State;
using Microsoft.Extensions.Logging;

namespace Burst.Emulator.Hosting;

/// <summary>Everything behind the web server, put together.</summary>
internal sealed class EmulatorComposition : IDisposable
{
    private const int EndParallelism = 16;

    private static readonly TimeSpan EndPoll = TimeSpan.FromMilliseconds(100);

    private readonly TokenIssuer _tokens;
    private readonly GroupStore _groups;
    private readonly GroupLifecycle _lifecycle;

    public EmulatorComposition(EmulatorOptions options, StateFolder folder, IGroupRuntime runtime, TimeProvider time, ILoggerFactory loggers)
    {
        _tokens = new(time);
        ExecSessions = new(time);
        var quota = new GroupQuota(options.Quota);
        _groups = GroupStore.Load(folder.Subfolder("groups"), quota);
        var resourceGroups = ResourceGroupStore.Load(folder.File("resource-groups.json"));
        var networks = NetworkStore.Load(folder.File("networks.json"));
        var journal = InvoiceJournal.Load(folder.File("invoice.jsonl"), options.InvoiceLinesMax);
        Invoice = new(_groups, journal, new(options.Prices), time);
        _lifecycle = new(_groups, runtime, journal, options, time, loggers.CreateLogger<GroupLifecycle>());
        var access = new GroupAccess(_groups, _lifecycle);
        var presence = new ResourceGroupPresence(resourceGroups, options.AutoCreateResourceGroups);
        var answers = new GroupAnswers(options.Provisioning, time);
        var rates = new RequestRates(options.Rates, new(folder.File("rates.log")), time);
        var (book, calls, effects) = (new FaultBook(options.Faults), new CallCounter(), new FaultEffects(_groups, _lifecycle));
        var router = new ArmRouter(
        [
            .. new FaultHandlers(book, calls, effects).Routes,
            .. new EmulatorHandlers(_groups, Invoice, time).Routes,
            .. SignInRoutes.All(_tokens, time),
            .. new SubscriptionHandlers(resourceGroups).Routes,
            .. new ProviderHandlers().Routes,
            .. new LocationHandlers().Routes,
            .. new PermissionHandlers().Routes,
            .. new ResourceGroupHandlers(resourceGroups, networks, _groups, _lifecycle).Routes,
            .. new GroupReadHandlers(_groups, access, quota, presence, answers, options.ListPageSize, time).Routes,
            .. new GroupWriteHandlers(_groups, access, _lifecycle, new(options, runtime.RunsInitContainers), presence, answers, rates, time).Routes,
            .. new GroupActionHandlers(access, _lifecycle, answers).Routes,
            .. new LogHandlers(access, runtime).Routes,
            .. new ExecHandlers(access, ExecSessions).Routes,
            .. new NetworkHandlers(networks, presence).Routes,
            .. new GroupNetworkHandlers(_groups, access).Routes,
        ], loggers.CreateLogger<ArmRouter>());
        ExecRunner = new(_groups, runtime, options.InspectInterval, time);
        Gate = new(book, calls, effects, new(options.Provisioning.Answer, options.Seed), new ArmThrottle(options.Rates, router.RouteAsync, time).HandleAsync, time);
        Loop = new(_groups, _lifecycle, options.InspectInterval, time, loggers.CreateLogger<GroupLoop>());
    }

    /// <summary>Where requests come in.</summary>
    public FaultGate Gate { get; }

    public GroupLoop Loop { get; }

    public ExecSessions ExecSessions { get; }

    public ExecRunner ExecRunner { get; }

    public InvoiceDesk Invoice { get; }

    public void Dispose() => _tokens.Dispose();

    /// <summary>Takes up what an earlier process left, so that the first answer already tells how it is now.</summary>
    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        foreach (var group in _groups.All)
            await _lifecycle.AdoptAsync(group, cancellationToken).ConfigureAwait(false);
        await Loop.TurnAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Until none is left: what the runtime fails at is tried again by the loop, and requests under way may add some.</summary>
    public async Task EndGroupsAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = EndParallelism, CancellationToken = cancellationToken };
        while (true)
        {
            await Parallel.ForEachAsync(_groups.All, options, async (group, token) => await _lifecycle.DeleteAsync(group, token).ConfigureAwait(false))
                .ConfigureAwait(false);
            if (!_groups.All.Any())
                return;
            await Task.Delay(EndPoll, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
