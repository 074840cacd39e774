namespace Burst.Hosts.Local.Processes;

/// <summary>
/// One process and never another: pids are used again, so a pid alone proves nothing. <see cref="StartTicks"/> is field 22 of
/// /proc/PID/stat, in clock ticks since the boot that <see cref="BootId"/> names.
/// </summary>
internal sealed record ProcessIdentity(int Pid, long StartTicks, string BootId);
