using System.Globalization;
using System.Text;
using Burst.Core.Policies;
using Burst.Core.Units;

namespace Burst.Simulation.Chaos.Users;

/// <summary>What users write, as they write it.</summary>
internal static class UserManifests
{
    public const string SecretName = "shared";
    /// <summary>In the value of every secret, and nowhere else.</summary>
    public const string SecretMark = "hidden-from-all";

    public const string Separator = "---\n";

    public static string Of(PolicyIntent policy)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"apiVersion: burst.dev/v1\nkind: BurstPolicy\nmetadata:\n  name: {policy.Name}\nspec:\n");
        text.Append(CultureInfo.InvariantCulture, $"  mode: {NameOf(policy.Mode)}\n  after: {policy.After.TotalSeconds:0}s\n");
        if (policy.Mode != BurstMode.Never)
            text.Append(CultureInfo.InvariantCulture, $"  tiers: [{string.Join(", ", policy.Tiers)}]\n");
        if (policy.RepatriateAfter != BurstPolicy.DefaultRepatriateAfter)
            text.Append(CultureInfo.InvariantCulture, $"  repatriateAfter: {(policy.RepatriateAfter == Timeout.InfiniteTimeSpan ? "never" : $"{policy.RepatriateAfter.TotalSeconds:0}s")}\n");
        if (policy.MaxPods is { } pods)
            text.Append(CultureInfo.InvariantCulture, $"  maxPods: {pods}\n");
        if (policy.MaxSpendPerHour is { } spend)
            text.Append(CultureInfo.InvariantCulture, $"  maxSpendPerHour: \"{spend}\"\n");
        return text.ToString();
    }

    public static string Secret(int version) =>
        $"apiVersion: v1\nkind: Secret\nmetadata:\n  name: {SecretName}\ntype: Opaque\nstringData:\n  token: {SecretMark}-{version}\n";

    public static string Of(Workload workload, WorkloadIntent intent) =>
        workload.Kind == WorkloadKind.Service ? Service(workload, intent) : Job(workload, intent);

    private static string Service(Workload workload, WorkloadIntent intent) =>
        $"apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {workload.Name}\nspec:\n  replicas: {intent.Replicas}\n"
        + $"  strategy:\n{Strategy(workload)}  selector:\n    matchLabels:\n      app: {workload.Name}\n"
        + Template(workload, intent, "\"sim\", \"serve\"", "Always");

    private static string Strategy(Workload service) => service.Rolling is { } rolling
        ? $"    type: RollingUpdate\n    rollingUpdate:\n      maxSurge: {rolling.MaxSurge}\n      maxUnavailable: {rolling.MaxUnavailable}\n"
        : "    type: Recreate\n";

    private static string Job(Workload workload, WorkloadIntent intent) =>
        $"apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: {workload.Name}\nspec:\n  completions: {workload.Completions}\n"
        + $"  parallelism: {intent.Replicas}\n  backoffLimit: {workload.BackoffLimit}\n"
        + Template(workload, intent, Program(workload), "Never");

    private static string Program(Workload job) => job.FailsPerMille == 1000
        ? $"\"sim\", \"run\", \"{job.Works.TotalSeconds:0}\", \"{job.ExitCode}\""
        : $"\"sim\", \"flaky\", \"{job.Works.TotalSeconds:0}\", \"{job.ExitCode}\", \"{job.FailsPerMille}\"";

    private static string Template(Workload workload, WorkloadIntent intent, string command, string restartPolicy)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"  template:\n    metadata:\n      labels:\n        app: {workload.Name}\n");
        if (workload.Policy is { } policy)
            text.Append(CultureInfo.InvariantCulture, $"      annotations:\n        {BurstPolicy.Annotation}: {policy.Name}\n");
        text.Append(CultureInfo.InvariantCulture, $"    spec:\n      restartPolicy: {restartPolicy}\n      terminationGracePeriodSeconds: 2\n");
        if (workload.OnNode is { } node)
            text.Append(CultureInfo.InvariantCulture, $"      nodeSelector:\n        kubernetes.io/hostname: {node}\n");
        text.Append(CultureInfo.InvariantCulture, $"      containers:\n        - name: main\n          image: sim/program\n          command: [{command}]\n");
        text.Append(CultureInfo.InvariantCulture, $"          env:\n            - name: VERSION\n              value: \"{intent.Version}\"\n");
        if (workload.UsesSecret)
            text.Append(CultureInfo.InvariantCulture, $"            - name: TOKEN\n              valueFrom:\n                secretKeyRef:\n                  name: {SecretName}\n                  key: token\n");
        return text.Append(Requests(workload.Requests)).ToString();
    }

    private static string Requests(Resources requests) =>
        $"          resources:\n            requests:\n              cpu: {requests.CpuMillis}m\n              memory: {requests.MemoryMib}Mi\n";

    private static string NameOf(BurstMode mode) => mode switch
    {
        BurstMode.Never => "never",
        BurstMode.Overflow => "overflow",
        BurstMode.Prefer => "prefer",
        BurstMode.Always => "always",
        _ => throw new ArgumentOutOfRangeException(nameof(mode)),
    };
}
