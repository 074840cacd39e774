namespace Burst.Emulator.Runtime;

/// <summary>Lets a runtime pull images of one registry.</summary>
public sealed record RegistryLogin(string Server, string Username, string Password)
{
    public override string ToString() => $"{Username} at {Server}";
}
