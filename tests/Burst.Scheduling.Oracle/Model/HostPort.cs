namespace Burst.Scheduling.Oracle.Model;

internal sealed record HostPort(string Address, string Protocol, int Port);
