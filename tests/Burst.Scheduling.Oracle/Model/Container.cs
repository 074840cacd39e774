namespace Burst.Scheduling.Oracle.Model;

/// <param name="IsSidecar">An init container that is started again whenever it ends, and so runs beside all that come after it.</param>
internal sealed record Container(ResourceList Requests, IReadOnlyList<HostPort> HostPorts, bool IsSidecar);
