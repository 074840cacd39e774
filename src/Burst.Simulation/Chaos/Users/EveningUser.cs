using System.Collections.Immutable;
using System.Text.Json;
using Burst.Core.Units;
using Burst.Simulation.Chaos.Faults;
using Burst.Simulation.Chaos.Kernel;

namespace Burst.Simulation.Chaos.Users;

/// <summary>
/// The one who stays when the others have gone: hands in a few small jobs that are tried more than once, later has a pod of every
/// service ended, and at last takes all machines out for a while and asks for a service meanwhile.
/// </summary>
internal sealed class EveningUser(
    EventLoop loop, UserRequests requests, WorkloadUser workloads, MaintenanceUser maintenance, WorkloadBook book, SeededRandom random,
    ImmutableArray<PolicyIntent> policies)
{
    private const string Pods = "/api/v1/namespaces/default/pods";
    private const int FailsPerMille = 500;

    private static readonly int[] Cpu = [250, 500];

    /// <summary>Each task of it is handed to the one who runs them.</summary>
    public void Start(Action<Func<Task>> run)
    {
        foreach (var number in Enumerable.Range(1, random.Between(3, 6)))
            loop.After(random.Between(Evening.JobsFrom, Evening.JobsUntil), () => run(() => workloads.CreateAsync([(Job(number), new WorkloadIntent(1, 1))])));
        foreach (var at in Evening.RestartsAt)
            loop.After(at, () => run(RestartAsync));
        if (!maintenance.IsIdle)
            loop.After(Evening.MachinesOutFrom, () => run(() => maintenance.TakeOutAsync(Evening.MachinesOutFor, "eveningsvc")));
    }

    /// <summary>One pod at a time: between a failure and the next try nothing of the job's own wakes anybody.</summary>
    private Workload Job(int number) => new()
    {
        Name = $"evening{number}",
        Kind = WorkloadKind.Job,
        Requests = new Resources(random.Pick(Cpu), 256),
        Policy = random.Chance(500) ? null : random.Pick(policies),
        Completions = random.Between(1, 3),
        BackoffLimit = 6,
        Works = TimeSpan.FromSeconds(random.Between(5, 20)),
        ExitCode = random.Between(1, 100),
        FailsPerMille = FailsPerMille,
    };

    private async Task RestartAsync()
    {
        if (await requests.LookAsync(Pods).ConfigureAwait(false) is not { Status: 200 } answer)
            return;
        foreach (var service in book.All.Where(IsServing).ToList())
        {
            var names = NamesOf(answer.Body, service.Name);
            if (names.Count == 0)
                continue;
            var pod = random.Pick(names);
            book.AddPodDelete(pod);
            await requests.AskAsync("DELETE", $"{Pods}/{pod}", mayBeMissing: true).ConfigureAwait(false);
        }
    }

    private static bool IsServing(Workload workload) => workload is { Kind: WorkloadKind.Service, IsSettled: true, IsDeleted: false };

    private static IReadOnlyList<string> NamesOf(ReadOnlyMemory<byte> body, string service)
    {
        using var document = JsonDocument.Parse(body);
        return
        [
            .. document.RootElement.GetProperty("items").EnumerateArray().Where(IsRunning).Select(NameOf)
                .Where(name => name.StartsWith($"{service}-", StringComparison.Ordinal)),
        ];
    }

    private static bool IsRunning(JsonElement pod) => pod.GetProperty("status").GetProperty("phase").GetString() == "Running";

    private static string NameOf(JsonElement pod) => pod.GetProperty("metadata").GetProperty("name").GetString()!;
}
