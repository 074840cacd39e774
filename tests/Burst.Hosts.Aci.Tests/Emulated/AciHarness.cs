using Burst.Core.Hosts;
using Burst.Core.Pods;
using Burst.Hosts.Aci.Tests.Doubles;
using Burst.Testing.Hosts;

namespace Burst.Hosts.Aci.Tests.Emulated;

/// <summary>ACI hosts against one emulator, for the contract suite.</summary>
internal sealed class AciHarness(EmulatedAci aci) : PodHostHarness
{
    private readonly Dictionary<string, string> _ownerIds = [];

    public override IPodHost CreateHost(string ownerId)
    {
        // The suite names owners freely; a cluster's id is a GUID.
        if (!_ownerIds.TryGetValue(ownerId, out var guid))
            _ownerIds[ownerId] = guid = $"00000000-0000-4000-8000-{_ownerIds.Count + 1:D12}";
        return new AciTierHost(aci.NewHost(guid));
    }

    public override PodSpec RunsUntilStopped() => Program(RestartPolicy.Always, "/burst/echo");

    public override PodSpec ExitsWith(int exitCode) => Program(RestartPolicy.Never, "/burst/fail", $"{exitCode}", "0.1");

    public override PodSpec Prints(IReadOnlyList<string> lines) => Program(RestartPolicy.Never, [PrintingRuntime.Print, .. lines]);

    public override (PodSpec Spec, string FieldPath) Unsupported() => (A.Spec(A.Container() with { Args = ["--help"] }), "spec.containers[0].args");

    public override ValueTask DisposeAsync() => aci.DisposeAsync();

    private static PodSpec Program(RestartPolicy policy, params string[] command) =>
        A.Spec(A.Container() with { Command = [.. command] }) with { RestartPolicy = policy };
}
