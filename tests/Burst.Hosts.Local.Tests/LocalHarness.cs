using System.Diagnostics;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Testing;
using Burst.Testing.Hosts;
using Microsoft.Extensions.Logging.Abstractions;

namespace Burst.Hosts.Local.Tests;

/// <summary>Local hosts in a temporary folder; at its end nothing of any pod may run any more.</summary>
internal sealed class LocalHarness : PodHostHarness
{
    private readonly List<LocalPodHost> hosts = [];

    public string Root { get; } = Directory.CreateTempSubdirectory("burst-local-").FullName;

    /// <summary>With host commands: a built-in program cannot print chosen lines. What is refused without them has tests of its own.</summary>
    public override LocalPodHost CreateHost(string ownerId) => CreateHost(ownerId, static options => options with { AllowHostCommands = true });

    public LocalPodHost CreateHost(string ownerId, Func<LocalPodHostOptions, LocalPodHostOptions> change)
    {
        var host = new LocalPodHost(
            change(new LocalPodHostOptions
            {
                Node = NodeName.Parse("vm-1"),
                RootFolder = Root,
                OwnerId = ownerId,
                BurstCommand = [BurstExecutable.Path],
                RestartDelayBase = TimeSpan.FromMilliseconds(100),
            }),
            TimeProvider.System,
            NullLogger<LocalPodHost>.Instance);
        hosts.Add(host);
        return host;
    }

    public override PodSpec RunsUntilStopped() => Specs.BuiltIn("burst/sleep:latest", "1h");

    public override PodSpec ExitsWith(int exitCode) => Specs.BuiltIn("burst/fail", $"{exitCode}", "0.1") with { RestartPolicy = RestartPolicy.Never };

    public override PodSpec Prints(IReadOnlyList<string> lines) => Specs.Host("printf", "%s\n", [.. lines]);

    public override (PodSpec Spec, string FieldPath) Unsupported() => (Specs.BuiltIn("nginx:1.27"), "containers[0].image");

    /// <summary>The folder of a pod of this harness.</summary>
    public string FolderOf(PodUid pod, string owner) => Path.Combine(Root, owner, "vm-1", pod.Value);

    /// <summary>Live processes that were started for a pod below this folder: shims by their argument, containers by their environment.</summary>
    public static IReadOnlyList<int> FindProcesses(string folder) =>
    [
        .. Process.GetProcesses()
            .Select(process => process.Id)
            .Where(pid => Mentions($"/proc/{pid}/cmdline", folder) || Mentions($"/proc/{pid}/environ", folder)),
    ];

    public static int FindShim(string folder) =>
        FindProcesses(folder).Single(IsShim);

    /// <returns>Whether there was one to kill.</returns>
    public static bool KillShimIfAny(string folder) =>
        FindProcesses(folder).Where(IsShim).ToArray() is [var shim] && TrySignal(shim, "KILL");

    /// <summary>The shim first, and then whatever it had started meanwhile.</summary>
    public static Task KillAllAsync(string folder)
    {
        KillShimIfAny(folder);
        return Eventually.HoldsAsync(() => FindProcesses(folder).Where(pid => TrySignal(pid, "KILL")).ToArray().Length == 0, "nothing of the pod runs");
    }

    public static IReadOnlyList<int> FindContainers(string folder) =>
        [.. FindProcesses(folder).Where(pid => !Mentions($"/proc/{pid}/cmdline", "__shim"))];

    public static void Signal(int pid, string signal) => Assert.True(TrySignal(pid, signal), $"Process {pid} is gone.");

    public override async ValueTask DisposeAsync()
    {
        await Eventually.GetAsync(
            () => Task.FromResult(string.Join(" ", FindProcesses(Root))),
            static pids => pids.Length == 0,
            "no process of a pod is left behind");
        foreach (var host in hosts)
            host.Dispose();
        Directory.Delete(Root, recursive: true);
    }

    /// <summary>A child of the shim that has not yet become its program looks like it in all but this: it leads no session.</summary>
    private static bool IsShim(int pid) =>
        Mentions($"/proc/{pid}/cmdline", "__shim") && SessionOf(pid) == $"{pid}";

    private static string SessionOf(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/stat").Split(") ")[1].Split(' ')[3];
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static bool TrySignal(int pid, string signal)
    {
        using var kill = Process.Start(new ProcessStartInfo("kill", ["-s", signal, $"{pid}"]) { RedirectStandardError = true })!;
        kill.WaitForExit();
        return kill.ExitCode == 0;
    }

    private static bool Mentions(string path, string text)
    {
        try
        {
            return File.ReadAllText(path).Contains(text, StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
