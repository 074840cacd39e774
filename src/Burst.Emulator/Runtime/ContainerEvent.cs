namespace Burst.Emulator.Runtime;

/// <summary>Something that happened to a container, once or again and again.</summary>
public sealed record ContainerEvent(string Name, string Message, bool IsWarning, int Count, DateTimeOffset FirstAt, DateTimeOffset LastAt);
