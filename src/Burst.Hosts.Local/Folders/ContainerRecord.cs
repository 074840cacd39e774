using Burst.Core.Pods;
using Burst.Hosts.Local.Processes;

namespace Burst.Hosts.Local.Folders;

/// <summary><see cref="Process"/> is the present or last process of the container; null before the first.</summary>
internal sealed record ContainerRecord(ContainerStatus Status, ProcessIdentity? Process);
