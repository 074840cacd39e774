using System.Collections.Immutable;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Hosts.Docker.Mapping;
using Burst.Hosts.Docker.Wire;

namespace Burst.Hosts.Docker.Pods;

/// <summary>The containers of one pod that an engine has.</summary>
/// <param name="Uid">The pod's.</param>
/// <param name="Holder">Null when there is none (yet, or any more).</param>
/// <param name="Inits">In order, sidecars among them.</param>
/// <param name="Mains">In order.</param>
internal sealed record EnginePod(
    PodUid Uid, EngineContainer? Holder, ImmutableArray<EngineContainer> Inits, ImmutableArray<EngineContainer> Mains)
{
    /// <summary>All of it was made; before that nothing is started.</summary>
    public bool IsComplete => Holder is { } holder && Inits.Length + Mains.Length == holder.Containers;

    public RestartPolicy RestartPolicy => Holder?.PodRestartPolicy ?? RestartPolicy.Always;

    public IEnumerable<EngineContainer> Sidecars => Inits.Where(init => init.IsSidecar);

    /// <summary>Those of the user, in order.</summary>
    public IEnumerable<EngineContainer> Workers => Inits.Concat(Mains);

    /// <summary>Holder last: it goes after those that need it.</summary>
    public IEnumerable<EngineContainer> All => Holder is { } holder ? Workers.Append(holder) : Workers;

    /// <summary>The pods that these containers are of. What carries our labels but not those of a pod is left out.</summary>
    public static IReadOnlyList<EnginePod> Group(IEnumerable<ContainerDto> containers) =>
    [
        .. containers
            .Where(container => PodLabels.ParseUid(container.Config.Labels) is not null && Enum.TryParse<ContainerRole>(LabelOf(container, PodLabels.Role), out _))
            .GroupBy(container => PodLabels.ParseUid(container.Config.Labels)!.Value)
            .OrderBy(group => group.Key)
            .Select(group => Of(group.Key, [.. group.Select(Read)])),
    ];

    private static EnginePod Of(PodUid uid, EngineContainer[] containers) => new(
        uid, containers.FirstOrDefault(container => container.Role == ContainerRole.Holder), InOrder(containers, ContainerRole.Init, ContainerRole.Sidecar), InOrder(containers, ContainerRole.Main));

    private static ImmutableArray<EngineContainer> InOrder(EngineContainer[] containers, params ContainerRole[] roles) =>
        [.. containers.Where(container => roles.Contains(container.Role)).OrderBy(container => container.Index)];

    private static EngineContainer Read(ContainerDto dto) => new()
    {
        Id = dto.Id,
        Name = LabelOf(dto, PodLabels.Container) ?? "",
        Role = Enum.Parse<ContainerRole>(LabelOf(dto, PodLabels.Role)!),
        Index = NumberOf(dto, PodLabels.Index),
        CreatedAt = dto.Created,
        IsRunning = dto.State is { Running: true, Restarting: false },
        IsRestarting = dto.State.Restarting,
        RestartPolicy = dto.HostConfig.RestartPolicy?.Name ?? RestartPolicyDto.No,
        ExitCode = dto.State.ExitCode,
        IsOutOfMemory = dto.State.OOMKilled,
        StartError = !dto.State.Running && !string.IsNullOrEmpty(dto.State.Error) ? dto.State.Error : null,
        StartedAt = Known(dto.State.StartedAt),
        FinishedAt = Known(dto.State.FinishedAt),
        RestartCount = dto.RestartCount,
        IpAddress = dto.NetworkSettings?.Networks?.Values.Select(network => network.IPAddress).FirstOrDefault(address => !string.IsNullOrEmpty(address)),
        StopSignal = string.IsNullOrEmpty(dto.Config.StopSignal) ? "SIGTERM" : dto.Config.StopSignal,
        Containers = NumberOf(dto, PodLabels.Count),
        HasFiles = LabelOf(dto, PodLabels.HasFiles) == "true",
        Probes = ProbeLabel.Read(LabelOf(dto, PodLabels.Probes)),
        PostStart = ProbeLabel.ReadPostStart(LabelOf(dto, PodLabels.PostStart)),
        PreStop = ProbeLabel.ReadHook(LabelOf(dto, PodLabels.PreStop)),
        PodRestartPolicy = Enum.TryParse<RestartPolicy>(LabelOf(dto, PodLabels.RestartPolicyName), out var policy) ? policy : RestartPolicy.Always,
    };

    private static string? LabelOf(ContainerDto container, string label) => container.Config.Labels?.GetValueOrDefault(label);

    private static int NumberOf(ContainerDto container, string label) => int.TryParse(LabelOf(container, label), out var number) ? number : 0;

    /// <summary>The engine writes the year 1 for never.</summary>
    private static DateTimeOffset? Known(DateTimeOffset time) => time.Year > 1 ? time : null;
}
