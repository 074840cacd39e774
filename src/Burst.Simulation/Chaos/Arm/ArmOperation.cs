using Burst.Simulation.Chaos.Calls;

namespace Burst.Simulation.Chaos.Arm;

/// <summary>Which operation of the host's client a message is, told by the message alone; named as the client names its own.</summary>
internal static class ArmOperation
{
    /// <summary>The class of the host whose methods these are.</summary>
    public const string Port = "ContainerGroups";

    private const string Collection = "/containerGroups";
    private const string Probe = Collection + "/burst-check";

    public static CallPoint Of(ArmMessage message) => new(Port, message.Method switch
    {
        "PUT" => "PutAsync",
        "PATCH" => "PatchTagsAsync",
        "DELETE" => "DeleteAsync",
        "GET" => OfRead(message.PathAndQuery.Split('?')[0]),
        _ => throw new ArgumentException($"{message.Method} is no operation of the host.", nameof(message)),
    });

    private static string OfRead(string path) => path switch
    {
        _ when path.EndsWith("/logs", StringComparison.Ordinal) => "ReadLogAsync",
        _ when path.Contains(SimulatedArm.Operations, StringComparison.Ordinal) => "ReadOperationAsync",
        _ when path.EndsWith(Collection, StringComparison.Ordinal) => "ListAsync",
        _ when path.EndsWith(Probe, StringComparison.Ordinal) => "ProbeAsync",
        _ when path.EndsWith("/usages", StringComparison.Ordinal) => "ReadUsagesAsync",
        _ => "FindAsync",
    };
}
