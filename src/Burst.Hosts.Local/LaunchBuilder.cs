using System.Collections.Immutable;
using Burst.Core.Hosts;
using Burst.Core.Pods;
using Burst.Hosts.Local.Folders;
using Burst.Hosts.Local.Programs;

namespace Burst.Hosts.Local;

/// <summary>Turns what is asked of the host into what the shim is to do.</summary>
internal static class LaunchBuilder
{
    public static LaunchRecord Build(PodLaunch launch, PodFolder folder, LocalPodHostOptions options, DateTimeOffset now) => new()
    {
        Namespace = launch.Namespace,
        Name = launch.Name,
        CreatedAt = now,
        FencingToken = launch.FencingToken,
        RestartPolicy = launch.Spec.RestartPolicy,
        GracePeriod = launch.Spec.TerminationGracePeriod,
        ActiveDeadline = launch.Spec.ActiveDeadline,
        RestartDelayBase = options.RestartDelayBase,
        LogBytesMax = options.LogBytesMax,
        LogFilesMax = options.LogFilesMax,
        Containers = [.. launch.Spec.Containers.Select(container => Build(launch, container, folder, options))],
    };

    /// <summary>What <see cref="Build(PodLaunch, PodFolder, LocalPodHostOptions, DateTimeOffset)"/> leaves out.</summary>
    public static LaunchSecrets BuildSecrets(PodLaunch launch) => new(launch.Spec.Containers.ToImmutableSortedDictionary(
        container => container.Name,
        container => EnvironmentOf(launch, container)
            .Where(variable => variable.IsSecret)
            .GroupBy(variable => variable.Name, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(group => group.Key, group => group.Last().Value, StringComparer.Ordinal),
        StringComparer.Ordinal));

    /// <returns>Null, or the variable that no process can be given.</returns>
    public static string? FindBadVariable(PodLaunch launch)
    {
        for (var i = 0; i < launch.Spec.Containers.Length; i++)
        {
            var bad = EnvironmentOf(launch, launch.Spec.Containers[i])
                .FirstOrDefault(variable => !CanBeSet(variable));
            if (bad is not null)
            {
                return $"containers[{i}].env: variable '{bad.Name}' cannot be set; "
                    + "its name must not be empty or hold '=', and neither name nor value may hold a zero character.";
            }
        }

        return null;
    }

    private static bool CanBeSet(ResolvedEnv variable) =>
        variable.Name.Length > 0 && !variable.Name.AsSpan().ContainsAny('=', '\0') && !variable.Value.Contains('\0');

    private static LaunchContainer Build(PodLaunch launch, ContainerSpec container, PodFolder folder, LocalPodHostOptions options)
    {
        var program = SpecRules.FindProgram(container);
        var own = container.Command.IsDefaultOrEmpty ? [] : container.Command;
        ImmutableArray<string> arguments = program is null
            ? [.. own, .. container.Args]
            : [.. options.BurstCommand, BuiltInPrograms.Verb, program, .. own.Skip(1), .. container.Args];
        return new LaunchContainer
        {
            Name = container.Name,
            Arguments = arguments,
            Environment = [.. ComposeEnvironment(launch, container, folder, isBuiltIn: program is not null)],
            WorkingFolder = string.IsNullOrEmpty(container.WorkingDir) ? null : container.WorkingDir,
        };
    }

    /// <summary>Later ones win, as they do in Kubernetes; the marker wins over all, since ending the pod rests on it.</summary>
    private static IEnumerable<string> ComposeEnvironment(PodLaunch launch, ContainerSpec container, PodFolder folder, bool isBuiltIn)
    {
        var home = string.IsNullOrEmpty(container.WorkingDir) ? folder.WorkFolder(container.Name) : container.WorkingDir;
        string[] all =
        [
            HostEnvironment.SearchPath,
            $"HOSTNAME={launch.Name}",
            $"HOME={home}",
            .. EnvironmentOf(launch, container).Select(variable => variable.IsSecret ? variable.Name : $"{variable.Name}={variable.Value}"),
            .. isBuiltIn ? HostEnvironment.Runtime : [],
            PodMarker.OfPod(folder.Path),
            PodMarker.OfContainer(container.Name),
        ];
        return all.Reverse().DistinctBy(variable => variable.Split('=', 2)[0]).Reverse();
    }

    private static ImmutableArray<ResolvedEnv> EnvironmentOf(PodLaunch launch, ContainerSpec container) =>
        launch.Environment.TryGetValue(container.Name, out var variables)
            ? variables
            : throw new ArgumentException(
                $"The launch of pod {launch.Namespace}/{launch.Name} has no environment for container '{container.Name}'; every container has an entry.",
                nameof(launch));
}
