using Burst.Hosts.Docker.Pods;

namespace Burst.Hosts.Docker.Probing;

/// <summary>What a <see cref="PostStartRun"/> needs.</summary>
/// <param name="Runner">Does it.</param>
/// <param name="Endings">Ends a container whose hook has failed.</param>
/// <param name="Notes">Say for which start it is done.</param>
/// <param name="Time">The clock.</param>
internal sealed record PostStartParts(HookRunner Runner, RunEnding Endings, HolderNotes Notes, TimeProvider Time);
