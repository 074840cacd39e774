namespace Burst.Hosts.Docker.Wire;

/// <summary>The API's way of writing a set: an object that has no fields beside each key.</summary>
internal sealed class EmptyDto;
