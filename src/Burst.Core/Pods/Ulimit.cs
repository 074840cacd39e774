namespace Burst.Core.Pods;

/// <summary>A limit of a process, such as <c>nofile</c>; -1 for none. A program may raise its own up to <see cref="Hard"/>.</summary>
public sealed record Ulimit(string Name, long Soft, long Hard);
