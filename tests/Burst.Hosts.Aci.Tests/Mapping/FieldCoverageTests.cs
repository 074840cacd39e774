using System.Collections.Immutable;
using System.Text;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Hosts.Aci.Mapping;
using Burst.Hosts.Aci.Tests.Doubles;
using Burst.Hosts.Local;
using Burst.Manifests;
using Burst.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Burst.Hosts.Aci.Tests.Mapping;

/// <summary>
/// Every field that Kubernetes 1.34 knows of a pod's spec and of a container, set to something that is not its default: it shows in what
/// ACI is sent, is kept to by Burst itself, or is refused with its path. Approved/fields.txt is the table; nothing in it is ignored.
/// </summary>
public sealed class FieldCoverageTests
{
    private const string Ignored = "IGNORED";

    /// <summary>By field of the spec. The text takes the place of the field in the pod below.</summary>
    private static readonly (string Field, string Yaml)[] OfSpec =
    [
        ("activeDeadlineSeconds", "activeDeadlineSeconds: 60"),
        ("affinity", "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: disk, operator: Exists}]}]}}}"),
        ("automountServiceAccountToken", "automountServiceAccountToken: true"),
        ("containers", "containers: [{name: other, image: burst/echo}]"),
        ("dnsConfig", "dnsConfig: {nameservers: [10.0.0.10]}"),
        ("dnsPolicy", "dnsPolicy: ClusterFirstWithHostNet"),
        ("enableServiceLinks", "enableServiceLinks: false"),
        ("ephemeralContainers", "ephemeralContainers: [{name: debug, image: busybox}]"),
        ("hostAliases", "hostAliases: [{ip: 10.0.0.1, hostnames: [a]}]"),
        ("hostIPC", "hostIPC: true"),
        ("hostNetwork", "hostNetwork: true"),
        ("hostPID", "hostPID: true"),
        ("hostUsers", "hostUsers: false"),
        ("hostname", "hostname: web"),
        ("hostnameOverride", "hostnameOverride: web"),
        ("imagePullSecrets", "imagePullSecrets: [{name: registry}]"),
        ("initContainers", "initContainers: [{name: prepare, image: burst/echo}]"),
        ("nodeName", "nodeName: vm-1"),
        ("nodeSelector", "nodeSelector: {disk: fast}"),
        ("os", "os: {name: linux}"),
        ("overhead", "overhead: {cpu: 100m}"),
        ("preemptionPolicy", "preemptionPolicy: Never"),
        ("priority", "priority: 10"),
        ("priorityClassName", "priorityClassName: high"),
        ("readinessGates", "readinessGates: [{conditionType: a.example/b}]"),
        ("resourceClaims", "resourceClaims: [{name: gpu}]"),
        ("resources", "resources: {requests: {cpu: \"1\"}}"),
        ("restartPolicy", "restartPolicy: Never"),
        ("runtimeClassName", "runtimeClassName: kata"),
        ("schedulerName", "schedulerName: other"),
        ("schedulingGates", "schedulingGates: [{name: a.example/b}]"),
        ("securityContext", "securityContext: {runAsUser: 1000}"),
        ("serviceAccount", "serviceAccount: app"),
        ("serviceAccountName", "serviceAccountName: app"),
        ("setHostnameAsFQDN", "setHostnameAsFQDN: true"),
        ("shareProcessNamespace", "shareProcessNamespace: true"),
        ("subdomain", "subdomain: web"),
        ("terminationGracePeriodSeconds", "terminationGracePeriodSeconds: 90"),
        ("tolerations", "tolerations: [{key: a, operator: Exists}]"),
        ("topologySpreadConstraints", "topologySpreadConstraints: [{maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule}]"),
        ("volumes", "volumes: [{name: scratch, emptyDir: {}}]"),
        ("workloadRef", "workloadRef: {name: w}"),
    ];

    /// <summary>By field of the container.</summary>
    private static readonly (string Field, string Yaml)[] OfContainer =
    [
        ("args", "args: [fast]"),
        ("command", "command: [/burst/echo, more]"),
        ("env", "env: [{name: COLOUR, value: blue}]"),
        ("envFrom", "envFrom: [{configMapRef: {name: app}}]"),
        ("image", "image: burst/cpu"),
        ("imagePullPolicy", "imagePullPolicy: Never"),
        ("lifecycle", "lifecycle: {preStop: {exec: {command: [sync]}}}"),
        ("livenessProbe", "livenessProbe: {exec: {command: [ok]}}"),
        ("name", "name: other"),
        ("ports", "ports: [{containerPort: 8080}]"),
        ("readinessProbe", "readinessProbe: {httpGet: {port: 8080}}"),
        ("resizePolicy", "resizePolicy: [{resourceName: cpu, restartPolicy: RestartContainer}]"),
        ("resources", "resources: {requests: {cpu: \"2\", memory: 3Gi}}"),
        ("restartPolicy", "restartPolicy: Always"),
        ("restartPolicyRules", "restartPolicyRules: [{action: Restart}]"),
        ("securityContext", "securityContext: {readOnlyRootFilesystem: true}"),
        ("startupProbe", "startupProbe: {exec: {command: [ok]}}"),
        ("stdin", "stdin: true"),
        ("stdinOnce", "stdinOnce: true"),
        ("terminationMessagePath", "terminationMessagePath: /tmp/end"),
        ("terminationMessagePolicy", "terminationMessagePolicy: FallbackToLogsOnError"),
        ("tty", "tty: true"),
        ("volumeDevices", "volumeDevices: [{name: disk, devicePath: /dev/sdb}]"),
        ("volumeMounts", "volumeMounts: [{name: scratch, mountPath: /scratch}]"),
        ("workingDir", "workingDir: /app"),
    ];

    /// <summary>What no node is told, because Burst itself sees to it.</summary>
    private static readonly Dictionary<string, string> ByBurst = new()
    {
        ["spec.activeDeadlineSeconds"] = "Burst ends the pod",
        ["spec.nodeName"] = "Burst places by it",
        ["spec.nodeSelector"] = "Burst places by it",
        ["spec.tolerations"] = "Burst places by it",
        ["spec.affinity"] = "Burst places by it",
        ["spec.preemptionPolicy"] = "Burst places by it",
        ["spec.priority"] = "Burst places by it",
        ["spec.priorityClassName"] = "Burst places by it",
        ["spec.overhead"] = "Burst counts it on VM nodes; a container group is billed for its containers",
        ["spec.schedulingGates"] = "Burst places by it",
        ["spec.topologySpreadConstraints"] = "Burst places by it",
        ["spec.terminationGracePeriodSeconds"] = "has no counterpart on ACI (docs/guides/aci.md); a local node keeps to it",
        ["spec.enableServiceLinks"] = "there are no Services, so both values come to the same",
    };

    [Fact]
    public void EveryFieldOfKubernetes_IsMapped_KeptTo_OrRefusedWithItsPath()
    {
        var table = new StringBuilder("FIELD | ON ACI | ON A LOCAL NODE\n");
        foreach (var (path, yaml) in Cases())
        {
            var (onAci, onLocal) = Judge(path, yaml);
            table.Append($"{path} | {onAci} | {onLocal}\n");
            Assert.NotEqual((path, Ignored), (path, onAci));
            Assert.NotEqual((path, Ignored), (path, onLocal));
        }

        Approval.Check("fields.txt", table.ToString());
    }

    [Fact]
    public void TheList_HasEveryFieldOnce()
    {
        Assert.Equal((42, 25), (OfSpec.Length, OfContainer.Length));
        Assert.All([OfSpec, OfContainer], fields => Assert.Equal(fields.Select(item => item.Field).Distinct().Order(StringComparer.Ordinal), fields.Select(item => item.Field)));
    }

    private static IEnumerable<(string Path, string Yaml)> Cases() =>
        OfSpec.Select(item => ($"spec.{item.Field}", WithField(item.Field, item.Yaml, "", "")))
            .Concat(OfContainer.Select(item => ($"spec.containers[0].{item.Field}", WithField("", "", item.Field, item.Yaml))));

    /// <summary>A pod that has only what it must, but for one field.</summary>
    private static string WithField(string specField, string specYaml, string containerField, string containerYaml)
    {
        (string Field, string Yaml)[] container = [("name", "name: main"), ("image", "image: burst/sleep"), ("resources", "resources: {requests: {cpu: \"1\", memory: 1Gi}}")];
        var parts = container.Where(part => part.Field != containerField).Select(part => part.Yaml).Append(containerYaml).Where(text => text.Length > 0);
        (string Field, string Yaml)[] spec = [("containers", $"containers: [ {{ {string.Join(", ", parts)} }} ]"), ("volumes", containerField == "volumeMounts" ? "volumes: [{name: scratch, emptyDir: {}}]" : "")];
        var lines = spec.Where(part => part.Field != specField).Select(part => part.Yaml).Append(specYaml).Where(text => text.Length > 0);
        return $"apiVersion: v1\nkind: Pod\nmetadata: {{name: one}}\nspec:\n{string.Concat(lines.Select(line => $"  {line}\n"))}";
    }

    private static (string OnAci, string OnLocal) Judge(string path, string yaml)
    {
        var read = ManifestReader.Read(yaml, "pod.yaml");
        if (read.Errors.Length > 0)
            return read.Errors.Any(error => Names(error.Path, path)) ? ("refused when read", "refused when read") : ($"refused elsewhere: {read.Errors[0]}", Ignored);
        if (read.Warnings.Any(warning => warning.Contains($" {path}: is ignored", StringComparison.Ordinal)))
            return ("ignored, and says so", "ignored, and says so");
        return (OnAci(path, SpecOf(read)), OnLocal(path, SpecOf(read)));
    }

    private static PodSpec SpecOf(ManifestResult read) => ((Pod)Assert.Single(read.Objects).Object).Spec;

    private static string OnAci(string path, PodSpec spec)
    {
        if (LaunchRules.FindUnsupported(spec, A.Options()) is { } refusal)
            return refusal.StartsWith(path, StringComparison.Ordinal) ? "refused" : Ignored;
        if (ByBurst.TryGetValue(path, out var how))
            return how;
        return Body(spec) == Body(SpecOf(ManifestReader.Read(WithField("", "", "", ""), "pod.yaml"))) ? Ignored : "sent";
    }

    private static string OnLocal(string path, PodSpec spec)
    {
        using var host = new LocalPodHost(
            new LocalPodHostOptions { Node = NodeName.Parse("vm-1"), RootFolder = "/nowhere", OwnerId = A.Options().OwnerId, BurstCommand = ["/bin/true"] },
            TimeProvider.System, NullLogger<LocalPodHost>.Instance);
        if (host.FindUnsupported(spec) is not { } refusal)
            return ByBurst.GetValueOrDefault(path, "run");
        return $"spec.{refusal}".StartsWith(path, StringComparison.Ordinal) || path.EndsWith(".volumeMounts", StringComparison.Ordinal) ? "refused" : $"{Ignored}: {refusal}";
    }

    private static bool Names(string errorPath, string path) => errorPath == path || errorPath.StartsWith($"{path}.", StringComparison.Ordinal) || errorPath.StartsWith($"{path}[", StringComparison.Ordinal);

    /// <summary>With what the control plane would have resolved.</summary>
    private static string Body(PodSpec spec)
    {
        var launch = A.Launch(spec) with
        {
            Environment = spec.AllContainers.ToImmutableSortedDictionary(container => container.Name, Variables),
            Registries = [.. spec.ImagePullSecrets.Select(name => new RegistryCredential($"{name}.example", "me", "pass"))],
        };
        return Encoding.UTF8.GetString(GroupMapping.ToBody(launch, A.Options()));
    }

    private static ImmutableArray<ResolvedEnv> Variables(ContainerSpec container) =>
    [
        .. container.EnvFrom.Select(from => new ResolvedEnv(from.Name.ToUpperInvariant(), "1", false)),
        .. container.Env.Select(variable => new ResolvedEnv(variable.Name, variable.Value ?? "", false)),
    ];
}
