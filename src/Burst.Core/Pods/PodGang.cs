namespace Burst.Core.Pods;

/// <summary>Pods that start together or not at all. <see cref="Name"/> is unique in the namespace; <see cref="Size"/> counts all members, 2 or more.</summary>
public sealed record PodGang(string Name, int Size);
