namespace Burst.Hosts.Aci.Logs;

/// <summary>One look at a container's log.</summary>
/// <param name="Content">All the log ACI keeps.</param>
/// <param name="IsOver">Nothing more will be written.</param>
internal readonly record struct LogSight(string Content, bool IsOver);
