using System.Collections.Immutable;
using Burst.Simulation.Chaos.Kernel;

namespace Burst.Simulation.Chaos.Users;

/// <summary>
/// All who use the cluster: they create, change, delete, cordon, pause and look, at times of their own choosing, until they are
/// told to stop. Then they still ask for an answer to everything they have asked for.
/// </summary>
internal sealed class SimulatedUsers
{
    private const int SecretVersions = 1000;

    private static readonly TimeSpan MachinesOutMin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan MachinesOutMax = TimeSpan.FromMinutes(2);

    private readonly EventLoop loop;
    private readonly UserScenario scenario;
    private readonly WorkloadBook book;
    private readonly ImmutableArray<string> nodes;
    private readonly SeededRandom random;
    private readonly SeededRandom outages;
    private readonly ImmutableArray<PolicyIntent> policies;
    private readonly WorkloadFactory factory;
    private readonly UserRequests requests;
    private readonly WorkloadUser workloads;
    private readonly OperatorUser cluster;
    private readonly LookingUser looking;
    private readonly MaintenanceUser maintenance;
    private readonly EveningUser evening;
    private int outagesBegun;
    private int running;
    private bool isStopped;

    /// <param name="machines">Names of the VM nodes: workloads may have to be on one of them.</param>
    /// <param name="nodes">Names of all nodes.</param>
    /// <param name="onWrong">Told the request and the answer that it does not deserve.</param>
    public SimulatedUsers(
        EventLoop loop, IUserApi api, ulong seed, UserScenario scenario, WorkloadBook book, ImmutableArray<string> machines,
        ImmutableArray<string> nodes, Action<string, string> onWrong)
    {
        (this.loop, this.scenario, this.book, this.nodes) = (loop, scenario, book, nodes);
        outages = SeededRandom.For(seed, "maintenance");
        random = SeededRandom.For(seed, "user actions");
        policies = UserPolicies.Draw(SeededRandom.For(seed, "user policies"), SeededRandom.For(seed, "repatriation"));
        factory = new WorkloadFactory(SeededRandom.For(seed, "workloads"), SeededRandom.For(seed, "flakiness"), SeededRandom.For(seed, "rollouts"), scenario, policies, machines);
        requests = new UserRequests(loop, api, SeededRandom.For(seed, "user requests"), onWrong);
        workloads = new WorkloadUser(loop, requests, book);
        cluster = new OperatorUser(requests, book, SeededRandom.For(seed, "operator"));
        looking = new LookingUser(requests, book, SeededRandom.For(seed, "looking"));
        maintenance = new MaintenanceUser(workloads, cluster, SeededRandom.For(seed, "maintenance user"), policies, machines);
        evening = new EveningUser(loop, requests, workloads, maintenance, book, SeededRandom.For(seed, "evening user"), policies);
    }

    /// <summary>Actions begun, by kind.</summary>
    public SortedDictionary<UserAction, long> Actions { get; } = [];

    public ImmutableArray<PolicyIntent> Policies => policies;

    public UserRequests Requests => requests;

    /// <summary>Every request has its answer, and nothing is cordoned or paused.</summary>
    public bool IsQuiet => running == 0 && requests.Waiting == 0;

    /// <summary>An action failed within itself: a mistake in the simulation, or an answer that no user can read.</summary>
    public Exception? Failure { get; private set; }

    public void Start() => Run(BeginAsync);

    public void Stop()
    {
        isStopped = true;
        cluster.Stop();
    }

    /// <summary>All go home but one; nothing stays cordoned or paused.</summary>
    public void BeginEvening()
    {
        Stop();
        evening.Start(Run);
    }

    private async Task BeginAsync()
    {
        var all = policies.Select(UserManifests.Of).Append(UserManifests.Secret(0));
        await requests.AskAsync("POST", "/apis/burst.dev/v1/apply", string.Join(UserManifests.Separator, all)).ConfigureAwait(false);
        ScheduleNext();
        if (scenario.MachinesOutEvery is { } every && !maintenance.IsIdle)
            ScheduleMaintenance(every);
    }

    private void ScheduleMaintenance(TimeSpan every) => loop.After(every * (outages.Between(500, 1500) / 1000.0), () =>
    {
        if (isStopped)
            return;
        var lasts = outages.Between(MachinesOutMin, MachinesOutMax);
        Run(() => maintenance.TakeOutAsync(lasts, $"visitor{++outagesBegun}"));
        ScheduleMaintenance(every);
    });

    private void ScheduleNext() => loop.After(scenario.Every * (random.Between(1, 2000) / 1000.0), Act);

    private void Act()
    {
        if (isStopped)
            return;
        var action = Draw();
        Actions[action] = Actions.GetValueOrDefault(action) + 1;
        Run(() => ActAsync(action));
        ScheduleNext();
    }

    private UserAction Draw()
    {
        var at = random.Next(scenario.Weights.Values.Sum());
        foreach (var (action, weight) in scenario.Weights)
        {
            if (at < weight)
                return action;
            at -= weight;
        }

        throw new InvalidOperationException("The weights of the actions have changed.");
    }

    private Task ActAsync(UserAction action)
    {
        var free = book.All.Where(workload => workload is { IsSettled: true, IsDeleted: false }).ToList();
        var room = scenario.LiveMax - book.All.Count(workload => !workload.IsDeleted);
        return action switch
        {
            UserAction.CreateJob => CreateAsync(Math.Min(room, 1), factory.Job, free),
            UserAction.BurstOfJobs => CreateAsync(Math.Min(room, random.Between(2, scenario.BurstMax)), factory.Job, free),
            UserAction.CreateService => CreateAsync(Math.Min(room, 1), factory.Service, free),
            UserAction.Scale => OnServiceAsync(free, service => workloads.ScaleAsync(service, random.Between(0, 4))),
            UserAction.Update => OnServiceAsync(free, workloads.UpdateAsync),
            UserAction.Delete => DeleteAsync(free),
            UserAction.DeletePod => looking.DeletePodAsync(),
            UserAction.Cordon => nodes.Length == 0 ? Task.CompletedTask : cluster.CordonAsync(random.Pick(nodes)),
            UserAction.Pause => cluster.PauseAsync(),
            UserAction.ChangeSecret => ChangeSecretAsync(random.Next(SecretVersions)),
            UserAction.Look => looking.LookAsync(),
            _ => throw new ArgumentOutOfRangeException(nameof(action)),
        };
    }

    private async Task ChangeSecretAsync(int version)
    {
        var (at, sent) = (book.SecretChanges.Count, loop.Now);
        book.SecretChanges.Add((sent, DateTimeOffset.MaxValue));
        await requests.AskAsync("POST", "/apis/burst.dev/v1/apply", UserManifests.Secret(version)).ConfigureAwait(false);
        book.SecretChanges[at] = (sent, loop.Now);
    }

    /// <summary>Where there is no room for more, something has to go first.</summary>
    private Task CreateAsync(int count, Func<Workload> make, List<Workload> free)
    {
        if (count <= 0)
            return DeleteAsync(free);
        var made = Enumerable.Range(0, count).Select(_ => make()).ToList();
        return workloads.CreateAsync([.. made.Select(workload => (workload, factory.FirstIntent(workload)))]);
    }

    /// <summary>The oldest mostly: what is old is done more often than not, and now and then it is not.</summary>
    private Task DeleteAsync(List<Workload> free)
    {
        if (free.Count == 0)
            return Task.CompletedTask;
        return workloads.DeleteAsync(random.Chance(700) ? free[0] : random.Pick(free));
    }

    private Task OnServiceAsync(List<Workload> free, Func<Workload, Task> act)
    {
        var services = free.Where(workload => workload.Kind == WorkloadKind.Service).ToList();
        return services.Count == 0 ? Task.CompletedTask : act(random.Pick(services));
    }

    private void Run(Func<Task> act) => _ = RunAsync(act);

    private async Task RunAsync(Func<Task> act)
    {
        running++;
        try
        {
            await act().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Failure ??= exception;
        }

        running--;
    }
}
