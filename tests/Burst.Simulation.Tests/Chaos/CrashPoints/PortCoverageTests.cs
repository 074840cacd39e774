using System.Reflection;
using Burst.Control.Logs;
using Burst.Core.Hosts;
using Burst.Core.Storage;
using Burst.Hosts.Aci;
using Burst.Simulation.Chaos.Arm;
using Burst.Simulation.Chaos.CrashPoints;
using Xunit;

namespace Burst.Simulation.Tests.Chaos.CrashPoints;

/// <summary>Whatever a port can be asked for, the scenario asks for; a method added to a port has to be added here or there.</summary>
public sealed class PortCoverageTests
{
    private const string FromMemory = "Answers from memory: no call leaves the process.";

    private const string ForPeople = "Only users call it, through the API; the control plane neither makes it nor rests on it.";

    private const string OnRequest = "Sent for what users ask for, which nobody here does; StopTests of the control loop and of the real process kill it around them.";

    /// <summary>The only ones at which nobody is killed, each with its reason.</summary>
    private static readonly Dictionary<string, string> Exempt = new(StringComparer.Ordinal)
    {
        ["IAsyncDisposable.DisposeAsync"] = "A process that is killed disposes of nothing; it closes a file and writes nothing.",
        ["IHostBudget.ReserveCreate"] = FromMemory,
        ["IHostBudget.ReserveDelete"] = FromMemory,
        ["IHostBudget.Release"] = FromMemory,
        ["IHostBudget.Recall"] = FromMemory,
        ["IPodHost.FindUnsupported"] = FromMemory,
        ["IPodLogs.ReadLogsAsync"] = "Each of its requests is a point of its own: ContainerGroups.ReadLogAsync.",
        ["IPodLookup.FindAsync"] = "Its one request is a point of its own, ContainerGroups.FindAsync; asked only when lists have missed a pod.",
        ["ILogArchive.Has"] = FromMemory,
        ["ILogArchive.ReadAsync"] = "Only users read it, through the API; the control plane never rests on what it says.",
        ["IStateStore.ReadUsageAsync"] = "Only users read it, through the API; what a start reads of it, ReadEndedUsageAsync, is a point.",
        ["IPodExec.ExecAsync"] = ForPeople,
        ["IPodTerminal.ReadAsync"] = ForPeople,
        ["IPodTerminal.WriteAsync"] = ForPeople,
        ["IPodProcesses.ExecAsync"] = ForPeople,
        ["IPodProcesses.AttachAsync"] = ForPeople,
        ["IPodProcess.ReadAsync"] = ForPeople,
        ["IPodProcess.WriteAsync"] = ForPeople,
        ["IPodProcess.EndInputAsync"] = ForPeople,
        ["IPodProcess.ResizeAsync"] = ForPeople,
        ["IPodProcess.FindExitCodeAsync"] = ForPeople,
        ["IPodStats.ReadStatsAsync"] = ForPeople,
        ["ContainerGroups.ExecAsync"] = ForPeople,
        ["IPodRestart.RestartAsync"] = ForPeople,
        ["ContainerGroups.RestartAsync"] = ForPeople,
        ["IPodStop.StopAsync"] = OnRequest,
        ["IPodStop.StartAsync"] = OnRequest,
        ["ContainerGroups.StopAsync"] = OnRequest,
        ["ContainerGroups.StartAsync"] = OnRequest,
        ["IPodOperations.Resume"] = FromMemory,
        ["ContainerGroups.FindOperation"] = FromMemory,
        ["ContainerGroups.NextRequestId"] = "Draws a number: no call leaves the process.",
    };

    private static readonly Type Groups = typeof(AciPodHost).Assembly.GetType($"Burst.Hosts.Aci.Groups.{ArmOperation.Port}", throwOnError: true)!;

    [Fact]
    public void EveryMethodOfEveryPort_IsAPointOrExempt()
    {
        SynchronizationContext.SetSynchronizationContext(null);
        var points = CrashPointRun.FindPoints(CancellationToken.None).Select(point => $"{point.Port}.{point.Method}").ToHashSet();

        Assert.Empty(Methods().Except(points).Except(Exempt.Keys));
        Assert.Empty(points.Except(Methods()));
    }

    [Fact]
    public void Exemptions_AreMethodsThatExist() => Assert.Empty(Exempt.Keys.Except(Methods()));

    /// <summary>All ports that lead out of the process: what stands beside them in their namespaces is one too.</summary>
    private static IEnumerable<Type> Ports() => new[] { typeof(IStateStore), typeof(IPodHost), typeof(ILogArchive) }
        .SelectMany(port => port.Assembly.GetExportedTypes().Where(type => type.IsInterface && type.Namespace == port.Namespace))
        .SelectMany(port => port.GetInterfaces().Append(port))
        .Append(Groups)
        .Distinct();

    private static List<string> Methods() =>
    [
        .. Ports().SelectMany(port => port
            .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => !method.IsSpecialName)
            .Select(method => $"{port.Name}.{method.Name}")).Distinct(),
    ];
}
