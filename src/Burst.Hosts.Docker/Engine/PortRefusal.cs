namespace Burst.Hosts.Docker.Engine;

/// <summary>How an engine says that a port of its machine cannot lead to a container: another has it, or its machine has no such address.</summary>
internal static class PortRefusal
{
    private static readonly string[] Words = ["port is already allocated", "address already in use", "cannot assign requested address"];

    public static bool IsOne(EngineException exception) => Words.Any(word => exception.Message.Contains(word, StringComparison.OrdinalIgnoreCase));
}
