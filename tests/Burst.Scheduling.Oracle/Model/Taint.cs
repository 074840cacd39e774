namespace Burst.Scheduling.Oracle.Model;

internal sealed record Taint(string Key, string Value, string Effect);
