using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Emulator.Runtime;
using EmulatedState = Burst.Emulator.Runtime.ContainerState;
using EmulatedStatus = Burst.Emulator.Runtime.ContainerStatus;
using PodRestartPolicy = Burst.Core.Pods.RestartPolicy;
using PodStatus = Burst.Core.Pods.ContainerStatus;

namespace Burst.Server.Emulation;

/// <summary>A container group in the emulator's words, said in a pod host's words, and back.</summary>
internal static class GroupTranslation
{
    /// <summary>Of all groups as pods.</summary>
    public const string Namespace = "aci";

    /// <summary>A GUID that is a function of the emulator's id, so that any later process finds the same pod.</summary>
    public static PodUid UidOf(string runtimeId) => PodUid.From(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(runtimeId)).AsSpan(0, 16)));

    public static PodRestartPolicy PolicyOf(GroupStart start) => Enum.Parse<PodRestartPolicy>(start.RestartPolicy.ToString());

    public static PodLaunch ToLaunch(GroupStart start) => new()
    {
        Uid = UidOf(start.RuntimeId),
        Namespace = Namespace,
        Name = start.GroupName,
        Tier = Tier.Aci,
        FencingToken = 0,
        Spec = new PodSpec
        {
            Containers = [.. start.Containers.Select(container => new ContainerSpec
            {
                Name = container.Name,
                Image = container.Image,
                Command = [.. container.Command],
            })],
            RestartPolicy = PolicyOf(start),
        },
        Environment = EnvironmentOf(start.Containers),
    };

    public static ImmutableSortedDictionary<string, ImmutableArray<ResolvedEnv>> EnvironmentOf(IEnumerable<ContainerStart> containers) => containers.ToImmutableSortedDictionary(
        container => container.Name,
        container => container.Environment.Select(pair => new ResolvedEnv(pair.Key, pair.Value, IsSecret: true)).ToImmutableArray(),
        StringComparer.Ordinal);

    public static EmulatedStatus ToEmulated(PodStatus status) => new()
    {
        Name = status.Name,
        State = Enum.Parse<EmulatedState>(status.State.ToString()),
        StartedAt = status.StartedAt,
        FinishedAt = status.FinishedAt,
        ExitCode = status.ExitCode,
        RestartCount = status.RestartCount,
        Reason = status.Reason,
    };
}
