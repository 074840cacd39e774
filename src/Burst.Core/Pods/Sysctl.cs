namespace Burst.Core.Pods;

/// <summary>A kernel setting such as <c>net.core.somaxconn</c>.</summary>
public sealed record Sysctl(string Name, string Value);
