namespace Burst.Core.Pods;

public sealed record HttpProbeHeader(string Name, string Value);
